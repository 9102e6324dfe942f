import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { scratchCopy } from '../../projenrc/scratch-copy';

const root = path.join(__dirname, '..', '..');

test('the project files are what .projenrc.ts writes', () => {
  const copy = scratchCopy(root);
  try {
    fs.symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
    execFileSync(path.join(root, 'node_modules/.bin/tsx'), ['.projenrc.ts'], { cwd: copy, stdio: 'pipe', env: { ...process.env, PROJEN_DISABLE_POST: 'true' } });

    const files: string[] = JSON.parse(fs.readFileSync(path.join(copy, '.projen/files.json'), 'utf-8')).files;
    const stale = [...files, 'package.json'].filter(file => read(copy, file) !== read(root, file));
    expect(stale).toEqual([]);
  } finally {
    fs.rmSync(copy, { recursive: true });
  }
});

/** A release writes its version into package.json; nobody else writes anything there. */
function read(tree: string, file: string): string | undefined {
  const target = path.join(tree, file);
  if (!fs.existsSync(target)) return undefined;
  const content = fs.readFileSync(target, 'utf-8');
  return file === 'package.json' ? content.replace(/^  "version": ".*",$/m, '') : content;
}
