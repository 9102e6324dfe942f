import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { scratchCopy } from '../scratch-copy';

const copy = scratchCopy(path.join(__dirname, '..', '..'));

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { cwd: copy, stdio: 'inherit' });
}

try {
  run('npm', 'install', '--no-save', 'aws-cdk-lib@latest', 'constructs@latest');
  for (const name of ['aws-cdk-lib', 'constructs']) {
    console.log(`${name} ${JSON.parse(fs.readFileSync(path.join(copy, 'node_modules', name, 'package.json'), 'utf-8')).version}`);
  }
  run('npm', 'run', 'compile');
  run('npm', 'run', 'jest');
} catch {
  process.exitCode = 1;
} finally {
  fs.rmSync(copy, { recursive: true });
}
