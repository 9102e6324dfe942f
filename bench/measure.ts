import { fork } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

/** The samples of one round: every case once, each in a process of its own, so that what disturbs the machine disturbs all of them. */
export async function measureRound<C, S>(script: string, cases: Readonly<Record<string, C>>): Promise<Record<string, S>> {
  const samples: [string, S][] = [];
  for (const [name, measurement] of Object.entries(cases)) samples.push([name, await measure<S>(script, measurement)]);
  return Object.fromEntries(samples);
}

/** What a process of its own sends back about one case. */
export async function measure<S>(script: string, measurement: unknown): Promise<S> {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  try {
    return await new Promise<S>((resolve, reject) => {
      // The validation of templates by the CDK itself would be measured with the memory of the synthesis.
      const env = { ...process.env, CDK_VALIDATION: 'false' };
      const child = fork(script, [JSON.stringify(measurement), outdir], { env, execArgv: ['--expose-gc'], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
      let errors = '';
      child.stderr!.on('data', text => { errors += text; });
      child.once('message', sample => resolve(sample as S));
      child.once('close', code => reject(new Error(`${JSON.stringify(measurement)} ended with ${code}:\n${errors.slice(-2_000)}`)));
    });
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}
