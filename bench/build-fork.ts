import * as fs from 'fs';
import * as path from 'path';
import { build, type Plugin } from 'esbuild';

const root = path.join(__dirname, '..');

/** What is imported from the sources is measured as it is shipped. */
const compiledLibrary: Plugin = {
  name: 'compiled-library',
  setup(plugin) {
    plugin.onResolve({ filter: /\/src\// }, ({ path: module }) => ({ path: path.join(root, module.replace(/^.*\/src\//, 'lib/')), external: true }));
  },
};

/** Makes the script that measures: plain JavaScript, since a loader of TypeScript would be measured with it. */
export async function buildFork(benchmark: string): Promise<string> {
  if (!fs.existsSync(path.join(root, 'lib', 'packs'))) throw new Error('The benchmark measures the compiled library, and lib/ does not have it. Run `npm run compile` first.');
  const outfile = path.join(root, 'node_modules', '.cache', 'bench', `${benchmark}.js`);
  await build({
    entryPoints: [path.join(__dirname, benchmark, 'fork.ts')], outfile, bundle: true, platform: 'node', target: 'node20', logLevel: 'warning', packages: 'external',
    plugins: [compiledLibrary],
  });
  return outfile;
}
