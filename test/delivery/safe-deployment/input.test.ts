import {
  App, Duration, Lazy, Stack, aws_codepipeline as codepipeline, aws_ecs as ecs, aws_lambda as lambda,
  type aws_cloudwatch as cloudwatch, type aws_elasticloadbalancingv2 as elbv2,
} from 'aws-cdk-lib';
import { ChangeCalendar, ChangeWindow, DeploymentStrategy, SafeDeployment } from '../../../src';
import { alarm, balanced, fargate, freeze, handlerIn, pipelineIn } from './sample';

const { canary, linear, exponential, blueGreen, rolling, allAtOnce } = DeploymentStrategy;
const { minutes } = Duration;

const stack = new Stack(new App(), 'Stack', { env: { region: 'eu-central-1', account: '123456789012' } });
const elsewhere = new Stack(stack.node.root as App, 'Elsewhere', { env: { region: 'us-east-1', account: '123456789012' } });
const errors = alarm(stack, 'Errors');
const far = alarm(elsewhere, 'Far');
const many = (count: number) => Array.from({ length: count }, (_, index) => alarm(stack, `Alarm${index}Of${count}`));
const [six, eleven] = [many(6), many(11)];
const handler = handlerIn(stack);
const calendar = new ChangeCalendar(stack, 'Freezes', { windows: [freeze] });
const service = fargate(stack);
const { green, rule } = balanced(stack, service);
const alternateTarget = { targetGroup: green as elbv2.ITargetGroup, productionRuleArn: rule.listenerRuleArn };
let count = 0;
const id = () => `Deployment${count++}`;

test.each<[string, unknown]>([['no reason', {}], ['an empty reason', { reason: ' ' }], ['nothing', undefined]])('all at once takes %s for an error', (_, options) => {
  expect(() => allAtOnce(options as any)).toThrow('[DeploymentStrategy.allAtOnce] there is no reason');
});

describe('a function', () => {
  const refused = (props: object) => () => SafeDeployment.ofFunction(stack, id(), { handler, rollbackAlarms: [errors], ...props });

  test.each<[string, object, string]>([
    ['no rollback alarms', { rollbackAlarms: [] }, 'there are no rollback alarms, so that nothing would stop a bad version. Pass `rollbackAlarms` of the ObservedService'],
    ['too many of them', { rollbackAlarms: eleven }, 'there are too many rollback alarms; received 11; valid: 1 to 10'],
    ['one of them twice', { rollbackAlarms: [errors, errors] }, 'a rollback alarm is named twice'],
    ['one of another Region', { rollbackAlarms: [far] }, 'the rollback alarm Elsewhere/Far is in another Region, where CodeDeploy does not look; received \'us-east-1\'; valid: eu-central-1'],
    ['an alarm of another Region to ask for', { gateAlarms: [far] }, 'the alarm Elsewhere/Far is in another Region'],
    ['neither function nor alias', { handler: undefined }, 'neither `handler` nor `alias` given'],
    ['a name that no alias has', { aliasName: '42' }, '`aliasName` is not one for a new alias; received \'42\''],
    ['a token for a name', { aliasName: Lazy.string({ produce: () => 'live' }) }, '`aliasName` is not one for a new alias; received a token'],
    ['a strategy of ECS', { strategy: blueGreen() }, 'a function cannot be deployed by this strategy; received \'blueGreen\'; valid: DeploymentStrategy.canary, DeploymentStrategy.linear, DeploymentStrategy.allAtOnce'],
    ['a part of nothing', { strategy: canary({ percentage: 0, bake: minutes(5) }) }, '`percentage` of the strategy is out of range; received 0; valid: 1 to 99, in steps of 1'],
    ['half a percent', { strategy: canary({ percentage: 0.5, bake: minutes(5) }) }, '`percentage` of the strategy is out of range; received 0.5'],
    ['a token for a part', { strategy: canary({ percentage: Lazy.number({ produce: () => 5 }), bake: minutes(5) }) }, '`percentage` of the strategy is out of range; received a token'],
    ['seconds', { strategy: canary({ percentage: 5, bake: Duration.seconds(90) }) }, '`bake` of the strategy is out of range'],
    ['more than two days', { strategy: canary({ percentage: 5, bake: Duration.hours(49) }) }, '`bake` of the strategy is out of range'],
    ['steps of more than two days', { strategy: linear({ percentage: 1, every: minutes(30) }) }, 'the last shift of traffic is too long after the first; received \'2970 minutes\'; valid: 2880 minutes at most'],
    ['a bake time after the last shift', { strategy: linear({ percentage: 10, every: minutes(1), finalBake: minutes(5) }) }, 'CodeDeploy does not watch alarms after all traffic of a function has shifted'],
    ['a test and a calendar at once', { preTrafficHook: handler, calendars: [calendar] }, 'CodeDeploy takes one function before traffic shifts, so `preTrafficHook` does not go with `calendars` and `gateAlarms`'],
  ])('refuses %s', (_, props, message) => {
    expect(refused(props)).toThrow(message);
  });

  test('refuses an alias that CodeDeploy shifts already', () => {
    const alias = new lambda.Alias(stack, 'Own', { aliasName: 'own', version: handler.currentVersion });
    const deploy = () => SafeDeployment.ofFunction(stack, id(), { alias, rollbackAlarms: [errors] });
    expect(deploy().alias).toBe(alias);
    expect(deploy).toThrow('the alias Stack/Own is shifted by another deployment group');
    expect(refused({ alias })).toThrow('both `handler` and `alias` given');
  });

  test.each([
    [canary({ percentage: 10, bake: minutes(5) }), 'CodeDeployDefault.LambdaCanary10Percent5Minutes'],
    [linear({ percentage: 10, every: minutes(1) }), 'CodeDeployDefault.LambdaLinear10PercentEvery1Minute'],
    [linear({ percentage: 10, every: minutes(3) }), 'CodeDeployDefault.LambdaLinear10PercentEvery3Minutes'],
    [allAtOnce({ reason: 'Nobody uses it yet' }), 'CodeDeployDefault.LambdaAllAtOnce'],
  ])('takes what CodeDeploy has ready-made (%#)', (strategy, name) => {
    const { node } = SafeDeployment.ofFunction(stack, id(), { handler: handlerIn(stack, id()), rollbackAlarms: [errors], strategy });
    expect(node.findChild('Group')).toMatchObject({ deploymentConfigName: name });
    expect(node.tryFindChild('Config')).toBeUndefined();
  });
});

describe('an ECS service', () => {
  const refused = (props: object) => () => SafeDeployment.ofEcsService(stack, id(), { service, rollbackAlarms: [errors], ...props });

  test.each<[string, object, string]>([
    ['no rollback alarms', { rollbackAlarms: [] }, 'there are no rollback alarms'],
    ['too many of them', { rollbackAlarms: eleven }, 'there are too many rollback alarms; received 11; valid: 1 to 10'],
    ['one of another Region', { rollbackAlarms: [far] }, 'where ECS does not look'],
    ['no service', { service: undefined }, 'neither `service` nor `cfnService` given'],
    ['a strategy of AppConfig', { strategy: exponential({ percentage: 10, over: minutes(10) }) }, 'an ECS service cannot be deployed by this strategy; received \'exponential\''],
    ['steps that are too small', { strategy: linear({ percentage: 2, every: minutes(1) }) }, 'received 2; valid: 3 to 99.9, in steps of 0.1'],
    ['a day and more', { strategy: blueGreen({ finalBake: Duration.hours(25) }) }, '`finalBake` of the strategy is out of range'],
    ['no time to go back', { strategy: blueGreen({ finalBake: minutes(0) }) }, '`finalBake` of the strategy is out of range'],
    ['a calendar in a rolling deployment', { strategy: rolling(), calendars: [calendar] }, 'ECS asks nobody before a rolling deployment'],
  ])('refuses %s', (_, props, message) => {
    expect(refused(props)).toThrow(message);
  });

  test('refuses one that CodeDeploy deploys', () => {
    const other = fargate(stack, 'Other', { deploymentController: { type: ecs.DeploymentControllerType.CODE_DEPLOY } });
    expect(refused({ service: other })).toThrow('the service is not deployed by ECS itself; received \'CODE_DEPLOY\'; valid: ECS');
  });

  test('may be an L1, whose hooks stay', () => {
    const hook = { hookTargetArn: 'arn:aws:lambda:eu-central-1:123456789012:function:test', roleArn: 'arn:aws:iam::123456789012:role/test', lifecycleStages: ['POST_SCALE_UP'] };
    const written = (deploymentConfiguration?: ecs.CfnService.DeploymentConfigurationProperty) => {
      const cfnService = new ecs.CfnService(stack, id(), { deploymentConfiguration, taskDefinition: 'shop' });
      const strategy = canary({ percentage: 0.5, bake: minutes(5) });
      SafeDeployment.ofEcsService(stack, id(), { cfnService, rollbackAlarms: [errors], calendars: [calendar], strategy });
      return stack.resolve((cfnService as any)._toCloudFormation()).Resources[stack.resolve(cfnService.logicalId)].Properties.DeploymentConfiguration;
    };
    expect(written()).toMatchObject({ Strategy: 'CANARY', CanaryConfiguration: { CanaryPercent: 0.5 }, LifecycleHooks: [{ LifecycleStages: ['PRE_SCALE_UP'] }] });
    expect(written({ lifecycleHooks: [hook], minimumHealthyPercent: 100 })).toMatchObject({
      MinimumHealthyPercent: 100, LifecycleHooks: [{ LifecycleStages: ['POST_SCALE_UP'] }, { LifecycleStages: ['PRE_SCALE_UP'] }],
    });
  });

  test('needs a second target group where it has one', () => {
    const problems = (props: object) => SafeDeployment.ofEcsService(stack, id(), { service, rollbackAlarms: [errors], ...props }).node.validate();
    expect(problems({})).toEqual([expect.stringContaining('ECS cannot shift traffic (BLUE_GREEN) with one target group. Pass `alternateTarget`')]);
    expect(problems({ strategy: rolling() })).toEqual([]);
    expect(problems({ alternateTarget })).toEqual([]);
    expect(problems({ service: fargate(stack, 'Unbalanced'), alternateTarget })).toEqual([expect.stringContaining('`alternateTarget` is given, and the service has no target group')]);
    expect(problems({ service: fargate(stack, 'Headless') })).toEqual([]);
  });
});

describe('a pipeline', () => {
  const pipelineStack = () => new Stack(new App(), id(), { env: { region: 'eu-central-1', account: '123456789012' } });
  const deploy = (props: object, pipelineProps: object = {}) => {
    const own = pipelineStack();
    return SafeDeployment.ofPipeline(own, 'Deployment', { pipeline: pipelineIn(own, pipelineProps), stageName: 'Live', budgetAlarms: [alarm(own, 'Budget')], ...props });
  };

  test.each<[string, object, object, string]>([
    ['type V1', {}, { pipelineType: codepipeline.PipelineType.V1 }, 'the pipeline cannot roll back, nor ask before a stage; received \'V1\'; valid: V2'],
    ['nothing to ask', { budgetAlarms: [] }, {}, 'there is nothing to ask before the stage'],
    ['a token for a stage', { stageName: Lazy.string({ produce: () => 'Live' }) }, {}, '`stageName` is not one; received a token'],
  ])('refuses %s', (_, props, pipelineProps, message) => {
    expect(() => deploy(props, pipelineProps)).toThrow(message);
  });

  test.each<[string, object, object, RegExp]>([
    ['a stage that is not there', { stageName: 'live' }, {}, /the pipeline has no such stage; received 'live'. did you mean 'Live'/],
    ['the first stage', { stageName: 'Source' }, {}, /the first stage fetches sources/],
  ])('reports %s', (_, props, pipelineProps, message) => {
    expect(deploy(props, pipelineProps).node.validate()).toEqual([expect.stringMatching(message)]);
  });

  test('asks for more alarms than a condition has rules by the function, and for one of another Region there', () => {
    const own = pipelineStack();
    const rulesOf = (budgetAlarms: cloudwatch.IAlarm[]) => {
      const { rules } = SafeDeployment.ofPipeline(own, id(), { pipeline, stageName: 'Live', budgetAlarms }) as any;
      return rules.map(({ RuleTypeId: type, Region: region }: any) => [type.Provider, region]);
    };
    const pipeline = pipelineIn(own);
    expect(rulesOf(six.slice(0, 5))).toEqual(Array(5).fill(['CloudWatchAlarm', undefined]));
    expect(rulesOf(six)).toEqual([['LambdaInvoke', undefined]]);
    expect(rulesOf([far])).toEqual([['CloudWatchAlarm', 'us-east-1']]);
  });
});

describe('feature flags', () => {
  const flags = { checkout: { enabled: true } };
  const refused = (props: object) => () => SafeDeployment.ofFeatureFlags(stack, id(), { applicationName: 'shop', rollbackAlarms: [errors], flags, ...props });

  test.each<[string, object, string]>([
    ['no rollback alarms', { rollbackAlarms: [] }, 'there are no rollback alarms'],
    ['more than AppConfig watches', { rollbackAlarms: six }, 'there are too many rollback alarms; received 6; valid: 1 to 5'],
    ['a canary', { strategy: canary({ percentage: 5, bake: minutes(5) }) }, 'a configuration cannot be deployed by this strategy; received \'canary\''],
    ['steps of more than a day', { strategy: linear({ percentage: 3, every: minutes(60) }) }, 'all steps of the strategy together are too long; received \'34 steps, 2040 minutes\'; valid: 1440 minutes at most'],
    ['a long name', { applicationName: 'x'.repeat(65) }, '`applicationName` is not a name'],
    ['a token for a name', { environmentName: Lazy.string({ produce: () => 'live' }) }, '`environmentName` is not a name; received a token'],
    ['no flags', { flags: {} }, '`flags` is empty'],
    ['a key that is none', { flags: { 'new checkout': { enabled: true } } }, 'this is not the key of a flag; received \'new checkout\''],
    ['an attribute that is none', { flags: { checkout: { enabled: true, attributes: { when: { day: 1 } } } } }, 'the attribute checkout.when is of no type that AppConfig knows; received \'{"day":1}\''],
    ['a list of both', { flags: { checkout: { enabled: true, attributes: { when: [1, 'a'] } } } }, 'the attribute checkout.when is of no type'],
    ['an attribute with the name of the switch', { flags: { checkout: { enabled: true, attributes: { enabled: false } } } }, 'the attribute checkout.enabled has the name of the switch itself'],
    ['flags and content', { content: '{}' }, 'both `flags` and `content` given'],
    ['neither of them', { flags: undefined }, 'neither `flags` nor `content` given'],
    ['content that nothing validates', { flags: undefined, content: '{}' }, '`content` has no validator'],
    ['content that is no JSON', { flags: undefined, content: '{"limit":}', jsonSchema: '{}' }, '`content` is no JSON'],
    ['a schema that is no JSON', { flags: undefined, content: '{}', jsonSchema: 'object' }, '`jsonSchema` is no JSON'],
  ])('refuse %s', (_, props, message) => {
    expect(refused(props)).toThrow(message);
  });

  test('may be configuration of another form, with validators', () => {
    const { node } = SafeDeployment.ofFeatureFlags(stack, 'Limits', {
      applicationName: 'shop', rollbackAlarms: [errors], content: 'limit: 10', contentType: 'application/x-yaml', jsonSchema: '{"type":"object"}', validator: handler,
      strategy: exponential({ percentage: 10, over: minutes(20), finalBake: minutes(0) }),
    });
    expect(node.findChild('Profile')).toMatchObject({ type: 'AWS.Freeform', validators: [{ type: 'JSON_SCHEMA', content: '{"type":"object"}' }, { type: 'LAMBDA', content: handler.functionArn }] });
    expect(node.findChild('Version')).toMatchObject({ content: 'limit: 10', contentType: 'application/x-yaml' });
    expect(node.findChild('Strategy')).toMatchObject({ growthType: 'EXPONENTIAL', growthFactor: 10, deploymentDurationInMinutes: 20, finalBakeTimeInMinutes: 0 });
  });
});

test('what is deployed is in the same stack, as each of two would need the other one first', () => {
  const [alias, others, pipeline] = [
    new lambda.Alias(elsewhere, 'Live', { aliasName: 'live', version: handlerIn(elsewhere).currentVersion }), new ecs.CfnService(elsewhere, 'Service'), pipelineIn(elsewhere),
  ];
  const rollbackAlarms = [errors];
  expect(() => SafeDeployment.ofFunction(stack, id(), { alias, rollbackAlarms })).toThrow('the alias Elsewhere/Live is in another stack');
  expect(() => SafeDeployment.ofEcsService(stack, id(), { cfnService: others, rollbackAlarms })).toThrow('the service Elsewhere/Service is in another stack');
  expect(() => SafeDeployment.ofPipeline(stack, id(), { pipeline, stageName: 'Live', budgetAlarms: [errors] })).toThrow('the pipeline Elsewhere/Release/Resource is in another stack');
});

test('a window takes part in one calendar or in several', () => {
  const window = ChangeWindow.once({ name: 'Sale', begins: '2026-11-27T00:00', ends: '2026-11-28T00:00', timeZone: 'America/New_York' });
  const contents = ['One', 'Two'].map(each => new ChangeCalendar(stack, each, { windows: [window] }).node.findChild('Resource') as any).map(({ rawOverrides }) => rawOverrides.Properties.Content);
  expect(contents[0]).toBe(contents[1]);
});
