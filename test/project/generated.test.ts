import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { barrel } from '../../projenrc/generators/barrel';
import { isCurrent } from '../../projenrc/generators/files';
import { registryFile } from '../../projenrc/generators/registry';
import { signalRegistry } from '../../projenrc/generators/signal-registry';
import { generatedSources, stalePages, writeSources } from '../../projenrc/generators/sources';

const root = path.join(__dirname, '..', '..');

test.each(generatedSources(root))('$path is what `npm run generate` writes', file => {
  expect(isCurrent(root, file)).toBe(true);
});

test('docs/reference holds nothing else', () => {
  expect(stalePages(root, generatedSources(root))).toEqual([]);
});

describe('in a tree of its own', () => {
  let tree: string;

  beforeEach(() => {
    tree = fs.mkdtempSync(path.join(os.tmpdir(), 'generated-'));
  });

  afterEach(() => {
    fs.rmSync(tree, { recursive: true });
  });

  function write(file: string, content = 'export {};\n'): void {
    fs.mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    fs.writeFileSync(path.join(tree, file), content);
  }

  function writeKind(file: string, definition: object): void {
    write(`src/signals/kinds/${file}.ts`, `export default ${JSON.stringify(definition)};\n`);
  }

  test('the barrel exports the public modules, and those only', () => {
    write('src/index.ts');
    write('src/core/severity.ts');
    write('src/core/private/limits.ts');
    write('src/rules/rule.ts');
    write('src/rules/operational-excellence/lambda-tracing.ts');
    write('src/rules/performance-efficiency/lambda-memory.ts');
    write('src/signals/kinds/lambda-function.ts');
    write('src/signals/signal-catalog.ts');
    write('src/signals/rates.generated.ts');

    expect(barrel(tree).content.split('\n').filter(line => line.startsWith('export'))).toEqual([
      'export * from \'./core/severity\';',
      'export * from \'./rules/rule\';',
      'export * from \'./signals/signal-catalog\';',
    ]);
  });

  test('the registry lists the kinds with all their types, sorted, and loads none of them', () => {
    writeKind('sqs-queue', { kind: 'sqs-queue', resourceType: 'AWS::SQS::Queue' });
    writeKind('load-balancer', { kind: 'load-balancer', resourceType: 'AWS::A::B', alternateResourceTypes: ['AWS::C::D'] });

    const { path: file, content } = registryFile(tree, signalRegistry);

    expect(file).toBe('src/signals/private/registry.generated.ts');
    expect(content.split('\n').filter(line => line.startsWith('  {'))).toEqual([
      '  { kind: \'load-balancer\', resourceTypes: [\'AWS::A::B\', \'AWS::C::D\'], load: () => require(\'../kinds/load-balancer\').default },',
      '  { kind: \'sqs-queue\', resourceTypes: [\'AWS::SQS::Queue\'], load: () => require(\'../kinds/sqs-queue\').default },',
    ]);
  });

  test('without any kind, the registry is empty', () => {
    expect(registryFile(tree, signalRegistry).content).toMatch(/KINDS: readonly KindEntry\[\] = \[\n\];\n$/);
  });

  test('the page of a rule that is gone goes with it', () => {
    write('docs/reference/rules/OE-Gone.md');
    write('docs/guide/rules.md');

    writeSources(tree);

    expect(fs.readdirSync(path.join(tree, 'docs/reference/rules'))).toEqual(['README.md']);
    expect(fs.existsSync(path.join(tree, 'docs/guide/rules.md'))).toBe(true);
  });

  test('a file that is not named after its kind is refused', () => {
    writeKind('queue', { kind: 'sqs-queue', resourceType: 'AWS::SQS::Queue' });

    expect(() => registryFile(tree, signalRegistry)).toThrow('src/signals/kinds/queue.ts defines the kind \'sqs-queue\': rename the file to sqs-queue.ts');
  });

  test('a file without a default export is refused', () => {
    write('src/signals/kinds/queue.ts');

    expect(() => registryFile(tree, signalRegistry)).toThrow('src/signals/kinds/queue.ts has no default export.');
  });
});
