import * as fs from 'node:fs';
import * as path from 'node:path';
import type { IConstruct } from 'constructs';
import { complaint } from './errors';

/** A file of `assets/` in the package that this module is in: how deep it is in there depends on whether it is compiled, and bundled. */
export function packagedFile(where: IConstruct, asset: string): string {
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    const file = path.join(folder, 'assets', asset);
    if (fs.existsSync(file)) return file;
    if (folder === path.dirname(folder)) {
      throw complaint(where, { what: `assets/${asset} is not in the package`, fix: 'Install cdk-pillars again; in its sources, run npm run compile' });
    }
  }
}

/** The folder with the code of a function of ours. */
export function handlerFolder(where: IConstruct, name: string): string {
  return path.dirname(packagedFile(where, `handlers/${name}/index.js`));
}
