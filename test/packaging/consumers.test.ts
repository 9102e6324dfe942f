/** @slow It installs the package. */
import { execFileSync, spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { BUNDLES } from '../../projenrc/bundles/library';
import { typescriptFiles } from '../../projenrc/generators/files';
import { PACKAGE_NAME } from '../../projenrc/identity';

const root = path.join(__dirname, '..', '..');
const PEERS = ['aws-cdk-lib', 'constructs', 'cdk-nag'];

// The compiler reads all declarations of aws-cdk-lib.
jest.setTimeout(300_000);

/** The files of the tarball. */
let files: string[];
/** An app that has installed the tarball and its peers. */
let consumer: string;

beforeAll(() => {
  if (!fs.existsSync(path.join(root, 'lib/index.js'))) throw new Error('There is nothing to pack: run `npm run compile` first.');
  consumer = fs.mkdtempSync(path.join(os.tmpdir(), 'consumer-'));
  const [{ filename, files: packed }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', consumer], root));
  files = packed.map((file: { path: string }) => file.path);

  const installed = path.join(consumer, 'node_modules', PACKAGE_NAME);
  fs.mkdirSync(installed, { recursive: true });
  run('tar', ['-xzf', path.join(consumer, filename), '--strip-components=1', '-C', installed], root);
  for (const name of [...PEERS, '@types/node']) {
    const link = path.join(consumer, 'node_modules', name);
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(path.join(root, 'node_modules', name), link);
  }
});

afterAll(() => fs.rmSync(consumer, { recursive: true }));

function run(command: string, args: string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf-8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/** Runs a program of the consumer and returns what it prints. */
function runProgram(file: string, ...lines: string[]): string {
  fs.writeFileSync(path.join(consumer, file), lines.join('\n'));
  const { stdout, stderr, status } = spawnSync(process.execPath, [file], { cwd: consumer, encoding: 'utf-8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout.trim();
}

test('the tarball holds what was compiled from src/, and nothing that was left behind by a deleted source', () => {
  const compiled = typescriptFiles(root, 'src').flatMap(file => [`lib/${file.replace(/ts$/, 'js')}`, `lib/${file.replace(/ts$/, 'd.ts')}`]);

  const bundles = Object.keys(BUNDLES).map(bundle => `lib/bundles/${bundle}.js`);
  expect(files.filter(file => file.startsWith('lib/')).sort()).toEqual([...compiled, ...bundles].sort());
});

test('the tarball holds neither sources nor tests, examples or project files', () => {
  expect(files).toEqual(expect.arrayContaining(['.jsii', 'LICENSE', 'README.md', 'package.json']));
  for (const file of files) expect(file).toMatch(/^(lib\/|assets\/(canaries|cli|handlers)\/|docs\/guide\/|(\.jsii|API\.md|CHANGELOG\.md|LICENSE|NOTICE|README\.md|package\.json)$)/);
});

test('a CommonJS app loads modules when it uses them, and not before', () => {
  // The root, the module that is asked for, and the bundle that has it.
  const loaded = 'Object.keys(require.cache).filter(file => file.includes("/lib/") && file.includes(name)).length';
  expect(runProgram('app.cjs',
    `const name = ${JSON.stringify(path.join('node_modules', PACKAGE_NAME))};`,
    `const pillars = require('${PACKAGE_NAME}');`,
    `const before = ${loaded};`,
    'const tier = pillars.ServiceTier.TIER_1;',
    `console.log(before, tier, ${loaded}, Object.keys(pillars).includes('ServiceTier'));`,
  )).toBe('1 TIER_1 3 true');
});

test('the packs bring cdk-nag when they are used, and not before, and tell the version of the package', () => {
  expect(runProgram('packs.cjs',
    'process.env.CDK_VALIDATION = \'false\';',
    'const nag = () => Object.keys(require.cache).some(file => /node_modules.cdk-nag./.test(file));',
    'const { App, Stack } = require(\'aws-cdk-lib/core\');',
    'const { CfnQueue } = require(\'aws-cdk-lib/aws-sqs\');',
    `const pillars = require('${PACKAGE_NAME}');`,
    'const app = new App({ outdir: \'cdk.out\' });',
    'const stack = new Stack(app, \'Orders\');',
    'new CfnQueue(stack, \'Queue\');',
    'new pillars.ObservedService(stack, \'Service\', { serviceName: \'orders\', owner: \'shop\', routes: [] });',
    'const before = nag();',
    'const checks = pillars.OperationalExcellenceChecks.enforce(app, { failOn: pillars.FailOn.NONE });',
    'console.error = () => undefined;',
    'app.synth();',
    `console.log(before, nag(), checks.version === require('${PACKAGE_NAME}/package.json').version, [...new Set(checks.findings.map(({ id }) => id))].join());`,
  )).toBe('false true true OE-QueueHasDlq,OE-AlarmHasAlarmAction');
});

test('an ESM app imports by name, and synthesizes what the documentation shows', () => {
  expect(runProgram('app.mjs',
    // Importing by name from the root of aws-cdk-lib would load every service.
    'import { App, Stack } from \'aws-cdk-lib/core\';',
    'import * as sqs from \'aws-cdk-lib/aws-sqs\';',
    `import { ObservedService, ServiceTier } from '${PACKAGE_NAME}';`,
    'const stack = new Stack(new App({ outdir: \'cdk.out\' }), \'Orders\');',
    'new sqs.Queue(stack, \'Queue\');',
    'const service = new ObservedService(stack, \'Service\', { serviceName: \'orders\', owner: \'shop\', tier: ServiceTier.TIER_1, routes: [] });',
    'stack.node.root.synth();',
    'console.log(service.alarms.length > 0, service instanceof ObservedService);',
  )).toBe('true true');
});

test('the command runs from where it is installed', () => {
  const command = path.join(consumer, 'node_modules', PACKAGE_NAME, 'assets/cli/index.js');
  expect(run(command, ['--help'], consumer)).toContain('Usage: cdk-pillars');
});

test('every class and enum of the API is there at run time', () => {
  const { types } = JSON.parse(fs.readFileSync(path.join(root, '.jsii'), 'utf-8'));
  const names = Object.values<{ kind: string; name: string }>(types).filter(({ kind }) => kind !== 'interface').map(({ name }) => name);
  const missing = runProgram('names.cjs',
    `const pillars = require('${PACKAGE_NAME}');`,
    `console.log(${JSON.stringify(names)}.filter(name => pillars[name] === undefined).join());`,
  );
  expect(missing).toBe('');
});

test('a strict TypeScript app compiles, checking the declarations of the library and of its peers too', () => {
  fs.writeFileSync(path.join(consumer, 'app.ts'), [
    'import { Stack } from \'aws-cdk-lib\';',
    `import { ObservedService, ServiceTier } from '${PACKAGE_NAME}';`,
    'export function observe(stack: Stack): string[] {',
    '  const service = new ObservedService(stack, \'Service\', { serviceName: \'orders\', owner: \'shop\', tier: ServiceTier.TIER_1 });',
    '  return service.alarms.map(alarm => alarm.alarmName);',
    '}',
    '',
  ].join('\n'));
  const { stdout, status } = spawnSync(process.execPath, [
    path.join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '--strict', '--skipLibCheck', 'false', '--module', 'node16', '--target', 'es2022',
    '--types', 'node', 'app.ts',
  ], { cwd: consumer, encoding: 'utf-8' });
  expect([status, stdout]).toEqual([0, '']);
});
