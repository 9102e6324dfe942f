import { execFileSync } from 'child_process';

/** What a newcomer sees who pipes the demo into a file: without colours, 80 columns wide. */
export function demoOutput(root: string): string {
  const run = (...args: string[]) => execFileSync('npx', ['tsx', ...args], {
    cwd: root, encoding: 'utf-8', env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  run('--tsconfig', 'examples/tsconfig.json', 'examples/synthesize.ts', 'quickstart');
  return run('cli/index.ts', 'summary', 'examples/quickstart/cdk.out');
}
