import * as fc from 'fast-check';
import { settingsOf } from '../../../handlers/incidents/settings';
import { OPS_ITEM_DATA } from '../../../src/core/schemas/private/delivery';
import { alarmEvent, HEALTH, IncidentWorld, sample, SHOP } from './incident-world';
import { ServiceError } from './ops-center-server';

const world = new IncidentWorld();
beforeAll(() => world.start());
afterAll(() => world.stop());
beforeEach(() => {
  world.reset();
  for (const method of ['warn', 'error'] as const) jest.spyOn(console, method).mockReturnValue();
});

const OBJECTIVE = 'shop-prod-slo-page-availability';
const at = (time: string) => `2026-03-02T${time}Z`;
const begins = (alarm = HEALTH, time = '11:27:00.052') => world.changes(alarm, 'ALARM', at(time), 'shop-prod-errors transitioned to ALARM');
const ends = (alarm = HEALTH, time = '11:41:00.060') => {
  world.time = Date.parse(at(time)) + 5_000;
  return world.changes(alarm, 'OK', at(time));
};

test('an alarm opens an OpsItem that says what to do, whose it is and what else happened', async () => {
  world.changes('shop-prod-errors', 'ALARM', at('11:26:30.000'), '42 errors');
  world.server.alarms[0] = { ...world.server.alarms[0], dimensions: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:orders' } };
  world.changes('shop-prod-old', 'ALARM', at('09:00:00.000'));
  world.changes('other-prod-errors', 'ALARM', at('11:26:00.000'));

  expect(await world.deliver(begins())).toBe(0);

  const [item] = world.incidents;
  expect(item).toMatchObject({ Title: '[PAGE] shop (prod): shop-prod-health is in ALARM', Severity: '1', Category: 'Availability', Status: 'Open', Source: 'cdk-pillars' });
  for (const part of ['shop-team', 'https://runbooks.example.com/shop', 'Operations: https://console', 'TIER_1', 'Restart the service (`Restart-shop`)', '## First']) expect(item.Description).toContain(part);
  expect(world.server.data(item, OPS_ITEM_DATA.service)).toBe('shop');
  expect(world.server.data(item, OPS_ITEM_DATA.environment)).toBe('prod');
  expect(JSON.parse(world.server.data(item, '/aws/automations'))).toEqual([{ automationId: 'Restart-shop', automationType: 'AWS::SSM::Automation' }]);
  expect(JSON.parse(world.server.data(item, '/aws/resources')).map(({ arn }: any) => arn)).toEqual([
    'arn:aws:cloudwatch:us-east-1:123456789012:alarm:shop-prod-health', 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:shop-prod-errors',
    'arn:aws:states:us-east-1:123456789012:stateMachine:orders',
  ]);
  expect(world.timeline(item)).toEqual([
    '2026-03-02T11:26:30.000Z shop-prod-errors → ALARM: 42 errors', '2026-03-02T11:27:00.052Z shop-prod-health → ALARM: shop-prod-errors transitioned to ALARM',
  ]);
});

test('severities of alarms become those of OpsCenter, and a graver alarm raises it', async () => {
  await world.deliver(begins('shop-prod-note'));
  expect(world.incidents[0].Severity).toBe('3');
  await world.deliver(begins(HEALTH, '11:28:00.000'));
  expect(world.incidents.map(({ Severity }) => Severity)).toEqual(['1']);
});

test('repeated events and further alarms of the service are one incident, also while searches do not show it yet', async () => {
  world.server.after = operation => void (operation === 'CreateOpsItem' && world.server.unseen.add(world.server.items.at(-1)!.OpsItemId));
  const event = begins();
  await world.deliver(event, event);
  world.restart();
  await world.deliver(event, begins(OBJECTIVE, '11:29:00.000'));

  expect(world.incidents.length).toBe(1);
  expect(world.timeline(world.incidents[0]).length).toBe(2);
  expect(Object.keys(world.record(world.incidents[0]).alarms).sort()).toEqual([HEALTH, OBJECTIVE]);
});

test('an OpsItem that exists and cannot be read yet is waited for', async () => {
  world.server.after = operation => {
    if (operation === 'CreateOpsItem') throw new ServiceError('InternalServerError', 'killed');
  };
  const event = begins();
  expect(await world.deliver(event)).toBe(1);
  world.server.unseen.add(world.server.items[0].OpsItemId);
  world.server.after = () => undefined;
  world.server.before = operation => {
    if (operation === 'GetOpsItem') throw new ServiceError('OpsItemNotFoundException', 'not yet');
  };
  expect(await world.deliver(event)).toBe(1);
  world.server.before = () => undefined;
  expect(await world.deliver(event)).toBe(0);
  expect(world.incidents.length).toBe(1);
});

test('two instances at the same time open one incident', async () => {
  const [one, other] = [begins(), begins(OBJECTIVE, '11:28:00.000')];
  await Promise.all([world.deliver(one), world.deliver(other), world.deliver(one)]);
  expect(world.incidents.length).toBe(1);
});

test.each(['cloudwatch-alarm-ok-to-insufficient', 'cloudwatch-alarm-alarm-to-insufficient'])('%s neither opens nor closes', async id => {
  const event = sample(id);
  world.register({ ...SHOP, alarms: [{ name: event.detail.alarmName, severity: 'PAGE' }] });
  world.restart();
  await world.deliver(event);
  expect(world.incidents).toEqual([]);

  await world.deliver(alarmEvent(event.detail.alarmName, 'ALARM', at('10:00:00.000'), 'x'), event);
  expect(world.record(world.incidents[0]).restoredAt).toBeUndefined();
});

test.each(['cloudwatch-composite-alarm-suppressed', 'cloudwatch-composite-alarm-suppressed-by-alarm'])('%s opens nothing until nothing suppresses it', async id => {
  const event = sample(id);
  const { alarmName, state } = event.detail;
  world.register({ ...SHOP, alarmPrefix: 'checkout-', alarms: [{ name: alarmName, severity: 'PAGE' }] });
  world.restart();
  world.server.alarms.push({ name: alarmName, kind: 'composite', suppressedBy: state.actionsSuppressedBy, changes: [{ value: 'ALARM', at: new Date(state.timestamp).toISOString() }] });
  await world.deliver(event, { kind: 'sweep' });
  expect(world.incidents).toEqual([]);

  world.server.alarms[0].suppressedBy = undefined;
  await world.deliver({ kind: 'sweep' }, { kind: 'sweep' });
  expect(world.incidents.length).toBe(1);
});

test('looking fills in what other alarms do, and opens nothing of what people resolved', async () => {
  await world.deliver(begins());
  world.time += 600_000;
  world.changes('shop-prod-latency', 'ALARM', at('11:35:00.000'));
  const before = world.record(world.incidents[0]);
  await world.deliver({ kind: 'sweep' });
  expect(world.timeline(world.incidents[0])[1]).toMatch(/shop-prod-latency → ALARM/);
  expect(world.record(world.incidents[0])).toEqual(before);

  await world.deliver(world.resolve(world.incidents[0].OpsItemId));
  world.time += 3_600_000;
  await world.deliver({ kind: 'sweep' });
  expect(world.incidents.map(({ Status }) => Status)).toEqual(['Resolved']);
});

test('when all alarms are well again it is noted, and people resolve the OpsItem', async () => {
  await world.deliver(begins(), begins(OBJECTIVE, '11:28:00.000'), ends(HEALTH, '11:36:00.000'));
  expect(world.record(world.incidents[0]).restoredAt).toBeUndefined();
  await world.deliver(ends(OBJECTIVE, '11:41:00.060'));

  expect(world.incidents.map(({ Status }) => Status)).toEqual(['Open']);
  expect(world.timeline(world.incidents[0]).at(-1)).toBe('2026-03-02T11:41:00.060Z Restored: every alarm that was on is OK again');
});

test('on request recovery resolves it, and flapping opens the same one again', async () => {
  world.restart({ resolveOnRecovery: true });
  await world.deliver(begins(), ends());
  expect(world.incidents[0].Status).toBe('Resolved');
  world.time = Date.parse(at('11:50:30.000'));
  await world.deliver(begins(HEALTH, '11:50:00.000'));
  expect(world.incidents.map(({ Status }) => Status)).toEqual(['Open']);
  expect(world.timeline(world.incidents[0]).length).toBe(4);
});

test.each([['11:51:00.000', 1], ['11:51:00.061', 2]])('what fails again at %s makes %i incidents', async (time, count) => {
  await world.deliver(begins(), ends('shop-prod-health', '11:41:00.060'));
  world.time = Date.parse(at('11:52:00.000'));
  await world.deliver(begins(HEALTH, time));
  expect(world.incidents.length).toBe(count);
});

test('the end may arrive before the beginning', async () => {
  const [beginning, end] = [begins(), ends()];
  await world.deliver(end);
  expect(world.incidents).toEqual([]);
  await world.deliver(beginning);
  expect(world.record(world.incidents[0])).toMatchObject({ openedAt: Date.parse(at('11:27:00.052')), restoredAt: Date.parse(at('11:41:00.060')) });
});

test('late and repeated events of an incident that is over change nothing but its timeline', async () => {
  const early = alarmEvent(OBJECTIVE, 'ALARM', at('11:26:00.000'), 'overtaken');
  const [beginning, end] = [begins(), ends()];
  await world.deliver(beginning, end);
  await world.deliver(world.resolve(world.incidents[0].OpsItemId));
  world.server.alarms.push({ name: OBJECTIVE, kind: 'composite', changes: [{ value: 'ALARM', at: at('11:26:00.000') }, { value: 'OK', at: at('11:40:00.000') }] });
  world.time += 7_200_000;
  await world.deliver(beginning, early, end);
  expect(world.incidents.length).toBe(1);
  expect(world.incidents[0].Status).toBe('Resolved');
  expect(world.record(world.incidents[0])).toMatchObject({ openedAt: Date.parse(at('11:26:00.000')), restoredAt: Date.parse(at('11:41:00.060')) });
});

test('an incident does not wait for CloudWatch', async () => {
  world.server.before = operation => {
    if (operation === 'DescribeAlarms') throw new ServiceError('Throttling', 'Rate exceeded');
  };
  expect(await world.deliver(begins())).toBe(0);
  expect(world.timeline(world.incidents[0]).length).toBe(1);
});

test('incidents of other environments are others', async () => {
  world.register({ ...SHOP, environment: 'beta', alarmPrefix: 'shop-beta-', alarms: [{ name: 'shop-beta-health', severity: 'TICKET' }] });
  world.restart();
  await world.deliver(begins(), begins('shop-beta-health', '11:28:00.000'));
  expect(world.incidents.map(({ Title }) => Title)).toEqual([expect.stringContaining('shop (prod)'), expect.stringContaining('shop (beta)')]);
});

test('what nobody can deal with fails, with what waits behind it in its group', async () => {
  expect(await world.deliver({ hello: 'world' }, begins())).toBe(2);
  expect(await world.deliver(alarmEvent('unknown-health', 'ALARM', at('11:27:00.000'), 'x'))).toBe(1);
  expect(await world.deliver({ ...begins(), detail: {} })).toBe(1);
  expect(world.server.items).toEqual([]);
});

test('a service that was registered a moment ago is found', async () => {
  await world.deliver(begins());
  world.register({ ...SHOP, service: 'pay', alarmPrefix: 'pay-', alarms: [{ name: 'pay-health', severity: 'PAGE' }] });
  expect(await world.deliver(begins('pay-health', '11:28:00.000'))).toBe(0);
  expect(world.incidents.length).toBe(2);
});

test('the function takes batches, and answers what is to be delivered again', async () => {
  const environment = { ...process.env };
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: world.endpoint, AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', REGISTRY_PATH: '/cdk-pillars/incidents',
    METRIC_NAMESPACE: 'CdkPillars/Delivery', REOPEN_SECONDS: '600', REVIEW_DUE_SECONDS: '432000', REVIEW_REMINDER_SECONDS: '86400',
    MINIMUM_REVIEW_SEVERITY: 'NONE', RESOLVE_ON_RECOVERY: 'false', NOTIFY_TOPIC_ARN: '',
  });
  try {
    const { handler } = jest.requireActual('../../../handlers/incidents');
    const Records = [{ messageId: 'good', body: JSON.stringify(begins()) }, { messageId: 'bad', body: '{' }];
    expect(await handler({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: 'bad' }] });
    expect(world.incidents.length).toBe(1);
  } finally {
    process.env = environment;
  }
});

test('settings that are missing are named', () => {
  expect(() => settingsOf({ REGISTRY_PATH: '/x' })).toThrow(/The environment variable \w+ is missing/);
});

test('whatever call fails, before or after it is done, and however often events come, each outage is one incident', async () => {
  const outage = fc.record({ lasts: fc.integer({ min: 1, max: 40 }), pause: fc.integer({ min: 11, max: 60 }) });
  const fault = fc.tuple(fc.nat(30), fc.boolean());
  const runs = [fc.array(outage, { minLength: 1, maxLength: 3 }), fc.array(fault, { maxLength: 4 }), fc.integer({ min: 1, max: 2 })] as const;
  await fc.assert(fc.asyncProperty(...runs, async (outages, faults, times) => {
    world.reset();
    let calls = 0;
    const fail = (isAfter: boolean) => () => {
      const isHit = faults.some(([call, after]) => call === calls && after === isAfter);
      if (isAfter) calls++;
      if (isHit) throw new ServiceError('InternalServerError', 'killed');
    };
    world.server.before = fail(false);
    world.server.after = fail(true);
    let minute = 0;
    for (const { lasts, pause } of outages) {
      for (const [value, wait] of [['ALARM', lasts], ['OK', pause]] as const) {
        world.time = Date.parse(at('00:00:00.000')) + minute * 60_000;
        const event = world.changes(HEALTH, value, new Date(world.time).toISOString());
        for (let delivery = 0; delivery < times; delivery++) {
          for (let attempt = 0; attempt < 40 && await world.deliver(event) > 0; attempt++) calls++;
        }
        minute += wait;
      }
    }
    expect(world.incidents.length).toBe(outages.length);
    for (const item of world.incidents) expect(world.record(item).restoredAt).toBeDefined();
  }), { numRuns: 6 });
});
