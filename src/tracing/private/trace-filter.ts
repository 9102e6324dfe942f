import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';

/** The filter expression of a group: the one that was given, or traces that go through one of some nodes. */
export function filterOf(construct: IConstruct, given: string | undefined, nodes: readonly string[]): string {
  if (given !== undefined) {
    if (!Token.isUnresolved(given)) checkExpression(construct, given);
    return given;
  }
  if (nodes.length === 0) throw complaint(construct, { what: 'a group without nodes has no traces', received: nodes, fix: 'Name one, or leave `nodes` out' });
  for (const node of nodes) {
    if (!Token.isUnresolved(node) && !/^[^"\\]+$/.test(node)) throw complaint(construct, { what: 'no node of a trace has such a name', received: node, valid: 'text without quotes and backslashes' });
  }
  return nodes.map(node => `service("${node}")`).join(' OR ');
}

/** Refuses what cannot be an expression, whatever the keywords in it: unbalanced quotes and brackets, or nothing. */
function checkExpression(construct: IConstruct, expression: string): void {
  const outside = expression.replace(/"[^"]*"/g, '""');
  const quotes = outside.replaceAll('""', '').includes('"');
  const pairs = [['(', ')'], ['{', '}'], ['[', ']']].every(([open, close]) => isBalanced(outside, open, close));
  if (expression.trim() !== '' && !quotes && pairs) return;
  throw complaint(construct, { what: 'filterExpression is no filter expression of X-Ray', received: expression, valid: 'such as service("checkout") AND responsetime > 1' });
}

function isBalanced(text: string, open: string, close: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === open) depth++;
    if (character === close && --depth < 0) return false;
  }
  return depth === 0;
}
