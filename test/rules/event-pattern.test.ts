import { matchesPattern, Unresolved } from '../../src/rules/private/event-pattern';
import { readVectors } from '../support/pattern-vectors';

const { vectors } = readVectors();

/** Where ours differs from EventBridge on purpose: nobody writes a dotted key, and no event that we match has a list of objects. */
const DIFFERENT = ['v011', 'v061'];

test.each(vectors.filter(({ id }) => !DIFFERENT.includes(id)))('matches as EventBridge does: $id, $note', ({ pattern, event, match }) => {
  expect(matchesPattern(JSON.parse(pattern), JSON.parse(event))).toBe(match);
});

describe('where only deployment can tell', () => {
  const alarm = {};
  const other = {};

  test.each<[string, object, object, boolean | undefined]>([
    ['a reference to the same alarm', { resources: [new Unresolved('', [alarm])] }, { resources: [new Unresolved('', [alarm])] }, true],
    ['a reference to another alarm', { resources: [new Unresolved('', [other])] }, { resources: [new Unresolved('', [alarm])] }, false],
    ['a literal name, and a name that is made up', { name: ['orders'] }, { name: new Unresolved('', [alarm]) }, false],
    ['a parameter', { name: [new Unresolved()] }, { name: 'orders' }, undefined],
    ['a parameter with another beginning', { name: [new Unresolved('payments-')] }, { name: 'orders' }, false],
    ['a prefix of what is known', { text: [{ prefix: '[PAGE] ' }] }, { text: new Unresolved('[PAGE] orders: ') }, true],
    ['a prefix longer than what is known', { text: [{ prefix: '[PAGE] orders: x' }] }, { text: new Unresolved('[PAGE] ') }, undefined],
    ['a prefix of something else', { text: [{ prefix: '[INFO]' }] }, { text: new Unresolved('[PAGE] ') }, false],
    ['an unknown field beside one that does not match', { a: ['x'], b: ['y'] }, { a: new Unresolved(), b: 'z' }, false],
    ['an unknown field beside an arm that matches', { $or: [{ a: ['x'] }, { b: ['y'] }] }, { a: new Unresolved(), b: 'y' }, true],
    ['everything but a value, of an unknown field', { a: [{ 'anything-but': ['x'] }] }, { a: new Unresolved() }, undefined],
    ['whether an unknown field is there', { a: [{ exists: true }] }, { a: new Unresolved() }, undefined],
    ['a number in a range, of an unknown field', { a: [{ numeric: ['>', 1] }] }, { a: new Unresolved() }, undefined],
    ['anything below an unknown object', { detail: { a: ['x'] } }, { detail: new Unresolved() }, undefined],
  ])('%s', (_, pattern, event, expected) => {
    expect(matchesPattern(pattern, event)).toBe(expected);
  });
});
