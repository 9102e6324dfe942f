import * as fs from 'fs';
import * as path from 'path';
import { build, type Plugin } from 'esbuild';
import { filesUnder } from '../generators/files';
import { RULE_FOLDERS, SIGNAL_KINDS } from '../layout';
import { withoutExamples } from './rule-without-examples';

/** What is loaded together, by the rooms of the library. */
export const BUNDLES: Readonly<Record<string, readonly string[]>> = {
  signals: ['core', 'signals'],
  observe: ['runbooks', 'alarms', 'slo', 'dashboards', 'tracing', 'synthetics', 'delivery', 'services'],
  rules: ['rules', 'packs', 'simulation', 'testing'],
};

const KINDS = inLibrary(SIGNAL_KINDS);
const RULES = RULE_FOLDERS.map(inLibrary);

/** Namespace of what another bundle has. */
const OTHER = 'other';

/** Makes a request for the file itself, whatever bundle has it. */
const ORIGINAL = '?original';

/**
 * Puts the compiled modules into a few files: Node takes longer to find and to compile hundreds of small modules than they take to run. Each module still runs when it
 * is first asked for, once: in place of its own file stands a line that takes it from the bundle, so that there is one of each class whoever imports it.
 */
export async function bundleLibrary(root: string): Promise<void> {
  const lib = path.join(root, 'lib');
  const modules = filesUnder(root, 'lib').filter(file => file.endsWith('.js') && file.split('/').length > 2).map(file => file.slice('lib/'.length, -'.js'.length));
  const bundles = new Map<string, string[]>();
  for (const module of modules) {
    const bundle = bundleOf(module);
    bundles.set(bundle, [...bundles.get(bundle) ?? [], module]);
  }
  const written = new Map<string, string>();
  for (const [bundle, members] of bundles) written.set(bundle, await bundled(lib, bundle, members));
  for (const [bundle, code] of written) {
    fs.mkdirSync(path.dirname(fileOf(lib, bundle)), { recursive: true });
    fs.writeFileSync(fileOf(lib, bundle), code);
  }
  for (const module of modules) {
    if (isRule(module) || bundleOf(module) === module) continue;
    const bundle = path.posix.relative(path.posix.dirname(module), bundleOf(module));
    fs.writeFileSync(fileOf(lib, module), `module.exports = require(${JSON.stringify(bundle.startsWith('.') ? bundle : `./${bundle}`)})[${JSON.stringify(module)}]();\n`);
  }
}

/** A kind stays a file of its own, as an app has few of them. */
function bundleOf(module: string): string {
  if (path.posix.dirname(module) === KINDS) return module;
  const [room] = module.split('/');
  const name = Object.keys(BUNDLES).find(bundle => BUNDLES[bundle].includes(room));
  if (!name) throw new Error(`No bundle has the room '${room}' of ${module}: add it to BUNDLES.`);
  return `bundles/${name}`;
}

function isRule(module: string): boolean {
  return RULES.includes(path.posix.dirname(module));
}

async function bundled(lib: string, bundle: string, modules: readonly string[]): Promise<string> {
  const exported = modules.filter(module => !isRule(module)).map(module => `exports[${JSON.stringify(module)}] = () => require(${JSON.stringify(`./${module}`)});`);
  const { outputFiles } = await build({
    ...bundle === modules[0] ? { entryPoints: [fileOf(lib, bundle)] } : { stdin: { contents: exported.join('\n'), resolveDir: lib } },
    absWorkingDir: lib, outfile: fileOf(lib, bundle), write: false, bundle: true, platform: 'node', target: 'node20', format: 'cjs', packages: 'external',
    minifyWhitespace: true, minifySyntax: true, logLevel: 'warning', plugins: [linker(lib, bundle)],
  });
  return outputFiles[0].text;
}

/** Leads from a bundle to the modules of others. */
function linker(lib: string, bundle: string): Plugin {
  return {
    name: 'linker',
    setup(plugin) {
      const fromBundle = (file: string) => `./${path.relative(path.dirname(fileOf(lib, bundle)), file).split(path.sep).join('/')}`.replace(/^\.\/\.\.\//, '../');
      plugin.onResolve({ filter: /^\.{1,2}\// }, ({ path: request, resolveDir, namespace }) => {
        if (namespace === OTHER) return { path: request, external: true };
        const file = path.resolve(resolveDir, request.replace(ORIGINAL, ''));
        const module = path.relative(lib, file).split(path.sep).join('/').replace(/\.js$/, '');
        if (module.startsWith('..') || request.endsWith(ORIGINAL)) return { path: fromBundle(file), external: true };
        const other = bundleOf(module);
        if (other === bundle) return { path: fileOf(lib, module) };
        return other === module ? { path: fromBundle(file), external: true } : { path: module, namespace: OTHER };
      });
      plugin.onLoad({ filter: /.*/, namespace: OTHER }, ({ path: module }) => ({
        contents: `module.exports = require(${JSON.stringify(fromBundle(fileOf(lib, bundleOf(module)).replace(/\.js$/, '')))})[${JSON.stringify(module)}]();`,
      }));
      plugin.onLoad({ filter: /\.js$/ }, ({ path: file }) => {
        const module = path.relative(lib, file).split(path.sep).join('/').replace(/\.js$/, '');
        if (!isRule(module)) return undefined;
        return { contents: withoutExamples(fs.readFileSync(file, 'utf-8'), `./${path.basename(file)}${ORIGINAL}`), resolveDir: path.dirname(file) };
      });
    },
  };
}

function fileOf(lib: string, module: string): string {
  return path.join(lib, `${module}.js`);
}

function inLibrary(source: string): string {
  return source.replace(/^src\//, '');
}
