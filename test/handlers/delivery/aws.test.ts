import { cloudWatchEmissionLog } from '../../../handlers/delivery/aws/cloudwatch-emission-log';
import { parameterRegistry } from '../../../handlers/delivery/aws/parameter-registry';
import { settingsIn } from '../../../handlers/delivery/settings';
import { SHOP } from './support/world';

/** A client that answers one page after the other, and remembers what it was asked. */
function answering(...pages: object[]) {
  const asked: Record<string, unknown>[] = [];
  return { asked, send: async ({ input }: { input: Record<string, unknown> }) => { asked.push(input); return pages[asked.length - 1]; } };
}

test('services are read from all pages of parameters, without those that are none', async () => {
  const lines: string[] = [];
  const ssm = answering(
    { Parameters: [{ Name: '/path/shop/prod/0', Value: JSON.stringify(SHOP) }, { Name: '/path/broken', Value: '{' }], NextToken: 'more' },
    { Parameters: [{ Name: '/path/else', Value: JSON.stringify({ service: 'a', environment: 'b', counts: 'guesses' }) }, { Name: '/path/two', Value: JSON.stringify(SHOP) }] },
  );
  expect(await parameterRegistry(ssm as never, '/path', line => lines.push(line)).read()).toEqual([SHOP, SHOP]);
  expect(ssm.asked).toMatchObject([{ Path: '/path', Recursive: true }, { NextToken: 'more' }]);
  expect(lines.map(line => JSON.parse(line).subject)).toEqual(['/path/broken', '/path/else']);
});

test('a line is looked for in all pages of the log', async () => {
  const found = answering({ events: [], nextToken: 'more' }, { events: [{}] });
  expect(await cloudWatchEmissionLog('/group', found as never).find('abc', 1_000_000)).toBe(true);
  expect(found.asked).toMatchObject([{ logGroupName: '/group', filterPattern: '{ $.id = "abc" }', startTime: 940_000 }, { nextToken: 'more' }]);
  expect(await cloudWatchEmissionLog('/group', answering({}) as never).find('abc', 0)).toBe(false);
});

test('settings come from the environment, with the usual ones where it says none', () => {
  expect(settingsIn({ TABLE_NAME: 'table', GRACE_SECONDS: '60' })).toMatchObject({ table: 'table', grace: 60, reopenWithin: 600, namespace: 'CdkPillars/Delivery' });
  expect(() => settingsIn({})).toThrow('TABLE_NAME is not set');
  expect(() => settingsIn({ TABLE_NAME: 'table', GRACE_SECONDS: 'soon' })).toThrow('GRACE_SECONDS is no number of seconds: soon');
});
