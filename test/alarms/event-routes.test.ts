import { App, Stack, aws_events as events, aws_events_targets as targets, aws_sqs as sqs } from 'aws-cdk-lib';
import { AlarmRoute, ObservedService, ServiceTier, Severity, Threshold, type AlarmRouteOptions, type ObservedServiceProps } from '../../src';
import { alarmEvent, compositeAlarmEvent, type AlarmInEvent } from '../support/alarm-events';
import { matchesPattern } from '../support/event-pattern';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { alarmsOf, deployed, resourcesOf, templateOf } from '../support/templates';

const TARGET = { bind: () => ({ arn: 'arn:aws:events:us-east-1:123456789012:event-bus/incidents' }) };
const LOW = { 'Queue.sent': { threshold: Threshold.absolute(5), severity: Severity.INFO } };

interface Routed {
  readonly pattern: Record<string, any>;
  readonly rule: Record<string, any>;
  /** By what follows the name of the service. */
  readonly alarms: Record<string, AlarmInEvent>;
}

/** One queue with an alarm of each severity, and the rule on its alarms. */
function routed(options: AlarmRouteOptions = {}, props: Partial<ObservedServiceProps> = {}): Routed {
  const stack = new Stack(strictApp(), 'Shop');
  new sqs.Queue(stack, 'Queue');
  new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'o', overrides: LOW, routes: [AlarmRoute.toEventBridge(TARGET, options)], ...props });
  const template = templateOf(synthesizeStrictly(stack.node.root as App), 'Shop');
  const [[, rule], ...more] = resourcesOf(template, 'AWS::Events::Rule');
  expect(more).toEqual([]);
  const all = [...alarmsOf(template), ...resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm')].map(([, { Properties }]) => Properties);
  const alarms = all.map(({ AlarmName: name, AlarmDescription }) => [name.replace(/^shop-/, ''), { name, description: deployed(AlarmDescription) }]);
  return { pattern: rule.Properties.EventPattern, rule: rule.Properties, alarms: Object.fromEntries(alarms) };
}

const eventOf = (name: string, alarm: AlarmInEvent, state: string) => /(^|-)health$/.test(name) ? compositeAlarmEvent(alarm.name, state) : alarmEvent(alarm, state);

/** The alarms of whose state the rule tells. */
function toldOf({ pattern, alarms }: Routed, state: string): string[] {
  return Object.entries(alarms).filter(([name, alarm]) => matchesPattern(pattern, eventOf(name, alarm, state))).map(([name]) => name).sort();
}

describe('a rule on alarm state changes', () => {
  const all = routed();

  test('sends the event to the target', () => {
    expect(all.rule).toMatchObject({ State: 'ENABLED', Description: 'Alarms of shop from INFO on', Targets: [expect.objectContaining({ Arn: 'arn:aws:events:us-east-1:123456789012:event-bus/incidents' })] });
  });

  test('tells of the health alarm, whose events have no description, and of what acts by itself', () => {
    expect(toldOf(all, 'ALARM')).toEqual(['Queue-inFlight', 'Queue-sent', 'health']);
  });

  test('does not tell of a symptom behind the health alarm', () => {
    expect(all.alarms['Queue-ageOfOldest'].description).toMatch(/^\[through health\]/);
    expect(toldOf(all, 'ALARM')).not.toContain('Queue-ageOfOldest');
  });

  test('tells of the health alarm, should its events have a description', () => {
    expect(matchesPattern(all.pattern, alarmEvent(all.alarms.health, 'ALARM'))).toBe(true);
  });

  test('tells of recovery', () => {
    expect(toldOf(all, 'OK')).toEqual(['Queue-inFlight', 'Queue-sent', 'health']);
  });

  test('does not tell of recovery when it is not wanted', () => {
    const route = routed({ notifyRecovery: false });
    expect(toldOf(route, 'OK')).toEqual([]);
    expect(toldOf(route, 'ALARM')).toEqual(['Queue-inFlight', 'Queue-sent', 'health']);
  });

  test('does not tell of missing data', () => {
    expect(toldOf(all, 'INSUFFICIENT_DATA')).toEqual([]);
  });

  test('does not tell of other alarms, nor of other changes', () => {
    const ticket = alarmEvent(all.alarms['Queue-inFlight'], 'ALARM');
    expect(matchesPattern(all.pattern, ticket)).toBe(true);
    expect(matchesPattern(all.pattern, alarmEvent({ name: 'shop-by-hand', description: 'Somebody wrote this one' }, 'ALARM'))).toBe(false);
    expect(matchesPattern(all.pattern, alarmEvent({ name: 'shop-by-hand' }, 'ALARM'))).toBe(false);
    expect(matchesPattern(all.pattern, { ...ticket, 'detail-type': 'CloudWatch Alarm Configuration Change' })).toBe(false);
    expect(matchesPattern(all.pattern, { ...ticket, source: 'custom.cloudwatch' })).toBe(false);
  });
});

describe('the minimum severity', () => {
  test('leaves out what is less urgent', () => {
    expect(toldOf(routed({ minimumSeverity: Severity.TICKET }), 'ALARM')).toEqual(['Queue-inFlight', 'health']);
    const urgent = routed({ minimumSeverity: Severity.PAGE });
    expect(toldOf(urgent, 'ALARM')).toEqual(['health']);
    expect(urgent.rule.Description).toBe('Alarms of shop from PAGE on');
  });

  test('leaves the health alarm out where it pages nobody', () => {
    const outside = routed({ minimumSeverity: Severity.PAGE }, { environment: 'dev' });
    expect(Object.keys(outside.alarms)).toContain('dev-health');
    expect(toldOf(outside, 'ALARM')).toEqual([]);
  });

  test('meets the health alarm at the severity of the tier', () => {
    const route = routed({ minimumSeverity: Severity.TICKET }, { tier: ServiceTier.TIER_3 });
    expect(toldOf(route, 'ALARM')).toEqual(['health']);
  });
});

describe('services side by side', () => {
  /** The rule and the alarms of each of the services, all over one queue each. */
  function sideBySide(...services: Array<Partial<ObservedServiceProps>>): Record<string, Routed> {
    const stack = new Stack(strictApp(), 'Shop');
    services.forEach((props, index) => {
      const resources = [new sqs.Queue(stack, `Queue${index}`)];
      new ObservedService(stack, `Service${index}`, { serviceName: 'shop', owner: 'o', resources, routes: [AlarmRoute.toEventBridge(TARGET)], ...props });
    });
    const template = templateOf(synthesizeStrictly(stack.node.root as App), 'Shop');
    const alarms = [...alarmsOf(template), ...resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm')];
    return Object.fromEntries(services.map((_, index) => {
      const ofService = (id: string) => id.startsWith(`Service${index}`);
      const [, rule] = resourcesOf(template, 'AWS::Events::Rule').find(([id]) => ofService(id))!;
      const own = alarms.filter(([id]) => ofService(id)).map(([, { Properties: { AlarmName: name, AlarmDescription } }]) =>
        [name, { name, description: deployed(AlarmDescription) }]);
      return [`service ${index}`, { pattern: rule.Properties.EventPattern, rule: rule.Properties, alarms: Object.fromEntries(own) }];
    }));
  }

  test('tell of their own alarms only, though the name of one begins with that of another', () => {
    const services = Object.values(sideBySide({}, { serviceName: 'shop-web' }, { environment: 'prod' }, { serviceName: 'sho' }));
    for (const [index, { pattern }] of services.entries()) {
      for (const [other, { alarms }] of services.entries()) {
        expect([index, other, toldOf({ pattern, rule: {}, alarms }, 'ALARM').length]).toEqual([index, other, index === other ? 2 : 0]);
      }
    }
  });
});

test('several routes are several rules', () => {
  const stack = new Stack(strictApp(), 'Shop');
  new sqs.Queue(stack, 'Queue');
  const routes = [AlarmRoute.toEventBridge(TARGET, { minimumSeverity: Severity.PAGE }), AlarmRoute.toEventBridge(TARGET)];
  new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'o', routes });
  expect(resourcesOf(templateOf(synthesizeStrictly(stack.node.root as App), 'Shop'), 'AWS::Events::Rule')).toHaveLength(2);
});

test('a target of the CDK is bound to the rule', () => {
  const stack = new Stack(strictApp(), 'Shop');
  new sqs.Queue(stack, 'Queue');
  const bus = new targets.EventBus(new events.EventBus(stack, 'Bus'));
  new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'o', routes: [AlarmRoute.toEventBridge(bus)] });
  const [[, { Properties }]] = resourcesOf(templateOf(synthesizeStrictly(stack.node.root as App), 'Shop'), 'AWS::Events::Rule');
  expect(Properties.Targets).toEqual([{
    Id: 'Target0', Arn: { 'Fn::GetAtt': [expect.stringMatching(/^Bus/), 'Arn'] }, RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^ServiceRouteEventsRole/), 'Arn'] },
  }]);
});
