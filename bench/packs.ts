import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { parseArgs } from 'util';
import { buildFork } from './build-fork';
import { figures } from './figures';
import { measureRound, type Round } from './measure';
import { writeFigures } from './readme';
import { tables } from './table';

const { values: { runs, json, write } } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, json: { type: 'string' }, write: { type: 'boolean', default: false } },
});

main(Number(runs)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});

async function main(count: number): Promise<void> {
  if (!Number.isInteger(count) || count < 1) throw new Error(`--runs is a whole number of rounds from 1, not ${runs}.`);
  const script = await buildFork();
  const rounds: Round[] = [];
  for (let index = 1; index <= count; index++) {
    process.stderr.write(`round ${index} of ${count}\n`);
    rounds.push(await measureRound(script));
  }
  const conditions = `${new Date().toISOString().slice(0, 10)}, medians of ${count}, Node ${process.version.slice(1)}, ${os.availableParallelism()} cores`;
  const report = `${conditions}:\n\n${tables(rounds)}`;
  process.stdout.write(`${report}\n`);
  if (json) fs.writeFileSync(json, `${JSON.stringify({ figures: figures(rounds), rounds }, undefined, 2)}\n`);
  if (write) writeFigures(path.join(__dirname, 'README.md'), report);
}
