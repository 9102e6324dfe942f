import { execFileSync } from 'child_process';
import * as path from 'path';
import { GENERATED_PATHS } from '../layout';

const root = path.join(__dirname, '..', '..');

function git(...args: string[]): string[] {
  return execFileSync('git', args, { cwd: root, encoding: 'utf-8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n').filter(line => line !== '');
}

function isWorkTree(): boolean {
  try {
    return path.relative(git('rev-parse', '--show-toplevel')[0], root) === '';
  } catch {
    return false;
  }
}

if (isWorkTree()) {
  const changed = git('diff', '--name-only', '--', ...GENERATED_PATHS);
  const added = git('ls-files', '--others', '--exclude-standard', '--', ...GENERATED_PATHS);
  const stale = [...changed, ...added];
  if (stale.length > 0) {
    console.error(['These generated files were out of date and have been written anew. Look at them, then stage or commit them:', ...stale].join('\n  '));
    process.exitCode = 1;
  }
}
