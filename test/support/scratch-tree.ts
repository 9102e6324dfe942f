import { execFile } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { scratchCopy } from '../../projenrc/scratch-copy';

const root = path.join(__dirname, '..', '..');

/** A copy of the project in which scaffolds may write. */
export class ScratchTree {
  public readonly path = scratchCopy(root);

  constructor() {
    fs.symlinkSync(path.join(root, 'node_modules'), path.join(this.path, 'node_modules'));
  }

  /** Runs a command of the project's dependencies in the copy. */
  public run(command: string, ...args: string[]): Promise<{ status: unknown; output: string }> {
    return new Promise(resolve => execFile(path.join(root, 'node_modules/.bin', command), args, { cwd: this.path }, (error, stdout, stderr) => {
      resolve({ status: error?.code ?? 0, output: stdout + stderr });
    }));
  }

  public remove(): void {
    fs.rmSync(this.path, { recursive: true });
  }
}
