import { matchesPattern } from './event-pattern';
import { readInvalidPatterns, readVectors } from './pattern-vectors';

const event = { 'source': 'aws.cloudwatch', 'detail-type': 'CloudWatch Alarm State Change', 'resources': ['a', 'b'], 'detail': { state: { value: 'ALARM' }, alarmName: 'shop-health' } };

test.each<[string, object, boolean]>([
  ['one of several literals', { source: ['aws.sns', 'aws.cloudwatch'] }, true],
  ['another literal', { source: ['aws.sns'] }, false],
  ['an element of a list', { resources: ['b'] }, true],
  ['a field that is not there', { detail: { configuration: { description: [{ prefix: '' }] } } }, false],
  ['nested fields, all of which must match', { source: ['aws.cloudwatch'], detail: { state: { value: ['OK'] } } }, false],
  ['a prefix', { detail: { alarmName: [{ prefix: 'shop-' }] } }, true],
  ['another prefix', { detail: { alarmName: [{ prefix: 'shop-h ' }] } }, false],
  ['one arm of two', { detail: { $or: [{ alarmName: ['other'] }, { state: { value: ['ALARM'] } }] } }, true],
  ['no arm', { detail: { $or: [{ alarmName: ['other'] }, { state: { value: ['OK'] } }] } }, false],
  ['an arm, while what stands beside does not match', { source: ['aws.sns'], $or: [{ resources: ['a'] }, { resources: ['b'] }] }, false],
])('knows whether a pattern matches: %s', (_, pattern, expected) => {
  expect(matchesPattern(pattern, event)).toBe(expected);
});

test.each<[string, object]>([
  ['a bare value', { source: 'aws.cloudwatch' }], ['an empty list', { source: [] }], ['an empty object', { detail: {} }],
  ['$or of one arm', { $or: [{ source: ['aws.cloudwatch'] }] }], ['an operator that there is not', { source: [{ contains: 'watch' }] }],
  ['two operators in one', { source: [{ prefix: 'a', suffix: 'h' }] }], ['a wrong second arm', { $or: [{ source: ['aws.cloudwatch'] }, { source: [] }] }],
])('refuses %s', (_, pattern) => {
  expect(() => matchesPattern(pattern, event)).toThrow();
});

test.each(readVectors().vectors)('matches as EventBridge does: $id, $note', ({ pattern, event: given, match }) => {
  expect(matchesPattern(JSON.parse(pattern), JSON.parse(given))).toBe(match);
});

test.each(readInvalidPatterns().patterns)('refuses what EventBridge refuses: $id, $note', ({ pattern }) => {
  expect(() => matchesPattern(pattern, event)).toThrow();
});

test('all vectors and all invalid patterns are there', () => {
  expect([readVectors().vectors.length, readInvalidPatterns().patterns.length]).toEqual([240, 30]);
});
