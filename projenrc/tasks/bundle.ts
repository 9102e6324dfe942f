import * as fs from 'fs';
import * as path from 'path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { bundleCanaries, CANARY_SCRIPTS } from '../bundles/canaries';
import { bundleLibrary } from '../bundles/library';
import { thirdPartyNotices } from '../generators/third-party-notices';

const root = path.join(__dirname, '..', '..');

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'warning',
};

/** The command runs the library it was installed with, so that both agree on every class. */
const libraryStaysOutside: Plugin = {
  name: 'library-stays-outside',
  setup(plugin) {
    plugin.onResolve({ filter: /^\.{1,2}\// }, args => {
      const module = path.relative(path.join(root, 'src'), path.resolve(args.resolveDir, args.path)).split(path.sep).join('/');
      return module.startsWith('..') ? undefined : { path: `../../lib/${module}`, external: true };
    });
  },
};

/** What few runs of the command need is required where it is needed, and stands in a file of its own, which the others do not read. */
const requiredStaysOutside: Plugin = {
  name: 'required-stays-outside',
  setup(plugin) {
    plugin.onResolve({ filter: /^\.{1,2}\// }, ({ kind, importer, path: module }) =>
      (kind === 'require-call' && !importer.includes('node_modules') ? { path: `./${path.basename(module)}.js`, external: true } : undefined));
  },
};

async function bundle(options: BuildOptions & ({ readonly outfile: string } | { readonly outdir: string })): Promise<void> {
  const { metafile } = await build({ ...common, ...options, metafile: true });
  const notices = thirdPartyNotices(root, metafile!);
  const folder = 'outfile' in options ? path.dirname(options.outfile!) : options.outdir!;
  if (notices) fs.writeFileSync(path.join(root, folder, 'THIRD-PARTY-NOTICES.txt'), notices);
}

async function bundleHandlers(): Promise<void> {
  const names = fs.existsSync(path.join(root, 'handlers')) ? fs.readdirSync(path.join(root, 'handlers')) : [];
  for (const name of names.sort()) {
    const entry = `handlers/${name}/index.ts`;
    if (!fs.existsSync(path.join(root, entry))) continue;
    // With the SDK in it: a function starts faster from one small file than from the many of its runtime, and runs what it was tested with.
    await bundle({ entryPoints: [entry], outfile: `assets/handlers/${name}/index.js`, minify: true, mainFields: ['module', 'main'] });
  }
}

async function bundleCommand(): Promise<void> {
  if (!fs.existsSync(path.join(root, 'cli/index.ts'))) return;
  const outdir = 'assets/cli';
  await bundle({
    entryPoints: { 'index': 'cli/index.ts', 'put-events': 'cli/event/put-events.ts' },
    outdir,
    banner: { js: '#!/usr/bin/env node' },
    external: ['aws-cdk-lib', 'constructs', 'cdk-nag'],
    plugins: [requiredStaysOutside, libraryStaysOutside],
  });
  fs.chmodSync(path.join(root, outdir, 'index.js'), 0o755);
}

/** jsii writes the sources into every module, twice its size. They are read at each load, and nobody looks at them. */
function stripSourceMaps(folder: string): void {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.name.endsWith('.js')) continue;
    const file = path.join(entry.parentPath, entry.name);
    fs.writeFileSync(file, fs.readFileSync(file, 'utf-8').replace(/^\/\/# sourceMappingURL=data:.*\n?/m, ''));
  }
}

async function main(): Promise<void> {
  stripSourceMaps(path.join(root, 'lib'));
  await bundleLibrary(root);
  fs.rmSync(path.join(root, 'assets'), { recursive: true, force: true });
  await bundleHandlers();
  await bundleCanaries(root, path.join(root, CANARY_SCRIPTS));
  await bundleCommand();
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
