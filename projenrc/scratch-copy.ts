import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

/** Whatever is installed, built or history. */
const LEFT_OUT = ['.git', 'node_modules', 'lib', 'assets', 'dist', 'coverage', '.jsii', '.jsii.tabl.json'];
const LEFT_OUT_ANYWHERE = ['cdk.out'];

/** Copies the sources of the project into a new temporary folder. */
export function scratchCopy(root: string): string {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-pillars-'));
  fs.cpSync(root, copy, {
    recursive: true,
    filter: file => !LEFT_OUT.includes(path.relative(root, file)) && !LEFT_OUT_ANYWHERE.includes(path.basename(file)),
  });
  return copy;
}
