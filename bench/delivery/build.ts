import * as fs from 'fs';
import * as path from 'path';
import { build } from 'esbuild';

const root = path.join(__dirname, '..', '..');

/** Makes the script that measures, and beside it the handler as it is shipped and a module with nothing in it. */
export async function buildHandler(): Promise<string> {
  const folder = path.join(root, 'node_modules', '.cache', 'bench', 'delivery');
  const common = { bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'warning' } as const;
  const outfile = path.join(folder, 'fork.js');
  await build({ ...common, entryPoints: [path.join(__dirname, 'fork.ts')], outfile, packages: 'external' });
  await build({ ...common, entryPoints: [path.join(root, 'handlers', 'delivery', 'index.ts')], outfile: path.join(folder, 'handler.js'), minify: true, mainFields: ['module', 'main'] });
  fs.writeFileSync(path.join(folder, 'nothing.js'), '');
  return outfile;
}
