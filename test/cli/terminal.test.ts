import { wrap } from '../../cli/terminal/layout';
import { wantsColors } from '../../cli/terminal/terminal';

test.each([
  [{}, true, true],
  [{}, false, false],
  [{ CI: 'true' }, false, false],
  [{ TERM: 'dumb' }, true, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  [{ FORCE_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '0' }, true, false],
])('with %j on a terminal (%s), there are colours: %s', (env, isTerminal, expected) => {
  expect(wantsColors(env, isTerminal)).toBe(expected);
});

test('lines break between words, and colours take no room', () => {
  expect(wrap('\u001b[31mone two\u001b[39m three', 7)).toEqual(['\u001b[31mone two\u001b[39m', 'three']);
});

test('a word that is too long stands alone, in one piece', () => {
  expect(wrap('see cdk.out/cdk-pillars/shop.json now', 10)).toEqual(['see', 'cdk.out/cdk-pillars/shop.json', 'now']);
});
