import { App, Duration, Stack, aws_events as events, aws_iam as iam, aws_secretsmanager as secrets, aws_sns as sns, aws_sqs as sqs, aws_cloudfront as cloudfront } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AlarmRoute, ObservedService, OnCallHours, OnCallTopic, OperationalExcellenceChecks, FailOn, Severity } from '../../src';
import { definitionErrors } from '../support/definition-errors';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { deployed, resourcesOf, templateOf } from '../support/templates';

const ENV = { region: 'eu-west-1', account: '123456789012' };
const secretOf = (stack: Stack) => secrets.Secret.fromSecretNameV2(stack, 'Secret', 'incidents');

function shop(routes: (stack: Stack) => AlarmRoute[], services = ['shop']) {
  const stack = new Stack(strictApp(), 'Shop', { env: ENV });
  const queue = new sqs.Queue(stack, 'Queue');
  const made = routes(stack);
  for (const serviceName of services) new ObservedService(stack, serviceName, { serviceName, owner: 'o', resources: [queue], routes: made });
  return templateOf(synthesizeStrictly(stack.node.root as App), 'Shop');
}

const only = (template: Record<string, any>, type: string): any => {
  const found = resourcesOf(template, type);
  expect(found.map(([id]) => id)).toHaveLength(1);
  return found[0][1].Properties;
};

function statementsOf(template: Record<string, any>, role: RegExp): any[] {
  return resourcesOf(template, /^AWS::IAM::(Role|Policy)$/).filter(([id]) => role.test(id)).flatMap(([, { Properties: { PolicyDocument, Policies = [] } }]) =>
    PolicyDocument?.Statement ?? Policies.flatMap((policy: any) => policy.PolicyDocument.Statement));
}

test('the credential of PagerDuty is a reference in the header and in the body, never a value', () => {
  const template = shop(stack => [AlarmRoute.toPagerDuty({ secret: secretOf(stack), secretField: 'key', europe: true })]);
  const { AuthorizationType, AuthParameters } = only(template, 'AWS::Events::Connection');
  expect(AuthorizationType).toBe('API_KEY');
  expect(deployed(AuthParameters.ApiKeyAuthParameters.ApiKeyValue)).toMatch(/^\{\{resolve:secretsmanager:.*:secret:incidents:SecretString:key::\}\}$/);
  const [parameter] = AuthParameters.InvocationHttpParameters.BodyParameters;
  expect(parameter).toMatchObject({ Key: 'routing_key', IsValueSecret: true });
  expect(deployed(parameter.Value)).toBe(deployed(AuthParameters.ApiKeyAuthParameters.ApiKeyValue));
  expect(only(template, 'AWS::Events::ApiDestination').InvocationEndpoint).toBe('https://events.eu.pagerduty.com/v2/enqueue');
});

test('the token of a bot stands behind its scheme', () => {
  const template = shop(stack => [AlarmRoute.toSlack({ secret: secretOf(stack), channelId: 'C0123456789' })]);
  const { ApiKeyName, ApiKeyValue } = only(template, 'AWS::Events::Connection').AuthParameters.ApiKeyAuthParameters;
  expect([ApiKeyName, deployed(ApiKeyValue)]).toEqual(['Authorization', expect.stringMatching(/^Bearer \{\{resolve:secretsmanager:/)]);
  expect(only(template, 'AWS::Events::ApiDestination').InvocationRateLimitPerSecond).toBe(1);
});

test('services of a stack share a connection, and have dead letters and an alarm of their own, which acts', () => {
  const template = shop(stack => [
    AlarmRoute.toPagerDuty({ secret: secretOf(stack), minimumSeverity: Severity.PAGE }), AlarmRoute.toTopic(new OnCallTopic(stack, 'OnCall', { emails: ['a@example.com'] }).topic),
  ], ['shop', 'depot']);
  only(template, 'AWS::Events::Connection');
  only(template, 'AWS::Events::ApiDestination');
  const queues = resourcesOf(template, 'AWS::SQS::Queue').filter(([id]) => id.includes('Undelivered'));
  expect(queues.map(([, { Properties }]) => Properties.SqsManagedSseEnabled)).toEqual([true, true]);
  const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm').filter(([, { Properties }]) => /-routes-undelivered$/.test(Properties.AlarmName));
  expect(alarms.map(([, { Properties }]) => Properties.AlarmName).sort()).toEqual(['depot-routes-undelivered', 'shop-routes-undelivered']);
  for (const [, { Properties }] of alarms) {
    expect(Properties.AlarmActions).toHaveLength(1);
    expect(deployed(Properties.AlarmDescription)).toMatch(/^\[TICKET\] (shop|depot): a route did not take.* Runbook: https/);
  }
  for (const [, { Properties }] of resourcesOf(template, 'AWS::Events::Rule')) {
    expect(Properties.Targets).toEqual([expect.objectContaining({
      RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 185 }, DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringContaining('Undelivered'), 'Arn'] } },
    })]);
  }
});

test('the name of a connection follows from what it leads to, not from the order of the routes', () => {
  const idsWith = (...fields: string[]) => resourcesOf(shop(stack => {
    const secret = secretOf(stack);
    return fields.map(secretField => AlarmRoute.toPagerDuty({ secret, secretField }));
  }), 'AWS::Events::Connection').map(([id]) => id).sort();
  expect(idsWith('a', 'b')).toEqual(idsWith('b', 'a'));
  expect(idsWith('a', 'b')).toEqual(expect.arrayContaining(idsWith('a')));
});

test('a rule may invoke its destination and nothing else', () => {
  const template = shop(stack => [AlarmRoute.toApiDestination({ secret: secretOf(stack), url: 'https://example.com/hook' })]);
  const [[destination]] = resourcesOf(template, 'AWS::Events::ApiDestination');
  expect(statementsOf(template, /RouteRole/)).toEqual([{ Effect: 'Allow', Action: 'events:InvokeApiDestination', Resource: { 'Fn::GetAtt': [destination, 'Arn'] } }]);
});

test('a bus of another account is reached by a role', () => {
  const arn = 'arn:aws:events:eu-west-1:210987654321:event-bus/central';
  const template = shop(stack => [AlarmRoute.toEventBus(events.EventBus.fromEventBusArn(stack, 'Bus', arn))]);
  expect(only(template, 'AWS::Events::Rule').Targets[0]).toMatchObject({ Arn: arn, RoleArn: expect.anything() });
  expect(statementsOf(template, /RouteRole/)).toEqual([{ Effect: 'Allow', Action: 'events:PutEvents', Resource: arn }]);
});

test('an automation is started by a role that may start this document and pass its role', () => {
  const roleArn = 'arn:aws:iam::123456789012:role/restart';
  const template = shop(stack => [AlarmRoute.toAutomation({
    documentName: 'RestartShop', assumeRole: iam.Role.fromRoleArn(stack, 'Restart', roleArn), alarmNameParameter: 'Alarm', parameters: { Mode: ['soft'] },
  })]);
  const arn = deployed(only(template, 'AWS::Events::Rule').Targets[0].Arn);
  expect(arn).toMatch(/:ssm:eu-west-1:123456789012:automation-definition\/RestartShop:\$DEFAULT$/);
  const { InputTemplate, InputPathsMap } = only(template, 'AWS::Events::Rule').Targets[0].InputTransformer;
  expect(InputPathsMap).toEqual({ 'detail-alarmName': '$.detail.alarmName' });
  expect(InputTemplate).toBe(`{"Mode":["soft"],"Alarm":[<detail-alarmName>],"AutomationAssumeRole":["${roleArn}"]}`);
  const statements = statementsOf(template, /RouteRole/);
  expect(statements.map(({ Action }) => Action)).toEqual(['ssm:StartAutomationExecution', 'iam:PassRole']);
  expect(deployed(statements[0].Resource)).toBe(arn);
  expect(statements[1]).toMatchObject({ Resource: roleArn, Condition: { StringEquals: { 'iam:PassedToService': 'ssm.amazonaws.com' } } });
});

test('an investigation is an action of the alarm', () => {
  const group = 'arn:aws:aiops:eu-west-1:123456789012:investigation-group/abcdefghijklmnop';
  const template = shop(() => [AlarmRoute.toInvestigationGroup(group)]);
  expect(only(template, 'AWS::CloudWatch::CompositeAlarm')).toMatchObject({ AlarmActions: [group] });
  expect(only(template, 'AWS::CloudWatch::CompositeAlarm')).not.toHaveProperty('OKActions');
});

test('an escalation is a valid state machine that is logged and traced, and may do what it does', () => {
  const template = shop(stack => {
    const [first, second] = ['First', 'Second'].map(id => new OnCallTopic(stack, id, { emails: [`${id}@example.com`] }).topic);
    const hours = OnCallHours.of({ timeZone: 'Europe/Berlin', opens: '08:00', closes: '18:00' });
    return [AlarmRoute.escalating({ steps: [{ topic: first, hours, outsideHours: second }, { topic: second, after: Duration.minutes(15) }] })];
  });
  const machine = only(template, 'AWS::StepFunctions::StateMachine');
  expect(definitionErrors(JSON.parse(deployed(machine.DefinitionString).replaceAll('AWS::Partition', 'aws')))).toEqual([]);
  expect(machine).toMatchObject({ TracingConfiguration: { Enabled: true }, LoggingConfiguration: { Level: 'ALL' } });
  const own = statementsOf(template, /RouteEscalationRole/).map(({ Action }) => Action).flat();
  expect(own).toEqual(expect.arrayContaining(['sns:Publish', 'kms:Decrypt', 'kms:GenerateDataKey', 'cloudwatch:DescribeAlarms', 'lambda:InvokeFunction']));
  expect(own.filter((action: string) => action.includes('*'))).toEqual([]);
  expect(resourcesOf(template, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties.AlarmName)).toContain('shop-routes-route-failed');
});

test('a topic on request is encrypted, refuses plain HTTP, lets alarms and events in, and has its subscribers', () => {
  const template = shop(stack => [AlarmRoute.toTopic(new OnCallTopic(stack, 'OnCall', {
    emails: ['a@example.com'], urls: ['https://example.com/sns'], slackChannels: [{ workspaceId: 'T0123456789', channelId: 'C0123456789' }],
  }).topic)]);
  expect(only(template, 'AWS::KMS::Key').EnableKeyRotation).toBe(true);
  for (const service of ['cloudwatch', 'events']) {
    expect(only(template, 'AWS::KMS::Key').KeyPolicy.Statement).toContainEqual(expect.objectContaining({ Principal: { Service: `${service}.amazonaws.com` } }));
    expect(only(template, 'AWS::SNS::TopicPolicy').PolicyDocument.Statement).toContainEqual(expect.objectContaining({ Action: 'sns:Publish', Principal: { Service: `${service}.amazonaws.com` } }));
  }
  expect(resourcesOf(template, 'AWS::SNS::Subscription').map(([, { Properties }]) => [Properties.Protocol, Properties.Endpoint])).toEqual([['email', 'a@example.com'], ['https', 'https://example.com/sns']]);
  const policy = { Ref: expect.stringMatching(/Guardrail/) };
  expect(only(template, 'AWS::Chatbot::SlackChannelConfiguration')).toMatchObject({ GuardrailPolicies: [policy], LoggingLevel: 'ERROR', SnsTopicArns: [{ Ref: expect.stringMatching(/OnCall/) }] });
  const actions = only(template, 'AWS::IAM::ManagedPolicy').PolicyDocument.Statement[0].Action;
  expect(actions.every((action: string) => /^cloudwatch:(Describe|Get)\w+$/.test(action))).toBe(true);
});

test.each<[string, (stack: Stack) => unknown, RegExp]>([
  ['nobody', stack => new OnCallTopic(stack, 'OnCall', {}), /\[Shop\/OnCall\] nobody subscribes/],
  ['plain HTTP', stack => new OnCallTopic(stack, 'OnCall', { urls: ['http://example.com'] }), /not an address for HTTPS.*http:\/\/example.com/],
  ['no e-mail address', stack => new OnCallTopic(stack, 'OnCall', { emails: ['on-call'] }), /not an e-mail address.*on-call/],
  ['one address twice', stack => new OnCallTopic(stack, 'OnCall', { emails: ['a@b.c', 'a@b.c'] }), /twice.*a@b\.c/],
  ['a webhook without TLS', stack => AlarmRoute.toApiDestination({ secret: secretOf(stack), url: 'http://example.com' }), /AlarmRoute.toApiDestination.*https/],
  ['a rate that EventBridge refuses', stack => AlarmRoute.toApiDestination({ secret: secretOf(stack), url: 'https://example.com', requestsPerSecond: 301 }), /301.*1 to 300/],
  ['the name of a channel', stack => AlarmRoute.toSlack({ secret: secretOf(stack), channelId: '#on-call' }), /#on-call.*C0123456789/],
  ['no document', () => AlarmRoute.toAutomation({ documentName: 'a b' }), /not the name of a document.*a b/],
  ['no version', () => AlarmRoute.toAutomation({ documentName: 'Restart', documentVersion: 'latest' }), /not a version.*latest/],
  ['a parameter twice', () => AlarmRoute.toAutomation({ documentName: 'Restart', parameters: { Alarm: [] }, alarmNameParameter: 'Alarm' }), /given twice.*Alarm/],
  ['no group', () => AlarmRoute.toInvestigationGroup('group'), /not the ARN of an investigation group.*group/],
  ['no step', () => AlarmRoute.escalating({ steps: [] }), /received 0; valid: 1 to 10/],
  ['a second step without a time', stack => AlarmRoute.escalating({ steps: [{ topic: new sns.Topic(stack, 'A') }, { topic: new sns.Topic(stack, 'B') }] }), /step 2 does not say when/],
  ['steps out of order', stack => AlarmRoute.escalating({ steps: [{ topic: new sns.Topic(stack, 'A'), after: Duration.hours(1) }, { topic: new sns.Topic(stack, 'B'), after: Duration.minutes(1) }] }), /step 2 is due before/],
  ['a step after a day', stack => AlarmRoute.escalating({ steps: [{ topic: new sns.Topic(stack, 'A'), after: Duration.hours(24) }] }), /step 1 is due too late/],
])('refuses %s', (_, make, message) => {
  expect(() => make(new Stack(new App(), 'Shop'))).toThrow(message);
});

describe('alarms of global resources', () => {
  function website(route: (stack: Stack) => AlarmRoute) {
    const stack = new Stack(strictApp(), 'Shop', { env: ENV });
    const distribution = cloudfront.Distribution.fromDistributionAttributes(stack, 'Site', { distributionId: 'E1', domainName: 'd1.cloudfront.net' });
    new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'o', resources: [distribution], routes: [route(stack)] });
    return synthesizeStrictly(stack.node.root as App);
  }

  test('reach PagerDuty through the default bus at home', () => {
    const home = templateOf(website(stack => AlarmRoute.toPagerDuty({ secret: secretOf(stack) })), 'Shop');
    const rules = resourcesOf(home, 'AWS::Events::Rule').map(([, { Properties }]) => Properties);
    expect(rules.some(({ EventPattern }) => JSON.stringify(EventPattern).includes('shop-eu-west-1-health'))).toBe(true);
  });

  test('are refused by an escalation', () => {
    expect(() => website(stack => AlarmRoute.escalating({ steps: [{ topic: new sns.Topic(stack, 'OnCall') }] }))).toThrow(/escalation can only look at those of its own/);
  });
});

describe('a topic without a subscriber', () => {
  function warnings(route: (topic: sns.Topic) => AlarmRoute, prepare: (app: App, topic: sns.Topic) => void = () => undefined): string[] {
    const app = strictApp();
    const stack = new Stack(app, 'Shop', { env: ENV });
    const topic = new sns.Topic(stack, 'OnCall');
    new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'o', resources: [new sqs.Queue(stack, 'Queue')], routes: [route(topic)] });
    prepare(app, topic);
    return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('has no subscriber')).map(({ entry }) => String(entry.data));
  }

  test('is warned of, by the service itself', () => {
    expect(warnings(topic => AlarmRoute.toTopic(topic))).toEqual([expect.stringContaining('leads to the topic Shop/OnCall, which has no subscriber')]);
  });

  test('is not warned of once somebody subscribes, however late', () => {
    expect(warnings(topic => AlarmRoute.toTopic(topic), (_, topic) => new sns.Subscription(topic, 'Late', { topic, protocol: sns.SubscriptionProtocol.EMAIL, endpoint: 'a@b.c' }))).toEqual([]);
  });

  test('is left to the rule where the pack is enforced, except behind an escalation', () => {
    const enforce = (app: App) => void OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE });
    expect(warnings(topic => AlarmRoute.toTopic(topic), enforce)).toEqual([]);
    expect(warnings(topic => AlarmRoute.escalating({ steps: [{ topic }] }), enforce)).toHaveLength(1);
  });
});
