import * as path from 'path';
import { build, type BuildResult } from 'esbuild';

/** Where the scripts of canaries are, beside `lib/`. */
export const CANARY_SCRIPTS = 'assets/canaries';

/** The modules that the runtimes bring with them, by the namespace they have there. The older one ended with playwright 5.1 and nodejs 3.1. */
const NAMESPACES = ['aws', 'amzn'] as const;
const RUNTIME_MODULES = ['synthetics-playwright', 'synthetics-core'] as const;
const SCRIPTS = { page: 'page-journeys', api: 'api-journeys' } as const;

/** Bundles one script for each kind of runtime and for each generation of module names: `assets/canaries/<generation>/<script>/index.js`. */
export async function bundleCanaries(root: string, outdir: string): Promise<BuildResult[]> {
  return Promise.all(NAMESPACES.flatMap(namespace => Object.entries(SCRIPTS).map(([name, entry]) => build({
    absWorkingDir: root,
    entryPoints: [`handlers/canaries/${entry}.ts`],
    outfile: path.join(outdir, namespace, name, 'index.js'),
    bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'warning', metafile: true,
    alias: Object.fromEntries(RUNTIME_MODULES.map(module => [`@aws/${module}`, `@${namespace}/${module}`])),
    external: [...RUNTIME_MODULES.map(module => `@${namespace}/${module}`), '@aws-sdk/*'],
  }))));
}
