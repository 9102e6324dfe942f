import { App, CfnResource, Duration, Stack, Stage, Tags, Validations, aws_ecs as ecs, aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_sns as sns, aws_sns_subscriptions as subscriptions } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import {
  AlarmRoute, FailOn, OperationalExcellenceChecks, PerformanceEfficiencyChecks, RunbookAutomation, RunbookAutomations, Severity,
  type RunbookAutomationsProps,
} from '../../../src';
import { matchesPattern as matches } from '../../support/event-pattern';
import { transform as transformed } from '../../support/input-transformer';
import { rendered } from '../../support/rendered';
import { resourcesOf } from '../../support/templates';
import { reportOf } from '../../support/validation-report';
import { allAutomations, ownDocument } from './all-automations';

const APPROVERS = ['arn:aws:iam::123456789012:role/OnCall'];

function handlerIn(stack: Stack): lambda.IFunction {
  return lambda.Function.fromFunctionArn(stack, 'Handler', 'arn:aws:lambda:eu-west-1:123456789012:function:handler');
}

type Props = (stack: Stack) => Partial<RunbookAutomationsProps>;

function made(props: Props = () => ({}), stage?: string): { stack: Stack; automations: RunbookAutomations; template: any } {
  const app = new App();
  const stack = new Stack(stage === undefined ? app : new Stage(app, stage), 'Shop', { env: { account: '123456789012', region: 'eu-west-1' } });
  const automations = new RunbookAutomations(stack, 'Automations', {
    serviceName: 'checkout', approvers: APPROVERS, automations: [RunbookAutomation.raiseReservedConcurrency(handlerIn(stack), { limit: 10 })], ...props(stack),
  });
  return { stack, automations, template: rendered(stack) };
}

describe('what is made', () => {
  const { automations, template, stack } = made(own => ({ failureTopic: new sns.Topic(own, 'OnCall') }));

  test('a document of a literal name, which is updated in place, with tags', () => {
    const [[, { Properties }]] = resourcesOf(template, 'AWS::SSM::Document');

    expect(Properties).toMatchObject({
      Name: 'automation-checkout-default-raise-reserved-concurrency', DocumentType: 'Automation', DocumentFormat: 'JSON', UpdateMethod: 'NewVersion',
      Tags: [{ Key: 'environment', Value: 'default' }, { Key: 'service', Value: 'checkout' }],
    });
    expect(automations.documentName('raise-reserved-concurrency')).toBe(Properties.Name);
  });

  test('ends of executions are counted by service, environment and outcome', () => {
    const [[, { Properties: rule }]] = resourcesOf(template, 'AWS::Events::Rule');
    const [[, { Properties: filter }]] = resourcesOf(template, 'AWS::Logs::MetricFilter');
    const event = (Status: string, Definition = automations.documentName('raise-reserved-concurrency')) => ({
      'source': 'aws.ssm', 'detail-type': 'EC2 Automation Execution Status-change Notification', 'time': '2026-03-02T11:31:30Z',
      'detail': { ExecutionId: '0d612c12-d2ac-4362-abf3-e0351b6f5e4f', Definition, DefinitionVersion: 1, Status, StartTime: 'Mar 2, 2026 11:30:00 AM', Time: 86000 },
    });

    for (const status of ['Success', 'Failed', 'TimedOut', 'Cancelled', 'Rejected']) expect([status, matches(rule.EventPattern, event(status))]).toEqual([status, true]);
    expect(matches(rule.EventPattern, event('InProgress'))).toBe(false);
    expect(matches(rule.EventPattern, event('Success', 'AWS-RestartEC2Instance'))).toBe(false);
    expect(transformed(rule.Targets[0].InputTransformer, event('Failed'))).toEqual({
      timestamp: '2026-03-02T11:31:30Z', message: 'checkout default automation-checkout-default-raise-reserved-concurrency Failed 0d612c12-d2ac-4362-abf3-e0351b6f5e4f',
    });
    expect(filter).toMatchObject({
      FilterPattern: '[service, environment, document, outcome, execution]',
      MetricTransformations: [{
        MetricName: 'AutomationExecutions', MetricNamespace: 'CdkPillars/Delivery', MetricValue: '1',
        Dimensions: [{ Key: 'Service', Value: '$service' }, { Key: 'Environment', Value: '$environment' }, { Key: 'Outcome', Value: '$outcome' }],
      }],
    });
  });

  test('the log is kept for a year, and takes lines from EventBridge alone', () => {
    const [[, { Properties }]] = resourcesOf(template, 'AWS::Logs::LogGroup');

    expect(Properties).toMatchObject({ LogGroupName: '/aws/events/automations-checkout-default', RetentionInDays: 365 });
    expect(Properties.ResourcePolicyDocument.Statement[0].Principal).toEqual({ Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] });
  });

  test('an alarm tells of executions that failed or timed out', () => {
    const [[, { Properties }]] = resourcesOf(template, 'AWS::CloudWatch::Alarm');

    expect(Properties).toMatchObject({ AlarmName: 'automations-checkout-default-failed', Threshold: 0, TreatMissingData: 'notBreaching', AlarmActions: [{ Ref: expect.stringMatching(/^OnCall/) }] });
    const outcomes = Properties.Metrics.flatMap(({ MetricStat }: any) => MetricStat?.Metric.Dimensions ?? []).filter(({ Name }: any) => Name === 'Outcome');
    expect(outcomes.map(({ Value }: any) => Value).sort()).toEqual(['Failed', 'TimedOut']);
    expect(automations.failureAlarm).toBeDefined();
  });

  test('an alarm can start one of them, which then waits for approval', () => {
    const route = automations.route('raise-reserved-concurrency', { Concurrency: ['10'] }, { minimumSeverity: Severity.PAGE });

    expect(route).toBeInstanceOf(AlarmRoute);
    expect(() => automations.route('restart')).toThrow(/no automation of this name.*'restart'.*raise-reserved-concurrency/);
    expect(stack.node.path).toBe('Shop');
  });
});

test('without a topic there is no alarm, and the environment is that of the Stage', () => {
  const { automations, template } = made(undefined, 'prod');

  expect(automations.failureAlarm).toBeUndefined();
  expect(resourcesOf(template, 'AWS::CloudWatch::Alarm')).toEqual([]);
  expect(automations.documentName('raise-reserved-concurrency')).toBe('automation-checkout-prod-raise-reserved-concurrency');
});

test('another automation, and another order, change no id', () => {
  const ids = (build: (stack: Stack) => RunbookAutomation[]) => Object.keys(made(stack => ({ automations: build(stack) })).template.Resources);
  const two = (stack: Stack) => {
    const handler = handlerOnce(stack);
    return [RunbookAutomation.raiseReservedConcurrency(handler, { limit: 10 }), RunbookAutomation.warmCache(handler)];
  };

  expect(ids(two)).toEqual(expect.arrayContaining(ids(stack => two(stack).slice(0, 1))));
  expect(ids(stack => two(stack).reverse()).sort()).toEqual(ids(two).sort());
});

test('a topic with a key needs the key', () => {
  const { template } = made(stack => ({ approvalTopic: new sns.Topic(stack, 'Approvals', { topicName: 'Automation-approvals', masterKey: new kms.Key(stack, 'Key') }) }));
  const [[, { Properties }]] = resourcesOf(template, 'AWS::IAM::Role');
  const actions = Properties.Policies[0].PolicyDocument.Statement.flatMap(({ Action }: any) => Action);

  expect(actions).toEqual(expect.arrayContaining(['sns:Publish', 'kms:Decrypt', 'kms:GenerateDataKey']));
});

test.each<[string, (stack: Stack) => Partial<RunbookAutomationsProps>, RegExp]>([
  ['a service name with spaces', () => ({ serviceName: 'check out' }), /no serviceName for automations.*'check out'/],
  ['an environment that is too long', () => ({ environment: 'x'.repeat(31) }), /no environment for automations/],
  ['a service name that is a token', stack => ({ serviceName: stack.stackId }), /received a token/],
  ['no automations', () => ({ automations: [] }), /no automations/],
  ['two automations of one name', stack => ({ automations: [1, 2].map(limit => RunbookAutomation.raiseReservedConcurrency(handlerOnce(stack), { limit })) }), /two automations have one name/],
  ['nobody who approves', () => ({ approvers: [] }), /somebody has to approve.*1 to 10/],
  ['eleven who approve', () => ({ approvers: Array(11).fill(APPROVERS[0]) }), /11 approvers/],
  ['an approver who is none', () => ({ approvers: ['on-call@example.com'] }), /no approver.*'on-call@example.com'/],
  ['more approvals than approvers', () => ({ neededApprovals: 2 }), /no number of approvals/],
  ['approval that is not waited for', () => ({ approvalTimeout: Duration.seconds(10) }), /10 seconds.*1 minute to 30 days/],
  ['a topic of another name', stack => ({ approvalTopic: new sns.Topic(stack, 'Approvals', { topicName: 'approvals' }) }), /has to begin with Automation.*'approvals'/],
  ['a topic that CloudFormation names', stack => ({ approvalTopic: new sns.Topic(stack, 'Approvals') }), /has to begin with Automation/],
  ['a namespace of AWS', () => ({ namespace: 'AWS/SSM' }), /no namespace/],
])('%s is refused', (_, props, message) => {
  expect(() => made(props)).toThrow(message);
});

function handlerOnce(stack: Stack): lambda.IFunction {
  return stack.node.tryFindChild('Handler') as lambda.IFunction ?? handlerIn(stack);
}

describe('options', () => {
  const stack = new Stack();
  const handler = handlerIn(stack);
  const cluster = ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'shop', vpc: undefined as any });
  const service = ecs.FargateService.fromFargateServiceAttributes(stack, 'Service', { cluster, serviceName: 'web' }) as ecs.IBaseService;
  const own = ownDocument(handler);
  const document = (content: object, more: object = {}) => () =>
    RunbookAutomation.document({ ...own, content: { ...own.content, ...content }, ...more });
  const [ask, stop] = own.content.mainSteps;

  test.each<[string, () => unknown, RegExp]>([
    ['a limit of nothing', () => RunbookAutomation.raiseReservedConcurrency(handler, { limit: 0 }), /no limit.*0/],
    ['a limit that is no whole number', () => RunbookAutomation.raiseReservedConcurrency(handler, { limit: 1.5 }), /no limit/],
    ['a minimum above the limit', () => RunbookAutomation.raiseReservedConcurrency(handler, { limit: 5, minimum: 6 }), /no minimum.*limit of 5/],
    ['a name with capitals', () => RunbookAutomation.warmCache(handler, { name: 'Warm' }), /no name of an automation.*'Warm'/],
    ['a function that is waited for too long', () => RunbookAutomation.warmCache(handler, { timeout: Duration.minutes(6) }), /360 seconds.*60 to 300/],
    ['a payload with a reference', () => RunbookAutomation.warmCache(handler, { payload: { a: '{{ x }}' } }), /double braces/],
    ['a service that is waited for too briefly', () => RunbookAutomation.restartEcsService(service, { timeout: Duration.seconds(30) }), /30 seconds/],
    ['a node that is none', () => RunbookAutomation.rebootCacheCluster(stack, 'sessions', { nodeIds: ['1'] }), /no ids of nodes/],
    ['a target group of nothing', () => RunbookAutomation.scaleTargetGroup({ targetGroup: { targetGroupArn: 'arn' } as any, limit: 5 }), /exactly one of service and group/],
    ['another schema version', document({ schemaVersion: '2.2' }), /no schema version/],
    ['a document without steps', document({ mainSteps: [] }), /no steps/],
    ['two steps of one name', document({ mainSteps: [ask, stop, stop] }), /two steps have one name.*'stop'/],
    ['a change before anybody is asked', document({ mainSteps: [stop, ask] }), /before anybody is asked.*'stop'/],
    ['a script before anybody is asked', document({ mainSteps: [{ name: 'script', action: 'aws:executeScript', inputs: {} }, ask] }), /before anybody is asked.*'script'/],
    ['an empty reason', document({ mainSteps: [stop] }, { unapprovedBecause: ' ' }), /unapprovedBecause is empty/],
    ['a call that the role may not do', document({}, { permissions: [] }), /may not do.*lambda:PutFunctionConcurrency/],
    ['a permission for everything', document({}, { permissions: [new iam.PolicyStatement({ actions: ['lambda:*'], resources: [handler.functionArn] })] }), /wildcard.*'lambda:\*'/],
    ['a document that is too large', document({ description: 'x'.repeat(70_000) }), /too large.*65536/],
  ])('%s is refused', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('a document that says why nobody is asked is taken', () => {
    expect(document({ mainSteps: [stop] }, { unapprovedBecause: 'It is a drill' })().name).toBe('throttle-fully');
  });

  test('a service that CodeDeploy deploys is refused', () => {
    const vpcless = new ecs.CfnService(stack, 'Deployed', { deploymentController: { type: 'CODE_DEPLOY' } });
    const deployedByCodeDeploy = { ...service, node: { defaultChild: vpcless, path: 'Stack/Deployed' } } as unknown as ecs.IBaseService;

    expect(() => RunbookAutomation.restartEcsService(deployedByCodeDeploy)).toThrow(/not deployed by ECS itself.*'CODE_DEPLOY'/);
  });
});

test('all automations pass all packs, but for wildcards with a reason', () => {
  const validation = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = 'false';
  jest.spyOn(console, 'error').mockReturnValue();
  const app = new App();
  const stack = new Stack(app, 'Shop', { description: 'Automations', env: { account: '123456789012', region: 'eu-west-1' } });
  for (const [key, value] of Object.entries({ owner: 'team', service: 'checkout', environment: 'prod' })) Tags.of(stack).add(key, value);
  const failureTopic = new sns.Topic(stack, 'OnCall');
  failureTopic.addSubscription(new subscriptions.EmailSubscription('on-call@example.com'));
  new RunbookAutomations(stack, 'Automations', { serviceName: 'checkout', environment: 'prod', automations: allAutomations(stack), approvers: APPROVERS, failureTopic });
  OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE });
  PerformanceEfficiencyChecks.enforce(app, { failOn: FailOn.NONE });
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  try {
    app.synth();
  } catch {
    // What AwsSolutions finds in the topic of the test fails synthesis.
  }
  process.env.CDK_VALIDATION = validation;

  const below = 'Shop/Automations/';
  expect(app.node.findAll().filter(CfnResource.isCfnResource).filter(({ node }) => node.path.startsWith(below)).length).toBeGreaterThan(30);
  const found = reportOf(app).filter(({ path }) => path.startsWith(below));
  expect(found.filter(({ reason }) => reason === undefined).map(({ rule, path }) => `${path}: ${rule}`)).toEqual([]);
  expect([...new Set(found.map(({ rule }) => rule.replace(/\[.*/, '')))].sort()).toEqual(['AwsSolutions-IAM5', 'OE-EventRuleDlq']);
});
