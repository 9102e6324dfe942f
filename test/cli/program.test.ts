import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { run } from '../../cli/program';
import { version } from '../../package.json';
import { manifest } from './manifests';

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'assembly-'));
});

afterEach(() => fs.rmSync(folder, { recursive: true }));

function write(file: string, content: unknown): void {
  const target = path.join(folder, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, typeof content === 'string' ? content : JSON.stringify(content));
}

/** An assembly with a stack and, if asked for, an assembly inside. */
function writeAssembly(inside: string, stack: string, nested?: string): void {
  write(path.join(inside, 'manifest.json'), {
    artifacts: {
      [stack]: { type: 'aws:cloudformation:stack', displayName: stack, properties: { templateFile: `${stack.replaceAll('/', '')}.template.json` } },
      ...nested && { [nested]: { type: 'cdk:cloud-assembly', properties: { directoryName: nested } } },
      Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
    },
  });
}

function cli(...args: string[]): { code: number; out: string; err: string } {
  let out = '';
  let err = '';
  const code = run(args, { width: 80, colors: false, out: text => { out += text; }, err: text => { err += text; } });
  return { code, out, err };
}

test('the summary names the files of the service', () => {
  writeAssembly('', 'Shop');
  write('cdk-pillars/shop.json', manifest());
  write('validation-report.json', {});

  const { code, out, err } = cli('summary', folder);

  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^shop {3}owner shop-team/);
  expect(out.slice(out.indexOf('Files'))).toContain(`Files
  template    ${folder}/Shop.template.json
  data        ${folder}/cdk-pillars/shop.json
  findings    ${folder}/validation-report.json

Findings `);
});

test('cdk.out of the current folder is looked at if no other is named', () => {
  writeAssembly('cdk.out', 'Shop');
  write('cdk.out/cdk-pillars/shop.json', manifest());
  const before = process.cwd();
  process.chdir(folder);
  try {
    expect(cli('summary')).toMatchObject({ code: 0, out: expect.stringContaining('data        cdk.out/cdk-pillars/shop.json') });
  } finally {
    process.chdir(before);
  }
});

test('services of Stages and of Stages in Stages are found', () => {
  writeAssembly('', 'Shop', 'assembly-Prod');
  writeAssembly('assembly-Prod', 'Prod/Shop', 'assembly-Prod-Eu');
  writeAssembly('assembly-Prod/assembly-Prod-Eu', 'Prod/Eu/Shop');
  write('cdk-pillars/a.json', manifest({ service: 'shop' }));
  write('assembly-Prod/cdk-pillars/a.json', manifest({ service: 'depot', path: 'Prod/Shop/Service' }));
  write('assembly-Prod/assembly-Prod-Eu/cdk-pillars/a.json', manifest({ service: 'branch', path: 'Prod/Eu/Shop/Service' }));

  const { code, out } = cli('summary', folder);

  expect(code).toBe(0);
  expect(out.match(/^\w+ {3}owner/gm)).toEqual(['branch   owner', 'depot   owner', 'shop   owner']);
  expect(out).toContain(`template    ${folder}/assembly-Prod/assembly-Prod-Eu/ProdEuShop.template.json`);
});

test('--json prints the descriptions of the services', () => {
  writeAssembly('', 'Shop');
  write('cdk-pillars/b.json', manifest({ service: 'stock' }));
  write('cdk-pillars/a.json', manifest());

  const { code, out } = cli('summary', folder, '--json');

  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual([manifest(), manifest({ service: 'stock' })]);
});

test('a service that is no longer in the app is left out', () => {
  writeAssembly('', 'Shop');
  write('tree.json', { tree: { children: { Shop: { children: { Service: {} } }, Large: {} } } });
  write('cdk-pillars/a.json', manifest());
  write('cdk-pillars/b.json', manifest({ service: 'removed', path: 'Shop/Removed' }));
  write('cdk-pillars/c.json', manifest({ service: 'elsewhere', path: 'Large/Service' }));

  expect(JSON.parse(cli('summary', folder, '--json').out)).toEqual([manifest({ service: 'elsewhere', path: 'Large/Service' }), manifest()]);
});

test('without an assembly, the message says how to make one', () => {
  expect(cli('summary', path.join(folder, 'nowhere'))).toEqual({ code: 1, out: '', err: expect.stringContaining('Run `npx cdk synth` first') });
});

test('without a service, the message says how to observe one', () => {
  writeAssembly('', 'Shop');
  const err = expect.stringContaining('Add `new ObservedService(this, …)` to a stack');
  expect(cli('summary', folder)).toEqual({ code: 1, out: '', err });
  expect(cli('summary', folder, '--json')).toEqual({ code: 1, out: '[]\n', err });
});

test('without a service, what the packs found is printed', () => {
  writeAssembly('', 'Shop');
  write('validation-report.json', { pluginReports: [{ pluginName: 'PerformanceEfficiency', conclusion: 'success', violations: [] }] });
  expect(cli('summary', folder)).toEqual({ code: 0, out: 'Findings      none\n', err: '' });
});

test('what other plugins found is no reason to print a summary', () => {
  writeAssembly('', 'Shop');
  write('validation-report.json', { pluginReports: [{ pluginName: 'CloudFormation Validate', conclusion: 'success', violations: [] }] });
  expect(cli('summary', folder)).toMatchObject({ code: 1, out: '' });
});

test('what another version of the library wrote is refused', () => {
  writeAssembly('', 'Shop');
  write('cdk-pillars/shop.json', { version: 2 });
  expect(cli('summary', folder)).toEqual({ code: 1, out: '', err: expect.stringContaining('is of version 2, and this command understands version 1') });
});

test('what cannot be read is named', () => {
  writeAssembly('', 'Shop');
  write('cdk-pillars/shop.json', '{');
  expect(cli('summary', folder)).toEqual({ code: 1, out: '', err: expect.stringContaining('cdk-pillars/shop.json\' cannot be read') });
});

test('the version is that of the package', () => {
  expect(cli('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

test.each([[['--help']], [['summary', '--help']], [['help', 'summary']]])('%j explains itself within 80 columns', args => {
  const { code, out, err } = cli(...args);
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('Usage: cdk-pillars');
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

test.each([[[]], [['sumary']], [['summary', '--jason']], [['summary', 'one', 'two']]])('%j is not understood', args => {
  const { code, out, err } = cli(...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/--help|Usage/);
});
