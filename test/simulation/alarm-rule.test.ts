import * as fc from 'fast-check';
import { alarmsIn, holds, parseRule } from '../../src/simulation/private/alarm-rule';
import type { State } from '../../src/simulation/private/verdict';

const STATES: Record<string, State> = { 'a': 'ALARM', 'b': 'OK', 'c': 'INSUFFICIENT_DATA', 'd': 'ALARM', 'with space': 'ALARM' };
const judged = (rule: string) => holds(parseRule(rule, name => name), alarm => STATES[alarm]);

test.each([
  ['ALARM(a)', true], ['ALARM("a")', true], ['OK("a")', false], ['INSUFFICIENT_DATA("c")', true], ['ALARM("with space")', true],
  ['ALARM(a) AND ALARM(b)', false], ['ALARM(a) OR ALARM(b)', true], ['NOT ALARM(b)', true], ['NOT (ALARM(a) AND ALARM(d))', false],
  ['(NOT (ALARM("a")))', false], ['TRUE', true], ['FALSE OR OK(b)', true],
  // AND binds more than OR.
  ['ALARM(a) OR ALARM(b) AND FALSE', true], ['(ALARM(a) OR ALARM(b)) AND FALSE', false],
  ['AT_LEAST(2, ALARM, (a, b, d))', true], ['AT_LEAST(3, ALARM, ("a", "b", "d"))', false], ['AT_LEAST(50%, ALARM, (a, b, c, d))', true], ['AT_LEAST(60%, ALARM, (a, b, c, d))', false],
  ['AT_LEAST(2, NOT OK, (a, b, c))', true], ['AT_LEAST(1, OK, (a)) OR AT_LEAST(1, OK, (b))', true],
])('%s', (rule, expected) => {
  expect(judged(rule)).toBe(expected);
});

test.each([
  ['', 'the end of the rule'], ['ALARM(a', 'the end of the rule \'ALARM(a\' is unexpected: \')\''], ['ALARM(a) ALARM(b)', '\'ALARM\' of the rule'], ['ALARMED(a)', '\'ALARMED\' of the rule'],
  ['AT_LEAST(x, ALARM, (a))', '\'x\' of the rule'], ['ALARM("a)', 'is not closed'], ['AND ALARM(a)', '\'AND\''],
])('%s is no rule', (rule, message) => {
  expect(() => judged(rule)).toThrow(message);
});

test('a rule names its alarms', () => {
  expect(alarmsIn(parseRule('ALARM(a) AND NOT (OK(b) OR AT_LEAST(1, ALARM, (c, d))) OR TRUE', name => name))).toEqual(['a', 'b', 'c', 'd']);
});

interface Rule { readonly text: string; readonly value: boolean }
const rules = fc.letrec<{ rule: Rule }>(tie => ({
  rule: fc.oneof({ depthSize: 'small' },
    fc.tuple(fc.constantFrom(...Object.keys(STATES)), fc.constantFrom<State>('ALARM', 'OK', 'INSUFFICIENT_DATA')).map(([alarm, state]): Rule => ({ text: `${state}("${alarm}")`, value: STATES[alarm] === state })),
    fc.tuple(tie('rule'), tie('rule')).map(([left, right]): Rule => ({ text: `(${left.text} AND ${right.text})`, value: left.value && right.value })),
    fc.tuple(tie('rule'), tie('rule')).map(([left, right]): Rule => ({ text: `(${left.text} OR ${right.text})`, value: left.value || right.value })),
    tie('rule').map(({ text, value }): Rule => ({ text: `NOT ${text}`, value: !value })),
  ),
})).rule;

test('rules come to what JavaScript makes of them', () => {
  fc.assert(fc.property(rules, ({ text, value }) => expect(judged(text)).toBe(value)));
});
