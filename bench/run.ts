import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { parseArgs } from 'util';
import { buildFork } from './build-fork';
import type { Figure } from './figure';
import { measureRound } from './measure';
import { writeFigures } from './readme';

export interface Benchmark<S> {
  /** Folder of its fork, and name of its block in the README. */
  readonly name: string;
  readonly cases: Readonly<Record<string, unknown>>;
  /** Makes the script that measures, where it is not about the compiled library. */
  readonly build?: () => Promise<string>;
  /** Makes what the script needs that measures. */
  readonly prepare?: (script: string) => void;
  readonly figures: (rounds: readonly Record<string, S>[]) => Figure[];
  readonly tables: (rounds: readonly Record<string, S>[]) => string;
}

/** Measures all cases of a benchmark in rounds, prints what they come to, and writes it where it is asked for. */
export function run<S>(benchmark: Benchmark<S>): void {
  const { values: { runs, json, write } } = parseArgs({
    options: { runs: { type: 'string', default: '5' }, json: { type: 'string' }, write: { type: 'boolean', default: false } },
  });
  measureAll(benchmark, Number(runs)).then(({ rounds, report }) => {
    process.stdout.write(`${report}\n`);
    if (json) fs.writeFileSync(json, `${JSON.stringify({ figures: benchmark.figures(rounds), rounds }, undefined, 2)}\n`);
    if (write) writeFigures(path.join(__dirname, 'README.md'), benchmark.name, report);
  }).catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}

async function measureAll<S>(benchmark: Benchmark<S>, count: number): Promise<{ rounds: Record<string, S>[]; report: string }> {
  const { name, cases, build, prepare, tables } = benchmark;
  if (!Number.isInteger(count) || count < 1) throw new Error('--runs is a whole number of rounds from 1.');
  const script = await (build?.() ?? buildFork(name));
  prepare?.(script);
  const rounds: Record<string, S>[] = [];
  for (let index = 1; index <= count; index++) {
    process.stderr.write(`round ${index} of ${count}\n`);
    rounds.push(await measureRound<unknown, S>(script, cases));
  }
  const conditions = `${new Date().toISOString().slice(0, 10)}, medians of ${count}, Node ${process.version.slice(1)}, ${os.availableParallelism()} cores`;
  return { rounds, report: `${conditions}:\n\n${tables(rounds)}` };
}
