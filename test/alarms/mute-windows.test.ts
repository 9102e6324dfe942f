import { App, Duration, Stack, TimeZone, aws_cloudwatch as cloudwatch, aws_sqs as sqs } from 'aws-cdk-lib';
import { AlarmRoute, ObservedService, type MuteWindow, type ObservedServiceProps } from '../../src';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { alarmsOf, resourcesOf, templateOf } from '../support/templates';

const MUTE_RULE = 'AWS::CloudWatch::AlarmMuteRule';
const { ScheduleExpression } = cloudwatch;
const nightly: MuteWindow = { schedule: ScheduleExpression.cron({ minute: '0', hour: '2', timeZone: TimeZone.EUROPE_BERLIN }), duration: Duration.hours(1), reason: 'Backups' };
const moving: MuteWindow = { schedule: ScheduleExpression.at({ year: 2026, month: 12, day: 24, hour: 8, minute: 30 }), duration: Duration.days(2) };

function shop(muteWindows: MuteWindow[], queues = 2, props: Partial<ObservedServiceProps> = {}) {
  const app = strictApp();
  const stack = new Stack(app, 'Shop');
  const resources = Array.from({ length: queues }, (_, index) => new sqs.Queue(stack, `Queue${index}`));
  new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'o', resources, routes: [AlarmRoute.toOpsItem()], muteWindows, ...props });
  return { app, rules: () => resourcesOf(templateOf(synthesizeStrictly(app), 'Shop'), MUTE_RULE), template: () => templateOf(synthesizeStrictly(app), 'Shop') };
}

test('a window mutes all alarms that act, and no others', () => {
  const { template } = shop([nightly]);
  const made = template();
  const acting = [...alarmsOf(made), ...resourcesOf(made, 'AWS::CloudWatch::CompositeAlarm')].filter(([, { Properties }]) => Properties.AlarmActions);
  const [[, { Properties }]] = resourcesOf(made, MUTE_RULE);
  expect(Properties.MuteTargets.AlarmNames.map(({ Ref }: any) => Ref).sort()).toEqual(acting.map(([id]) => id).sort());
  expect(acting.length).toBeGreaterThan(2);
  expect(Properties.Rule).toEqual({ Schedule: { Expression: 'cron(0 2 * * *)', Duration: 'PT1H', Timezone: 'Europe/Berlin' } });
  expect(Properties.Description).toBe('Backups');
});

test('one more window leaves the others as they are', () => {
  const [[before]] = shop([nightly]).rules();
  const after = shop([moving, nightly]).rules();
  expect(after).toHaveLength(2);
  expect(after.map(([id]) => id)).toContain(before);
});

test('a window has a beginning and an end', () => {
  const day = { month: 12, day: 1, hour: 0, minute: 0 };
  const [[, { Properties }]] = shop([{ ...nightly, start: { year: 2026, ...day }, expire: { year: 2027, ...day } }]).rules();
  expect(Properties).toMatchObject({ StartDate: '2026-12-01T00:00', ExpireDate: '2027-12-01T00:00' });
});

test('beyond 100 alarms there are several rules', () => {
  const rules = shop([nightly], 110).rules().map(([, { Properties }]) => Properties.MuteTargets.AlarmNames.length);
  expect(rules.length).toBeGreaterThan(1);
  expect(Math.max(...rules)).toBeLessThanOrEqual(100);
});

test('alarms in nested stacks are called by name, once they are there', () => {
  const { rules } = shop([nightly], 260);
  const made = rules();
  const names = made.flatMap(([, { Properties }]) => Properties.MuteTargets.AlarmNames).filter(name => typeof name === 'string');
  expect(names.length).toBeGreaterThan(200);
  expect(made.every(([, rule]) => ((rule as any).DependsOn ?? []).length > 0)).toBe(true);
});

test('without windows there is no rule', () => {
  expect(shop([]).rules()).toEqual([]);
});

describe('refused is', () => {
  const at = (expression: string): MuteWindow => ({ schedule: ScheduleExpression.expression(expression), duration: Duration.hours(1) });
  test.each<[string, MuteWindow[], RegExp]>([
    ['a window of seconds', [{ ...nightly, duration: Duration.seconds(30) }], /the duration of a mute window is out of range; received '30 seconds'; valid: 1 to 21600 whole minutes/],
    ['a window of 16 days', [{ ...nightly, duration: Duration.days(16) }], /received '16 days'/],
    ['a rate', [at('rate(1 day)')], /received 'rate\(1 day\)'; valid: cron\(minute hour day-of-month month day-of-week\) or at\(/],
    ['a cron of six fields', [at('cron(0 2 * * ? *)')], /5 fields/],
    ['an hour that is none', [at('cron(0 24 * * *)')], /hour of \* or 0 to 23/],
    ['a step', [at('cron(*/5 * * * *)')], /minute of \* or 0 to 59, with - and ,/],
    ['a day of the week that is none', [at('cron(0 2 * * MON-DOG)')], /day of the week of \* or 0 to 7 or SUN to SAT/],
    ['a day that is none', [at('at(2026-02-30T08:00)')], /at\(yyyy-MM-ddThh:mm\)/],
    ['the same window twice', [nightly, nightly], /two mute windows of the same time/],
    ['an end before the beginning', [{ ...nightly, start: { year: 2027, month: 1, day: 1, hour: 0, minute: 0 }, expire: { year: 2026, month: 1, day: 1, hour: 0, minute: 0 } }], /expires before it starts/],
    ['a start that is none', [{ ...nightly, start: { year: 2026, month: 13, day: 1, hour: 0, minute: 0 } }], /no time of the calendar; received '2026-13-01T00:00'/],
  ])('%s', (_, windows, message) => {
    const stack = new Stack(new App(), 'Shop');
    expect(() => new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'o', resources: [new sqs.Queue(stack, 'Queue')], routes: [], muteWindows: windows })).toThrow(message);
  });

  test('nothing that CloudWatch takes', () => {
    for (const expression of ['cron(0 2 * * SUN)', 'cron(0,30 18 1-7 JAN-MAR *)', 'at(2028-02-29T23:59)']) expect(shop([at(expression)]).rules()).toHaveLength(1);
  });
});
