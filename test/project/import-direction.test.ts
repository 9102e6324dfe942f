import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { loadESLint } from 'eslint';
import ts from 'typescript';

const root = path.join(__dirname, '..', '..');

/** Who may import whom, written out: this list is what the linter is held to. */
const MAY_IMPORT: Record<string, string[]> = {
  core: [],
  signals: ['core'],
  runbooks: ['core', 'signals'],
  alarms: ['core', 'signals', 'runbooks'],
  slo: ['core', 'signals', 'runbooks', 'alarms'],
  dashboards: ['core', 'signals', 'runbooks', 'alarms', 'slo'],
  tracing: ['core', 'signals', 'runbooks', 'alarms', 'slo', 'dashboards'],
  synthetics: ['core', 'signals', 'runbooks', 'alarms', 'slo', 'dashboards'],
  delivery: ['core', 'signals', 'runbooks', 'alarms', 'slo', 'dashboards'],
  services: ['core', 'signals', 'runbooks', 'alarms', 'slo', 'dashboards', 'tracing', 'synthetics', 'delivery'],
  rules: ['core', 'signals'],
  packs: ['core', 'signals', 'rules'],
  simulation: ['core', 'signals', 'alarms'],
};
const ON_TOP = ['review', 'preview', 'testing'];
const ROOMS = [...Object.keys(MAY_IMPORT), ...ON_TOP];

let tree: string;

beforeAll(() => {
  tree = fs.mkdtempSync(path.join(os.tmpdir(), 'import-direction-'));
  for (const room of ROOMS) write(`src/${room}/thing.ts`, 'export const thing = 1;\n');
  write('src/index.ts', 'export {};\n');
  write('src/core/schemas/event.ts', 'export const event = 1;\n');
  write('src/signals/kinds/sqs-queue.ts', 'export default 1;\n');
  write('src/rules/operational-excellence/OE-Thing.ts', 'export default 1;\n');
  write('src/rules/performance-efficiency/PE-Thing.ts', 'export default 1;\n');
  // The linter resolves nothing for a file in a folder that does not exist.
  for (const file of ['cli/index.ts', 'handlers/one/index.ts']) write(file, 'export {};\n');
});

afterAll(() => fs.rmSync(tree, { recursive: true }));

function write(file: string, content: string): void {
  fs.mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
  fs.writeFileSync(path.join(tree, file), content);
}

/** What our configuration has to say about the imports of a file. */
async function complaints(file: string, code: string): Promise<string[]> {
  const config = ts.parseConfigFileTextToJson('.eslintrc.json', fs.readFileSync(path.join(root, '.eslintrc.json'), 'utf-8')).config;
  const [level, options] = config.rules['import/no-restricted-paths'];
  const LegacyESLint = await loadESLint({ useFlatConfig: false });
  const eslint = new LegacyESLint({
    cwd: tree,
    useEslintrc: false,
    resolvePluginsRelativeTo: root,
    baseConfig: {
      plugins: config.plugins,
      parser: require.resolve(config.parser),
      parserOptions: { sourceType: 'module' },
      settings: { 'import/resolver': { [require.resolve('eslint-import-resolver-node')]: { extensions: ['.ts'] } } },
      rules: { 'import/no-restricted-paths': [level, { ...options, basePath: tree }] },
      overrides: config.overrides,
    },
  });
  const [result] = await eslint.lintText(`${code}\n`, { filePath: path.join(tree, file) });
  return result.messages.map(message => message.message);
}

function imports(file: string, target: string): Promise<string[]> {
  const module = path.posix.relative(path.posix.dirname(file), target);
  return complaints(file, `import { thing } from '${module.startsWith('.') ? module : `./${module}`}';\nconsole.log(thing);`);
}

test.each(Object.keys(MAY_IMPORT))('%s imports only what stands below it', async importer => {
  const allowed: string[] = [];
  for (const room of ROOMS) {
    if ((await imports(`src/${importer}/offender.ts`, `src/${room}/thing`)).length === 0) allowed.push(room);
  }
  expect(allowed.sort()).toEqual([importer, ...MAY_IMPORT[importer]].sort());
});

test.each(ON_TOP)('%s may import everything', async importer => {
  for (const room of ROOMS) expect(await imports(`src/${importer}/visitor.ts`, `src/${room}/thing`)).toEqual([]);
});

test('the message says what may be imported instead', async () => {
  expect(await imports('src/alarms/offender.ts', 'src/services/thing')).toEqual([
    expect.stringContaining('Of src/, src/alarms may import only core, signals, runbooks, alarms.'),
  ]);
});

test.each(['core', 'services', 'review'])('%s does not import the barrel', async importer => {
  expect(await imports(`src/${importer}/offender.ts`, 'src/index')).not.toEqual([]);
});

test.each(['src/signals/offender.ts', 'src/signals/kinds/offender.ts', 'src/alarms/offender.ts'])('%s does not import a kind', async importer => {
  expect(await imports(importer, 'src/signals/kinds/sqs-queue')).not.toEqual([]);
});

test('the command imports core, rules, packs, review and preview', async () => {
  const allowed: string[] = [];
  for (const room of ROOMS) {
    if ((await imports('cli/main.ts', `src/${room}/thing`)).length === 0) allowed.push(room);
  }
  expect(allowed).toEqual(['core', 'rules', 'packs', 'review', 'preview']);
});

test('a handler imports schemas, and no other code of src/ and nothing of the CDK', async () => {
  expect(await imports('handlers/one/index.ts', 'src/core/schemas/event')).toEqual([]);
  for (const room of ROOMS) expect(await imports('handlers/one/index.ts', `src/${room}/thing`)).not.toEqual([]);
  for (const module of ['aws-cdk-lib', 'aws-cdk-lib/aws-sqs', 'constructs', 'cdk-nag']) {
    expect(await complaints('handlers/one/index.ts', `import * as x from '${module}';`)).toEqual([
      expect.stringContaining('A handler never pulls the CDK into Lambda.'),
    ]);
  }
});

const SERVICE_IMPORTS = [
  'import * as sqs from \'aws-cdk-lib/aws-sqs\';',
  'import { Alias } from \'aws-cdk-lib/aws-kms/lib/alias\';',
  'import { aws_sqs } from \'aws-cdk-lib\';',
];

test.each(SERVICE_IMPORTS)('core does not import a service: %s', async code => {
  const complaint = [expect.stringContaining('src/core knows no AWS service.')];
  expect(await complaints('src/core/offender.ts', code)).toEqual(complaint);
  expect(await complaints('src/core/private/offender.ts', code.replace('import', 'import type'))).toEqual(complaint);
});

test.each(SERVICE_IMPORTS)('a kind imports of a service nothing but types: %s', async code => {
  expect(await complaints('src/signals/kinds/offender.ts', code)).toEqual([expect.stringContaining('a kind imports their types only')]);
  expect(await complaints('src/signals/kinds/offender.ts', code.replace('import', 'import type'))).toEqual([]);
});

test.each(['src/packs/offender.ts', 'src/rules/offender.ts', 'src/rules/performance-efficiency/PE-Offender.ts'])('%s does not import a rule', async importer => {
  expect(await imports(importer, 'src/rules/operational-excellence/OE-Thing')).not.toEqual([]);
});

test.each(SERVICE_IMPORTS)('a rule imports nothing of a service: %s', async code => {
  const complaint = [expect.stringContaining('A rule judges templates')];
  expect(await complaints('src/rules/performance-efficiency/PE-Offender.ts', code)).toEqual(complaint);
  expect(await complaints('src/rules/operational-excellence/OE-Offender.ts', code.replace('import', 'import type'))).toEqual(complaint);
});

test.each(['src/core/stack.ts', 'src/signals/kinds/sns-topic.ts'])('%s may import the root of aws-cdk-lib', async file => {
  expect(await complaints(file, 'import { Stack } from \'aws-cdk-lib\';')).toEqual([]);
});
