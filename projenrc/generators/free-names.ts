import * as ts from 'typescript';

/** The names that a piece of code uses and does not declare, in the order of their first use. */
export function freeNames(code: string): string[] {
  const used = new Set<string>();
  const declared = new Set<string>();
  visit(ts.createSourceFile('code.ts', code, ts.ScriptTarget.ES2022, true));
  return [...used].filter(name => !declared.has(name));

  function visit(node: ts.Node): void {
    if (ts.isIdentifier(node)) {
      if (isDeclared(node)) declared.add(node.text); else if (!isNameOfMember(node)) used.add(node.text);
    }
    ts.forEachChild(node, visit);
  }
}

function isDeclared(name: ts.Identifier): boolean {
  const { parent } = name;
  return (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent) || ts.isFunctionDeclaration(parent)
    || ts.isClassDeclaration(parent)) && parent.name === name;
}

function isNameOfMember(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isBindingElement(parent)) return parent.propertyName === name;
  return (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)
    || ts.isPropertyDeclaration(parent)) && parent.name === name;
}
