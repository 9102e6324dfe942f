/** @slow It compiles and runs every snippet. */
import * as fs from 'fs';
import * as path from 'path';
import { App } from 'aws-cdk-lib';
import * as ts from 'typescript';
import { ruleDocs } from '../../projenrc/generators/rule-docs';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { bundleScripts } from '../support/synthetics/scripts';

const root = path.join(__dirname, '..', '..');
const guide = path.join(root, 'docs', 'guide');
// eslint-disable-next-line @typescript-eslint/no-require-imports
const requireFrom = (name: string) => require(name);
const fixture = fs.readFileSync(path.join(root, 'rosetta', 'default.ts-fixture'), 'utf-8');

interface Snippet {
  readonly name: string;
  readonly source: string;
}

/** The snippets of the README and of the guide, each in the stack that jsii-rosetta compiles snippets in as well. */
const snippets = ['README.md', ...fs.readdirSync(guide).sort().map(file => `docs/guide/${file}`)]
  .flatMap(file => snippetsIn(file, fs.readFileSync(path.join(root, file), 'utf-8'), fixture));

/** The contract of rules runs the code of their pages; here it is compiled. */
const ruleSnippets = ruleDocs(root).flatMap(({ path: file, content }) => snippetsIn(file, content, `
import { Stack as Parent } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
declare const construct: IConstruct;
class Fixture extends Parent {
  public example() {
    /// here
  }
}`));

function snippetsIn(file: string, text: string, frame: string): Snippet[] {
  return [...text.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code], index) => ({ name: `${file}, snippet ${index + 1}`, source: inFixture(code, frame) }));
}

function inFixture(code: string, frame: string): string {
  const imports = /^import [^]*?;$/gm;
  const sidelined = code.match(imports)?.join('\n') ?? '';
  return `${sidelined}\n${frame.replace('/// here', () => code.replace(imports, ''))}\nexport { Fixture };\n`;
}

beforeAll(bundleScripts);

test('every guide has a snippet, and so has the README', () => {
  for (const file of ['README.md', ...fs.readdirSync(guide).map(each => `docs/guide/${each}`)]) {
    expect([file, snippets.some(({ name }) => name.startsWith(`${file},`))]).toEqual([file, true]);
  }
});

test('all snippets compile strictly', () => {
  const all = [...snippets, ...ruleSnippets];
  const files = new Map(all.map(({ source }, index) => [path.join(root, 'test', 'docs', `snippet-${index}.ts`), source]));
  const options: ts.CompilerOptions = {
    strict: true, noEmit: true, skipLibCheck: true, types: ['node'],
    target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16,
    paths: { 'cdk-pillars': [path.join(root, 'src', 'index.ts')] },
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.fileExists = file => files.has(file) || fileExists(file);
  host.readFile = file => files.get(file) ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const source = files.get(file);
    return source === undefined ? getSourceFile(file, version, ...rest) : ts.createSourceFile(file, source, version, true);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  const complaints = [...files.keys()].flatMap(file => {
    const source = program.getSourceFile(file)!;
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
      .map(({ messageText }) => `${all[[...files.keys()].indexOf(file)].name}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  });
  expect(complaints).toEqual([]);
}, 120_000);

test.each(snippets)('$name runs, and its template is valid', ({ source }) => {
  const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const exported: { Fixture?: new (scope: App, id: string) => unknown } = {};
  const load = (name: string) => requireFrom(name === 'cdk-pillars' ? '../../src' : name);
  new Function('exports', 'require', 'console', outputText)(exported, load, { log: () => undefined });
  const app = strictApp();
  new exported.Fixture!(app, 'Shop');
  expect(() => synthesizeStrictly(app)).not.toThrow();
}, 60_000);
