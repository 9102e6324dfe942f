import * as fs from 'node:fs';
import * as path from 'node:path';
import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';

/** A script of ours, in the package that this module is in: how deep it is in there depends on whether it is compiled, and bundled. */
export function scriptFile(where: IConstruct, namespace: string, script: string): string {
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    const file = path.join(folder, 'assets', 'canaries', namespace, script, 'index.js');
    if (fs.existsSync(file)) return file;
    if (folder === path.dirname(folder)) {
      throw complaint(where, { what: `the script of the canary, assets/canaries/${namespace}/${script}/index.js, is not in the package`, fix: 'Install cdk-pillars again; in its sources, run npm run compile' });
    }
  }
}
