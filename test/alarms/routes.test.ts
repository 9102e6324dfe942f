import {
  App, Aws, Stack, aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions, aws_lambda as lambda, aws_sns as sns, aws_sqs as sqs,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlarmRoute, ObservedService, OpsItemCategory, ServiceTier, Severity, Threshold, type ObservedServiceProps } from '../../src';
import { inlineFunction } from '../support/order-service';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { alarmsOf, deployed, resourcesOf, templateOf } from '../support/templates';

const TICKET = 'shop-Queue-inFlight';
const INFO = 'shop-Queue-sent';
const SYMPTOM = 'shop-Queue-ageOfOldest';
const HEALTH = 'shop-health';

/** A queue with one alarm of each severity, observed. */
function observe(stack: Stack, props: Partial<ObservedServiceProps>, id = 'Service'): ObservedService {
  const queue = stack.node.tryFindChild('Queue') as sqs.Queue | undefined ?? new sqs.Queue(stack, 'Queue');
  return new ObservedService(stack, id, {
    serviceName: 'shop', owner: 'o', resources: [queue], overrides: { 'Queue.sent': { threshold: Threshold.absolute(5), severity: Severity.INFO } }, ...props,
  });
}

/** Alarms and composite alarms of a stack by name. */
function acting(stack: Stack): Record<string, any> {
  const template = templateOf(synthesizeStrictly(stack.node.root as App), stack.stackName);
  const all = [...alarmsOf(template), ...resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm')];
  return Object.fromEntries(all.map(([, { Properties }]) => [Properties.AlarmName, Properties]));
}

function routed(...routes: AlarmRoute[]): Record<string, any> {
  const stack = new Stack(strictApp(), 'Shop');
  observe(stack, { routes });
  return acting(stack);
}

describe('a topic', () => {
  const topicIn = (scope: Construct) => new sns.Topic(scope, 'OnCall');

  test('of the same stack is told by every alarm that acts, at its beginning and at its end, and by no symptom', () => {
    const stack = new Stack(strictApp(), 'Shop');
    observe(stack, { routes: [AlarmRoute.toTopic(topicIn(stack))] });
    const alarms = acting(stack);
    const topic = [{ Ref: expect.stringMatching(/^OnCall/) }];
    expect(Object.keys(alarms).sort()).toEqual([HEALTH, SYMPTOM, INFO, TICKET].sort());
    for (const name of [HEALTH, INFO, TICKET]) expect([name, alarms[name].AlarmActions, alarms[name].OKActions]).toEqual([name, topic, topic]);
    expect(alarms[SYMPTOM]).not.toHaveProperty('AlarmActions');
    expect(alarms[SYMPTOM]).not.toHaveProperty('OKActions');
  });

  test('of another stack is told without an export there', () => {
    const app = strictApp();
    const topics = new Stack(app, 'Topics');
    const stack = new Stack(app, 'Shop');
    observe(stack, { routes: [AlarmRoute.toTopic(topicIn(topics))] });
    const alarms = acting(stack);
    for (const name of [HEALTH, TICKET]) expect(alarms[name].AlarmActions).toEqual([{ 'Fn::GetStackOutput': expect.objectContaining({ StackName: 'Topics' }) }]);
    const outputs = Object.values<any>(templateOf(app.synth(), 'Topics').Outputs);
    expect(outputs).toHaveLength(1);
    expect(outputs[0]).not.toHaveProperty('Export');
  });

  test('that is imported is told by its ARN', () => {
    const stack = new Stack(strictApp(), 'Shop');
    observe(stack, { routes: [AlarmRoute.toTopic(sns.Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:us-east-1:123456789012:on-call'))] });
    expect(acting(stack)[TICKET].AlarmActions).toEqual(['arn:aws:sns:us-east-1:123456789012:on-call']);
  });
});

describe('the minimum severity', () => {
  test.each([
    [undefined, [HEALTH, TICKET, INFO]], [Severity.INFO, [HEALTH, TICKET, INFO]], [Severity.TICKET, [HEALTH, TICKET]], [Severity.PAGE, [HEALTH]],
  ])('%s takes what is as urgent or more', (minimumSeverity, expected) => {
    const alarms = routed(AlarmRoute.toOpsItem({ minimumSeverity }));
    expect(Object.keys(alarms).filter(name => alarms[name].AlarmActions).sort()).toEqual([...expected].sort());
  });

  test('meets the health alarm as urgent as tier and environment make it', () => {
    const stack = new Stack(strictApp(), 'Shop');
    observe(stack, { tier: ServiceTier.TIER_3, routes: [AlarmRoute.toOpsItem({ minimumSeverity: Severity.PAGE })] });
    expect(acting(stack)[HEALTH]).not.toHaveProperty('AlarmActions');
  });

  test('is told by the route', () => {
    const route = AlarmRoute.toOpsItem({ minimumSeverity: Severity.TICKET });
    expect([Severity.PAGE, Severity.TICKET, Severity.INFO].map(severity => route.accepts(severity))).toEqual([true, true, false]);
  });
});

test('a route that wants no recovery is told of the beginning only', () => {
  const { [TICKET]: ticket } = routed(AlarmRoute.toTopic(sns.Topic.fromTopicArn(new Stack(), 'T', 'arn:aws:sns:us-east-1:123456789012:t'), { notifyRecovery: false }));
  expect(ticket.AlarmActions).toHaveLength(1);
  expect(ticket).not.toHaveProperty('OKActions');
});

describe('an OpsItem', () => {
  const arn = (resource: string) => `arn:AWS::Partition:ssm:AWS::Region:AWS::AccountId:opsitem:${resource}`;
  const opened = (alarms: Record<string, any>, name: string) => alarms[name].AlarmActions.map(deployed);

  test('has the severity of the alarm', () => {
    const alarms = routed(AlarmRoute.toOpsItem());
    expect([HEALTH, TICKET, INFO].map(name => opened(alarms, name))).toEqual([[arn('1')], [arn('3')], [arn('4')]]);
  });

  test.each(Object.values(OpsItemCategory).map(category => [category]))('has the category %s', category => {
    expect(opened(routed(AlarmRoute.toOpsItem({ category })), TICKET)).toEqual([arn(`3#CATEGORY=${category}`)]);
  });

  test('is the one that the CDK itself would open', () => {
    const stack = new Stack();
    const { alarmActionArn } = new actions.SsmAction(actions.OpsItemSeverity.MEDIUM, actions.OpsItemCategory.PERFORMANCE).bind(stack, new cloudwatch.Alarm(stack, 'Alarm', {
      metric: new cloudwatch.Metric({ namespace: 'n', metricName: 'm' }), threshold: 1, evaluationPeriods: 1,
    }));
    const alarms = routed(AlarmRoute.toOpsItem({ category: OpsItemCategory.PERFORMANCE }));
    expect(opened(alarms, TICKET)).toEqual([deployed(stack.resolve(alarmActionArn))]);
  });

  test('is not opened again when the alarm is over', () => {
    for (const alarm of Object.values(routed(AlarmRoute.toOpsItem({ notifyRecovery: true })))) expect(alarm).not.toHaveProperty('OKActions');
  });
});

describe('a function', () => {
  function told(...services: Array<Partial<ObservedServiceProps>>): { stack: Stack; template: Record<string, any> } {
    const stack = new Stack(strictApp(), 'Shop');
    const pager = inlineFunction(stack, 'Pager');
    services.forEach((props, index) => observe(stack, { routes: [AlarmRoute.toLambda(pager)], ...props }, `Service${index}`));
    return { stack, template: templateOf(synthesizeStrictly(stack.node.root as App), 'Shop') };
  }

  test('is invoked by the alarms that act', () => {
    const { template } = told({});
    const arn = [{ 'Fn::GetAtt': [expect.stringMatching(/^Pager/), 'Arn'] }];
    for (const [, { Properties }] of alarmsOf(template)) {
      if (Properties.AlarmName === SYMPTOM) expect(Properties).not.toHaveProperty('AlarmActions');
      else expect([Properties.AlarmName, Properties.AlarmActions]).toEqual([Properties.AlarmName, arn]);
    }
  });

  test('may be invoked once by the alarms of the service and by no others', () => {
    const [[, { Properties }], ...more] = resourcesOf(told({}).template, 'AWS::Lambda::Permission');
    expect(more).toEqual([]);
    expect(Properties).toMatchObject({ Action: 'lambda:InvokeFunction', Principal: 'lambda.alarms.cloudwatch.amazonaws.com', SourceAccount: { Ref: 'AWS::AccountId' } });
    expect(deployed(Properties.SourceArn)).toBe('arn:AWS::Partition:cloudwatch:AWS::Region:AWS::AccountId:alarm:shop-*');
  });

  test('may be invoked once by each of several services', () => {
    const permissions = resourcesOf(told({}, { serviceName: 'mail' }).template, 'AWS::Lambda::Permission');
    expect(permissions.map(([, { Properties }]) => deployed(Properties.SourceArn).split(':alarm:')[1]).sort()).toEqual(['mail-*', 'shop-*']);
  });

  test('may be invoked by name of the environment', () => {
    const [[, { Properties }]] = resourcesOf(told({ environment: 'prod' }).template, 'AWS::Lambda::Permission');
    expect(deployed(Properties.SourceArn)).toMatch(/:alarm:shop-prod-\*$/);
  });

  test('of another stack gets the permission there, and no export', () => {
    const app = strictApp();
    const functions = new Stack(app, 'Functions');
    const stack = new Stack(app, 'Shop');
    observe(stack, { routes: [AlarmRoute.toLambda(inlineFunction(functions, 'Pager'))] });
    expect(acting(stack)[TICKET].AlarmActions).toEqual([{ 'Fn::GetStackOutput': expect.objectContaining({ StackName: 'Functions' }) }]);
    const template = templateOf(app.synth(), 'Functions');
    expect(resourcesOf(template, 'AWS::Lambda::Permission')).toHaveLength(1);
    expect(Object.values<any>(template.Outputs).filter(output => output.Export)).toEqual([]);
  });

  test('is told by two routes of one service', () => {
    const stack = new Stack(strictApp(), 'Shop');
    const pager = inlineFunction(stack, 'Pager');
    const other = lambda.Function.fromFunctionArn(stack, 'Other', `arn:aws:lambda:${Aws.REGION}:${Aws.ACCOUNT_ID}:function:other`);
    const urgent = AlarmRoute.toLambda(pager, { minimumSeverity: Severity.PAGE });
    observe(stack, { routes: [urgent, AlarmRoute.toLambda(pager), AlarmRoute.toLambda(other)] });
    const alarms = acting(stack);
    expect(alarms[TICKET].AlarmActions.map(deployed)).toEqual([expect.stringMatching(/^Pager\w+\.Arn$/), expect.stringMatching(/:function:other$/)]);
    expect(alarms[HEALTH].AlarmActions).toHaveLength(3);
  });
});

describe('an action of the CDK', () => {
  test('is bound to each alarm that acts', () => {
    const stack = new Stack(strictApp(), 'Shop');
    const topic = new sns.Topic(stack, 'OnCall');
    observe(stack, { routes: [AlarmRoute.toAction(new actions.SnsAction(topic), { minimumSeverity: Severity.TICKET })] });
    const alarms = acting(stack);
    const expected = [{ Ref: expect.stringMatching(/^OnCall/) }];
    expect([alarms[HEALTH].AlarmActions, alarms[TICKET].AlarmActions, alarms[INFO].AlarmActions]).toEqual([expected, expected, undefined]);
  });

  test('that makes constructs is bound once for each alarm', () => {
    const bound: string[] = [];
    const action: cloudwatch.IAlarmAction = {
      bind: (_, alarm) => {
        bound.push(alarm.node.id);
        return { alarmActionArn: 'arn:aws:sns:us-east-1:123456789012:t' };
      },
    };
    const alarms = routed(AlarmRoute.toAction(action));
    expect(bound.sort()).toEqual(['Default', 'Queue.inFlight', 'Queue.sent']);
    for (const name of [HEALTH, TICKET, INFO]) expect(alarms[name].OKActions).toEqual(alarms[name].AlarmActions);
  });

  test.each([
    ['an EC2 action', () => new actions.Ec2Action(actions.Ec2InstanceAction.REBOOT)],
    ['an EC2 action of old', () => ({ bind: () => ({ alarmActionArn: 'arn:aws:swf:us-east-1:123456789012:action/actions/AWS_EC2.InstanceId.Stop/1.0' }) })],
  ])('%s is refused: neither composite alarms nor alarms on expressions take it', (_, action) => {
    expect(() => routed(AlarmRoute.toAction(action()))).toThrow(/^\[Shop\/Service\] EC2 actions act on the one instance .+ received 'action .+'.+ Leave the route out/);
  });
});

describe('more than five actions', () => {
  const topics = (count: number, options = {}) => Array.from({ length: count }, (_, index) =>
    AlarmRoute.toTopic(sns.Topic.fromTopicArn(new Stack(), 'T', `arn:aws:sns:us-east-1:123456789012:t${index}`), options));

  test('are refused', () => {
    expect(() => routed(...topics(6))).toThrow(/^\[Shop\/Service\] too many routes act on alarms of severity \w+; received 6; valid: 5 at most\. Send them to one topic and subscribe to that\.$/);
  });

  test('are refused for the severity at which they meet', () => {
    expect(() => routed(...topics(3, { minimumSeverity: Severity.PAGE }), ...topics(3))).toThrow(/severity PAGE; received 6/);
    const stack = new Stack(strictApp(), 'Shop');
    observe(stack, { tier: ServiceTier.TIER_3, routes: [...topics(3, { minimumSeverity: Severity.PAGE }), ...topics(3)] });
    expect(acting(stack)[HEALTH].AlarmActions).toHaveLength(3);
  });

  test('are none when it is five', () => {
    expect(routed(...topics(5))[TICKET].AlarmActions).toHaveLength(5);
  });

  test('are none when the sixth is a rule on events', () => {
    const bus = { bind: () => ({ arn: 'arn:aws:events:us-east-1:123456789012:event-bus/b' }) };
    expect(routed(...topics(5), AlarmRoute.toEventBridge(bus))[TICKET].AlarmActions).toHaveLength(5);
  });
});

test('a route says in words where it leads', () => {
  const stack = new Stack(new App(), 'Shop');
  const words = [
    AlarmRoute.toTopic(new sns.Topic(stack, 'OnCall')), AlarmRoute.toLambda(inlineFunction(stack, 'Pager')), AlarmRoute.toOpsItem(),
    AlarmRoute.toOpsItem({ category: OpsItemCategory.COST }), AlarmRoute.toAction(new actions.SnsAction(new sns.Topic(stack, 'Other'))),
    AlarmRoute.toEventBridge({ bind: () => ({ arn: '' }) }),
  ].map(({ description }) => description);
  expect(words).toEqual(['topic Shop/OnCall', 'function Shop/Pager', 'OpsItem', 'OpsItem Cost', 'action SnsAction', 'EventBridge rule on alarm state changes']);
});
