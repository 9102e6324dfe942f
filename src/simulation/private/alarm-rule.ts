import type { AlarmRule } from './model';
import type { State } from './verdict';

const STATES = ['ALARM', 'OK', 'INSUFFICIENT_DATA'];

const TOKEN = /\s*(?:"((?:[^"\\]|\\.)*)"|([(),])|([^\s(),"]+))/y;

interface Token {
  readonly text: string;
  readonly isQuoted: boolean;
}

const END: Token = { text: '', isQuoted: false };

/**
 * Reads the rule of a composite alarm.
 *
 * @param find the id of the alarm that a name or an ARN means
 * @throws when the rule is none; the message says what stands where
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html
 */
export function parseRule(text: string, find: (name: string) => string): AlarmRule {
  const tokens = tokensOf(text);
  let position = 0;
  const rule = either();
  if (position < tokens.length) throw unexpected();
  return rule;

  function either(): AlarmRule {
    return joined('or', 'OR', both);
  }

  function both(): AlarmRule {
    return joined('and', 'AND', negated);
  }

  function joined(kind: 'and' | 'or', operator: string, part: () => AlarmRule): AlarmRule {
    const rules = [part()];
    while (isNext(operator)) {
      position++;
      rules.push(part());
    }
    return rules.length === 1 ? rules[0] : { kind, rules };
  }

  function negated(): AlarmRule {
    if (!isNext('NOT')) return operand();
    position++;
    return { kind: 'not', rule: negated() };
  }

  function operand(): AlarmRule {
    const { text: word, isQuoted } = tokens[position] ?? END;
    if (isQuoted || word === '') throw unexpected();
    position++;
    const keyword = word.toUpperCase();
    if (keyword === '(') {
      const inside = either();
      expect(')');
      return inside;
    }
    if (keyword === 'TRUE' || keyword === 'FALSE') return { kind: 'constant', value: keyword === 'TRUE' };
    if (STATES.includes(keyword)) {
      expect('(');
      const alarm = name();
      expect(')');
      return { kind: 'state', state: keyword, alarm };
    }
    if (keyword === 'AT_LEAST') return atLeast();
    position--;
    throw unexpected();
  }

  /** `AT_LEAST(2, ALARM, (a, b, c))`, `AT_LEAST(50%, NOT OK, (a, b))`. */
  function atLeast(): AlarmRule {
    expect('(');
    const [, amount, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(tokens[position]?.text ?? '') ?? [];
    if (amount === undefined) throw unexpected();
    position++;
    expect(',');
    const isNegated = isNext('NOT');
    if (isNegated) position++;
    const state = tokens[position]?.text.toUpperCase();
    if (!STATES.includes(state)) throw unexpected();
    position++;
    expect(',');
    expect('(');
    const alarms = [name()];
    while (isNext(',')) {
      position++;
      alarms.push(name());
    }
    expect(')');
    expect(')');
    const rules = alarms.map((alarm): AlarmRule => ({ kind: 'state', state, alarm })).map((of): AlarmRule => isNegated ? { kind: 'not', rule: of } : of);
    return { kind: 'atLeast', count: percent ? Math.ceil(Number(amount) * alarms.length / 100 - 1e-9) : Number(amount), rules };
  }

  function name(): string {
    const { text: found, isQuoted } = tokens[position] ?? END;
    if (!isQuoted && ['', '(', ')', ','].includes(found)) throw unexpected();
    position++;
    return find(found.replace(/\\(.)/g, '$1'));
  }

  function isNext(keyword: string): boolean {
    const { text: found, isQuoted } = tokens[position] ?? END;
    return !isQuoted && found.toUpperCase() === keyword;
  }

  function expect(sign: string): void {
    if (!isNext(sign)) throw unexpected(sign);
    position++;
  }

  function unexpected(wanted?: string): Error {
    const found = tokens[position];
    return new Error(`${found ? `'${found.text}'` : 'the end'} of the rule '${text}' is unexpected${wanted ? `: '${wanted}' should stand there` : ''}`);
  }
}

/** Whether a rule holds. */
export function holds(rule: AlarmRule, stateOf: (alarm: string) => State): boolean {
  switch (rule.kind) {
    case 'constant': return rule.value;
    case 'state': return stateOf(rule.alarm) === rule.state;
    case 'not': return !holds(rule.rule, stateOf);
    case 'and': return rule.rules.every(each => holds(each, stateOf));
    case 'or': return rule.rules.some(each => holds(each, stateOf));
    case 'atLeast': return rule.rules.filter(each => holds(each, stateOf)).length >= rule.count;
  }
}

/** The alarms that a rule is about. */
export function alarmsIn(rule: AlarmRule): readonly string[] {
  switch (rule.kind) {
    case 'constant': return [];
    case 'state': return [rule.alarm];
    case 'not': return alarmsIn(rule.rule);
    default: return rule.rules.flatMap(alarmsIn);
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; text.slice(at).trim() !== ''; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) throw new Error(`the quote at character ${at + 1} of the rule '${text}' is not closed`);
    tokens.push(match[1] !== undefined ? { text: match[1], isQuoted: true } : { text: match[2] ?? match[3], isQuoted: false });
  }
  return tokens;
}
