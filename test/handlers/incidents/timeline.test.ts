import * as fc from 'fast-check';
import { incidentDescription, incidentTitle } from '../../../handlers/incidents/texts';
import { changeEntry, withEntries } from '../../../handlers/incidents/timeline';
import { OPS_ITEM_LIMITS } from '../../../src/core/schemas/private/incidents';
import { SHOP } from './incident-world';

const START = Date.parse('2026-03-02T11:27:00Z');
const entry = (minute: number, alarm = 'shop-errors', value = 'ALARM', reason = 'because') => changeEntry(alarm, value, START + minute * 60_000, reason);

test('entries stand in order of time, each once, however their reasons are worded', () => {
  const once = withEntries('', [entry(2), entry(0, 'shop-health')]);
  const again = withEntries(once, [changeEntry('shop-errors', 'ALARM', START + 120_900, 'worded\notherwise'), entry(1, 'shop-latency', 'OK')]);
  expect(again.split('\n')).toEqual([
    '2026-03-02T11:27:00.000Z shop-health → ALARM: because', '2026-03-02T11:28:00.000Z shop-latency → OK: because', '2026-03-02T11:29:00.000Z shop-errors → ALARM: because',
  ]);
  expect(withEntries(again, [entry(2)])).toBe(again);
});

test('where there is no room, the oldest give way to a line that counts them, but never what began it', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(5_000), fc.string({ maxLength: 300, unit: 'grapheme' })), { minLength: 60, maxLength: 120 }), fc.integer({ min: 5, max: 60 }), (all, size) => {
    let timeline = withEntries('', [changeEntry('shop-health', 'ALARM', START, 'began')]);
    for (let from = 0; from < all.length; from += size) {
      timeline = withEntries(timeline, all.slice(from, from + size).map(([minute, reason]) => entry(minute + 1, `shop-${minute}-${'n'.repeat(100)}`, 'ALARM', reason)));
    }
    const lines = timeline.split('\n');
    expect(Buffer.byteLength(timeline)).toBeLessThanOrEqual(OPS_ITEM_LIMITS.dataValueBytes);
    expect(lines[0]).toBe('2026-03-02T11:27:00.000Z shop-health → ALARM: began');
    const times = lines.filter(line => !line.startsWith('…')).map(line => line.split(' ')[0]);
    expect(times).toEqual([...times].sort());
    expect(lines.filter(line => line.startsWith('…')).length).toBeLessThanOrEqual(1);
  }), { numRuns: 20 });
});

test('what was left out is counted, and not taken in again', () => {
  const many = Array.from({ length: 200 }, (_, index) => entry(index + 1, `shop-${index}-${'n'.repeat(200)}`));
  const timeline = withEntries(withEntries('', [entry(0, 'shop-health')]), many);
  const [, gap, ...rest] = timeline.split('\n');
  expect(gap).toMatch(/^… \d+ entries until \S+ left out …$/);
  expect(Number(/\d+/.exec(gap)![0]) + rest.length).toBe(200);
  expect(withEntries(timeline, many)).toBe(timeline);
});

test('titles and descriptions fit, whatever the names', () => {
  const observation = { alarm: 'a'.repeat(255), arn: 'arn', value: 'ALARM' as const, at: START, severity: 'PAGE' as const, reason: 'r'.repeat(3_000) };
  const service = { ...SHOP, owner: 'o'.repeat(256), runbook: `https://example.com/${'r'.repeat(490)}`, automations: Array.from({ length: 40 }, (_, index) => ({ documentName: `${'d'.repeat(100)}${index}` })) };
  expect(incidentTitle(service, observation).length).toBeLessThanOrEqual(OPS_ITEM_LIMITS.title);
  expect(incidentDescription(service, observation).length).toBe(OPS_ITEM_LIMITS.description);
});
