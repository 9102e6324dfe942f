import * as fc from 'fast-check';
import { escalationDefinition, type DefinedStep } from '../../src/alarms/private/escalation-definition';
import { CLOCK_CODE } from '../../src/alarms/private/on-call-clock';
import { definitionErrors } from '../support/definition-errors';
import { execute } from '../support/state-machine';

const MINUTE = 60_000;
const START = new Date('2026-03-02T11:27:00.000Z'); // a Monday
const ALARM = { name: 'shop-health', arn: 'arn:shop-health', severity: 'PAGE', time: '2026-03-02T11:27:00Z', account: '1', region: 'eu-west-1', reason: 'one symptom', runbook: 'https://r' };
const BERLIN = { timeZone: 'Europe/Berlin', from: '08:00', to: '18:00', days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'] };
const exported: { handler?: (event: any) => Promise<any> } = {};
new Function('exports', CLOCK_CODE)(exported);
const clock = exported.handler!;

interface Scenario {
  readonly steps?: DefinedStep[];
  readonly notifyRecovery?: boolean;
  readonly start?: Date;
  readonly alarm?: object;
  /** What the alarm is after so many minutes: a state, or what DescribeAlarms answers, or an error. */
  readonly alarmIs?: (minutes: number) => unknown;
  readonly broken?: string[];
  readonly clockFails?: boolean;
}

interface Told { readonly topic: string; readonly minute: number; readonly state: string }

async function escalate(scenario: Scenario): Promise<{ told: Told[]; status: string; minutes: number; states: readonly string[]; messages: any[] }> {
  const { steps = [{ topic: 'first', after: 0 }, { topic: 'second', after: 15 * 60 }], notifyRecovery = true, start = START, alarmIs = minutes => minutes < 10 * 60 ? 'ALARM' : 'OK', broken = [] } = scenario;
  const told: Told[] = [];
  const messages: any[] = [];
  const definition = escalationDefinition({ partition: 'aws', steps, notifyRecovery, clockArn: steps.some(({ hours }) => hours) ? 'arn:clock' : undefined });
  const minuteOf = (now: Date) => Math.floor((now.getTime() - start.getTime()) / MINUTE);
  const input = { ...ALARM, time: start.toISOString(), ...scenario.alarm };
  const { status, end, states } = await execute(definition, input, start, (resource, args, now) => {
    if (resource.endsWith(':lambda:invoke')) {
      expect(args.FunctionName).toBe('arn:clock');
      if (scenario.clockFails) throw new Error('no clock');
      return clock(args.Payload).then(Payload => ({ Payload }));
    }
    if (resource.endsWith(':sns:publish')) {
      if (broken.includes(args.TopicArn)) throw new Error('no topic');
      const message = JSON.parse(args.Message);
      expect(args.Subject.length).toBeLessThanOrEqual(100);
      messages.push(message);
      told.push({ topic: args.TopicArn, minute: minuteOf(now), state: message.NewStateValue });
      return { MessageId: '1' };
    }
    expect([resource, args]).toEqual(['arn:aws:states:::aws-sdk:cloudwatch:describeAlarms', { AlarmNames: ['shop-health'], AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] }]);
    const is = alarmIs(minuteOf(now));
    if (is instanceof Error) throw is;
    return typeof is === 'string' ? { MetricAlarms: [], CompositeAlarms: [{ StateValue: is }] } : is;
  });
  return { told, status, minutes: minuteOf(end), states, messages };
}

const ofTopic = (told: readonly Told[], topic: string) => told.filter(each => each.topic === topic);

test.each([
  ['one step', [{ topic: 'a', after: 0 }], true, undefined],
  ['steps with hours', [{ topic: 'a', after: 0, hours: BERLIN }, { topic: 'b', after: 60, hours: BERLIN, outside: 'c' }], true, 'arn:clock'],
  ['no word of recovery', [{ topic: 'a', after: 0 }], false, undefined],
] as const)('the definition is valid with %s', (_, steps, notifyRecovery, clockArn) => {
  expect(definitionErrors(escalationDefinition({ partition: 'aws', steps, notifyRecovery, clockArn }))).toEqual([]);
});

describe('an alarm', () => {
  test('that is over before the second step is told to the first only, and its end too', async () => {
    const { told, status } = await escalate({ alarmIs: minutes => minutes < 5 ? 'ALARM' : 'OK' });
    expect(told).toEqual([{ topic: 'first', minute: 0, state: 'ALARM' }, { topic: 'first', minute: 5, state: 'OK' }]);
    expect(status).toBe('SUCCEEDED');
  });

  test('that stays on is told to the next when its time has come', async () => {
    const { told } = await escalate({ alarmIs: minutes => minutes < 20 ? 'ALARM' : 'OK' });
    expect(told).toEqual([
      { topic: 'first', minute: 0, state: 'ALARM' }, { topic: 'second', minute: 15, state: 'ALARM' }, { topic: 'first', minute: 20, state: 'OK' }, { topic: 'second', minute: 20, state: 'OK' },
    ]);
  });

  test('that is over before anybody looks is told to nobody', async () => {
    expect(await escalate({ alarmIs: () => 'OK' })).toMatchObject({ told: [], status: 'SUCCEEDED' });
  });

  test('without data is not over', async () => {
    const { told } = await escalate({ alarmIs: minutes => minutes < 3 ? 'ALARM' : minutes < 30 ? 'INSUFFICIENT_DATA' : 'OK' });
    expect(told.filter(({ state }) => state === 'ALARM')).toEqual([{ topic: 'first', minute: 0, state: 'ALARM' }, { topic: 'second', minute: 15, state: 'ALARM' }]);
  });

  test('that was deleted is over', async () => {
    const { told } = await escalate({ alarmIs: minutes => minutes < 3 ? 'ALARM' : { MetricAlarms: [], CompositeAlarms: [] } });
    expect(ofTopic(told, 'second')).toEqual([]);
  });

  test('that began anew is left to the execution of that beginning', async () => {
    const again = { MetricAlarms: [{ StateValue: 'ALARM', StateTransitionedTimestamp: '2026-03-02T11:35:00Z' }], CompositeAlarms: [] };
    const { told, minutes } = await escalate({ alarmIs: minute => minute < 9 ? 'ALARM' : again });
    expect([told, minutes]).toEqual([[{ topic: 'first', minute: 0, state: 'ALARM' }], 9]);
  });

  test('is looked at for a day, and no longer', async () => {
    const { minutes, states, status } = await escalate({ alarmIs: () => 'ALARM' });
    expect(minutes).toBeGreaterThanOrEqual(23 * 60);
    expect(minutes).toBeLessThanOrEqual(25 * 60);
    // Look, Decide and Pause make 12 entries of history a round, of 25,000.
    expect(states.length / 3 * 12).toBeLessThan(25_000);
    expect(status).toBe('SUCCEEDED');
  });

  test('is not looked at any longer when all are told and nobody wants to know of its end', async () => {
    expect(await escalate({ notifyRecovery: false, alarmIs: () => 'ALARM' })).toMatchObject({ minutes: 15, told: [{ topic: 'first' }, { topic: 'second' }] });
  });
});

describe('suppressed', () => {
  const suppressed = { MetricAlarms: [], CompositeAlarms: [{ StateValue: 'ALARM', ActionsSuppressedBy: 'Alarm' }] };

  test('it is told to nobody until the suppression ends', async () => {
    const { told } = await escalate({ alarmIs: minutes => minutes < 30 ? suppressed : minutes < 40 ? 'ALARM' : 'OK' });
    expect(told.filter(({ state }) => state === 'ALARM')).toEqual([{ topic: 'first', minute: 30, state: 'ALARM' }, { topic: 'second', minute: 30, state: 'ALARM' }]);
  });

  test('for a day it is told after all', async () => {
    expect(ofTopic((await escalate({ alarmIs: () => suppressed })).told, 'first')).toHaveLength(1);
  });
});

describe('what fails', () => {
  test('an alarm that cannot be looked at counts as on', async () => {
    const { told } = await escalate({ alarmIs: minutes => minutes < 30 ? new Error('throttled') : 'OK' });
    expect(told.filter(({ state }) => state === 'ALARM').map(({ topic }) => topic)).toEqual(['first', 'second']);
  });

  test('a topic that does not take the message makes the next step due, and the execution fails', async () => {
    const { told, status } = await escalate({ broken: ['first'], alarmIs: minutes => minutes < 20 ? 'ALARM' : 'OK' });
    expect(told[0]).toMatchObject({ topic: 'second', state: 'ALARM' });
    expect(told[0].minute).toBeLessThan(3);
    expect(status).toBe('FAILED');
  });

  test('hours that cannot be told count as begun', async () => {
    const night = new Date('2026-03-02T02:00:00.000Z');
    const steps = [{ topic: 'day', after: 0, hours: BERLIN, outside: 'night' }];
    expect((await escalate({ steps, start: night, clockFails: true })).told[0]).toMatchObject({ topic: 'day' });
  });
});

describe('hours', () => {
  const night = new Date('2026-03-02T02:00:00.000Z'); // 03:00 in Berlin
  const steps = [{ topic: 'day', after: 0, hours: BERLIN }];

  test('within them the topic is told', async () => {
    expect((await escalate({ steps, alarm: { severity: 'TICKET' } })).told[0]).toEqual({ topic: 'day', minute: 0, state: 'ALARM' });
  });

  test('outside of them the other topic is told', async () => {
    expect((await escalate({ steps: [{ ...steps[0], outside: 'night' }], start: night })).told[0]).toEqual({ topic: 'night', minute: 0, state: 'ALARM' });
  });

  test('a ticket waits for them', async () => {
    const { told } = await escalate({ steps, start: night, alarm: { severity: 'TICKET' } });
    expect(told[0]).toEqual({ topic: 'day', minute: 5 * 60, state: 'ALARM' });
  });

  test('a ticket that is over by then is told to nobody', async () => {
    expect((await escalate({ steps, start: night, alarm: { severity: 'TICKET' }, alarmIs: minutes => minutes < 60 ? 'ALARM' : 'OK' })).told).toEqual([]);
  });

  test('a page waits for nothing', async () => {
    expect((await escalate({ steps, start: night })).told[0]).toEqual({ topic: 'day', minute: 0, state: 'ALARM' });
  });

  test('a page reaches somebody at every minute of a week in which the clocks change', async () => {
    const minutes = fc.integer({ min: 0, max: 7 * 24 * 60 - 1 });
    await fc.assert(fc.asyncProperty(minutes, fc.boolean(), async (minute, hasOther) => {
      const start = new Date(Date.parse('2026-03-27T00:00:00Z') + minute * MINUTE);
      const { told } = await escalate({ steps: [{ ...steps[0], ...hasOther ? { outside: 'night' } : {} }], start, alarmIs: later => later < 2 ? 'ALARM' : 'OK' });
      expect(told.filter(({ state }) => state === 'ALARM')).toEqual([expect.objectContaining({ minute: 0 })]);
    }), { numRuns: 15 });
  });
});

test('messages have the fields that subscribers know from alarms', async () => {
  const { messages } = await escalate({ alarm: { description: 'what it means' }, alarmIs: minutes => minutes < 2 ? 'ALARM' : 'OK' });
  expect(messages[0]).toEqual({
    AlarmName: 'shop-health', AlarmArn: 'arn:shop-health', AlarmDescription: 'what it means', AWSAccountId: '1', Region: 'eu-west-1', NewStateValue: 'ALARM',
    NewStateReason: 'one symptom', StateChangeTime: expect.stringMatching(/^2026-03-02T11:27/), Severity: 'PAGE', Runbook: 'https://r',
  });
});
