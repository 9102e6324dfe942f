import { fork } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { CASES, type CaseName } from './cases';
import type { Measurement, Sample } from './measurement';

/** The samples of one round: every case once, each in a process of its own, so that what disturbs the machine disturbs all of them. */
export type Round = Readonly<Record<CaseName, Sample>>;

export async function measureRound(script: string): Promise<Round> {
  const samples: [string, Sample][] = [];
  for (const [name, measurement] of Object.entries(CASES)) samples.push([name, await measure(script, measurement)]);
  return Object.fromEntries(samples) as Round;
}

async function measure(script: string, measurement: Measurement): Promise<Sample> {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  try {
    return await new Promise<Sample>((resolve, reject) => {
      // The validation of templates by the CDK itself would be measured with the memory of the synthesis.
      const child = fork(script, [JSON.stringify(measurement), outdir], { env: { ...process.env, CDK_VALIDATION: 'false' }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
      let errors = '';
      child.stderr!.on('data', text => { errors += text; });
      child.once('message', resolve);
      child.once('close', code => reject(new Error(`${JSON.stringify(measurement)} ended with ${code}:\n${errors.slice(-2_000)}`)));
    });
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}
