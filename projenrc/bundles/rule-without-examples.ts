import * as ts from 'typescript';

const EXAMPLES: readonly string[] = ['compliant', 'violating', 'ignored'];

/** The compiled file of a rule without its examples, which it reads from `original` when somebody asks for them. */
export function withoutExamples(code: string, original: string): string {
  const source = ts.createSourceFile('rule.js', code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const call = find(source, node => ts.isCallExpression(node) && /\bdefineRule\b/.test(node.expression.getText()));
  if (!call || !ts.isCallExpression(call) || call.arguments.length !== 1 || !ts.isObjectLiteralExpression(call.arguments[0])) {
    throw new Error(`${original} has no call of defineRule with an object alone.`);
  }
  const [definition] = call.arguments;
  const kept = definition.properties.filter(property => !EXAMPLES.includes(property.name?.getText() ?? ''));
  const replaced = `{ ${kept.map(property => property.getText()).join(',\n')} }, () => require(${JSON.stringify(original)}).default.metadata`;
  return code.slice(0, definition.getStart()) + replaced + code.slice(definition.getEnd());
}

function find(node: ts.Node, matches: (node: ts.Node) => boolean): ts.Node | undefined {
  return matches(node) ? node : ts.forEachChild(node, child => find(child, matches));
}
