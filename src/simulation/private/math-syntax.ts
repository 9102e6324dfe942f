/** An expression of metric math. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  /** The id of a metric or of another expression, or a word such as `REPEAT`. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'unary'; readonly operator: '-' | '!'; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression };

export type BinaryOperator = 'OR' | 'AND' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '^';

/** Operators from those that bind least to those that bind most; `^` and what stands before an operand bind more. */
const LEVELS: readonly (readonly BinaryOperator[])[] = [['OR'], ['AND'], ['==', '!=', '<', '<=', '>', '>='], ['+', '-'], ['*', '/']];

const TOKEN = /\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|"([^"]*)"|'([^']*)'|(==|!=|<=|>=|&&|\|\||[-+*/^<>!()[\],]))/y;

interface Token {
  readonly kind: 'number' | 'name' | 'text' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

/**
 * Reads an expression as CloudWatch does.
 *
 * @throws when it is none; the message says what stands where
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function parseExpression(text: string): Expression {
  const tokens = tokensOf(text);
  let position = 0;
  const result = level(0);
  if (tokens[position].kind !== 'end') throw unexpected(tokens[position]);
  return result;

  function level(depth: number): Expression {
    if (depth === LEVELS.length) return unary();
    let left = level(depth + 1);
    for (let operator = operatorOf(tokens[position]); operator && LEVELS[depth].includes(operator); operator = operatorOf(tokens[position])) {
      position++;
      left = { kind: 'binary', operator, left, right: level(depth + 1) };
    }
    return left;
  }

  function unary(): Expression {
    const sign = tokens[position];
    if (sign.kind === 'sign' && (sign.text === '-' || sign.text === '!' || sign.text === '+')) {
      position++;
      const inner = unary();
      return sign.text === '+' ? inner : { kind: 'unary', operator: sign.text, operand: inner };
    }
    return power();
  }

  function power(): Expression {
    const base = operand();
    if (!isSign('^')) return base;
    position++;
    return { kind: 'binary', operator: '^', left: base, right: unary() };
  }

  function operand(): Expression {
    const token = tokens[position++];
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token.kind === 'text') return { kind: 'text', value: token.text };
    if (token.kind === 'name' && !operatorOf(token)) return isSign('(') ? { kind: 'call', name: token.text, args: items('(', ')') } : { kind: 'name', name: token.text };
    if (token.kind === 'sign' && token.text === '(') {
      const inside = level(0);
      expectSign(')');
      return inside;
    }
    position--;
    if (token.kind === 'sign' && token.text === '[') return { kind: 'list', items: items('[', ']') };
    throw unexpected(token);
  }

  function items(open: string, close: string): Expression[] {
    expectSign(open);
    const list: Expression[] = [];
    while (!isSign(close)) {
      if (list.length > 0) expectSign(',');
      list.push(level(0));
    }
    position++;
    return list;
  }

  function isSign(sign: string): boolean {
    return tokens[position].kind === 'sign' && tokens[position].text === sign;
  }

  function expectSign(sign: string): void {
    if (!isSign(sign)) throw unexpected(tokens[position], sign);
    position++;
  }

  function unexpected({ kind, text: found, at }: Token, wanted?: string): Error {
    return new Error(`${kind === 'end' ? 'the end' : `'${found}'`} at character ${at + 1} of '${text}'${wanted ? `, where '${wanted}' is expected` : ''}`);
  }
}

function operatorOf({ kind, text }: Token): BinaryOperator | undefined {
  const operator = text === '&&' ? 'AND' : text === '||' ? 'OR' : text;
  if (kind !== 'sign' && !(kind === 'name' && (operator === 'AND' || operator === 'OR'))) return undefined;
  return LEVELS.flat().find(each => each === operator);
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (text.slice(at).trim() !== '') {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) throw new Error(`'${text.slice(at).trim()[0]}' at character ${at + 1} of '${text}'`);
    const [whole, number, name, double, single, sign] = match;
    const start = at + whole.length - whole.trimStart().length;
    if (number !== undefined) tokens.push({ kind: 'number', text: number, at: start });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name, at: start });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, at: start });
    else tokens.push({ kind: 'text', text: double ?? single, at: start });
    at = TOKEN.lastIndex;
  }
  return [...tokens, { kind: 'end', text: '', at: text.length }];
}
