import { raisingOperands } from '../../src/rules/private/composite-rule';

test.each<[string, string, string[]]>([
  ['one alarm', 'ALARM("errors")', ['errors']],
  ['names without quotes', 'ALARM(errors) OR ALARM(arn:aws:cloudwatch:eu-west-1:123456789012:alarm:latency)', ['errors', 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:latency']],
  ['names with what would end them', 'ALARM("errors (prod)")', ['errors (prod)']],
  ['missing data', 'INSUFFICIENT_DATA("heartbeat")', ['heartbeat']],
  ['what holds back', 'ALARM("errors") AND NOT ALARM("deploying")', ['errors']],
  ['not being well', 'NOT OK("errors")', ['errors']],
  ['being well', 'ALARM("errors") AND OK("maintenance")', ['errors']],
  ['a negated group', '(ALARM("a") AND (NOT (ALARM("b") OR OK("c")))) OR ALARM("d")', ['a', 'c', 'd']],
  ['a double negation', 'NOT (NOT ALARM("a"))', ['a']],
  ['at least two of three', 'AT_LEAST(2, ALARM, ("a", "b", c))', ['a', 'b', 'c']],
  ['at least half not well', 'AT_LEAST(50%, NOT OK, ("a", "b")) AND NOT AT_LEAST(1, ALARM, ("c"))', ['a', 'b']],
  ['constants', 'TRUE', []],
  ['unbalanced brackets', 'ALARM("a")) OR NOT) ALARM("b"', ['a']],
  ['nothing', '', []],
])('finds the alarms that raise a composite: %s', (_, rule, expected) => {
  expect(raisingOperands(rule)).toEqual(expected);
});
