import {
  App, Duration, Stack, Tags, Validations, aws_cloudwatch as cloudwatch, aws_ecs as ecs, aws_lambda as lambda, aws_rds as rds, aws_s3 as s3,
} from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { FailOn, FaultExperiment, GameDay, OperationalExcellenceChecks, PerformanceEfficiencyChecks, type GameDayProps } from '../../../src';
import { rendered } from '../../support/rendered';
import { strictApp, synthesizeStrictly } from '../../support/strict-app';
import { deployed, resourcesOf } from '../../support/templates';
import { reportOf } from '../../support/validation-report';

function world(stack: Stack) {
  return {
    service: ecs.FargateService.fromFargateServiceAttributes(stack, 'Service', {
      cluster: ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'shop', vpc: undefined as any }), serviceName: 'web',
    }) as ecs.IBaseService,
    handler: lambda.Function.fromFunctionArn(stack, 'Handler', 'arn:aws:lambda:eu-west-1:123456789012:function:handler'),
    cluster: rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Database', { clusterIdentifier: 'orders' }),
    configurationBucket: s3.Bucket.fromBucketName(stack, 'Faults', 'faults'),
    stopAlarm: cloudwatch.Alarm.fromAlarmName(stack, 'Health', 'checkout-prod-health'),
  };
}

function gameDayIn(stack: Stack, props: Partial<GameDayProps> = {}): GameDay {
  const { service, handler, cluster, configurationBucket, stopAlarm } = world(stack);
  return new GameDay(stack, 'GameDay', {
    serviceName: 'checkout', environment: 'prod', stopAlarm,
    experiments: [
      FaultExperiment.stopTasks(service, { percent: 50 }),
      FaultExperiment.delayTaskNetwork(service, { delay: Duration.millis(300) }),
      FaultExperiment.delayInvocations(handler, { configurationBucket, duration: Duration.minutes(10) }),
      FaultExperiment.failInvocations(handler, { configurationBucket, configurationPrefix: 'faults/checkout/' }),
      FaultExperiment.failOverCluster(cluster),
    ],
    ...props,
  });
}

function stackIn(app: App): Stack {
  return new Stack(app, 'Shop', { env: { account: '123456789012', region: 'eu-west-1' }, description: 'Game days' });
}

describe('the templates of experiments', () => {
  const app = strictApp();
  const stack = stackIn(app);
  const gameDay = gameDayIn(stack);
  synthesizeStrictly(app);
  const template = rendered(stack);
  const experiments = new Map(resourcesOf(template, 'AWS::FIS::ExperimentTemplate').map(([, { Properties }]) => [Properties.Tags.Name.replace('checkout-prod-', ''), Properties]));
  const grants = (name: string): [string, string[]][] => {
    const role = template.Resources[experiments.get(name)!.RoleArn['Fn::GetAtt'][0]].Properties;
    return role.Policies[0].PolicyDocument.Statement.flatMap(({ Action, Resource }: any) =>
      [Action].flat().map((action: string) => [action, [Resource].flat().map(deployed)]));
  };

  test('each stops when the health alarm goes off, fails without targets, and logs', () => {
    expect([...experiments.keys()].sort()).toEqual(['delay-invocations', 'delay-task-network', 'fail-invocations', 'fail-over-cluster', 'stop-tasks']);
    for (const properties of experiments.values()) {
      expect(properties).toMatchObject({
        StopConditions: [{ Source: 'aws:cloudwatch:alarm', Value: expect.anything() }],
        ExperimentOptions: { AccountTargeting: 'single-account', EmptyTargetResolutionMode: 'fail' },
        LogConfiguration: { LogSchemaVersion: 2, CloudWatchLogsConfiguration: { LogGroupArn: expect.anything() } },
      });
      expect(deployed(properties.StopConditions[0].Value)).toMatch(/:alarm:checkout-prod-health$/);
      expect(deployed(properties.LogConfiguration.CloudWatchLogsConfiguration.LogGroupArn)).toMatch(/:log-group:\/aws\/fis\/checkout-prod:\*$/);
    }
    expect(resourcesOf(template, 'AWS::Logs::LogGroup')[0][1].Properties).toMatchObject({ LogGroupName: '/aws/fis/checkout-prod', RetentionInDays: 365 });
  });

  test.each([
    ['stop-tasks', 'aws:ecs:stop-task', {}, { Tasks: { ResourceType: 'aws:ecs:task', SelectionMode: 'PERCENT(50)', Parameters: { cluster: 'shop', service: 'web' } } }],
    [
      'delay-task-network', 'aws:ecs:task-network-latency', { duration: 'PT5M', delayMilliseconds: '300', useEcsFaultInjectionEndpoints: 'true' },
      { Tasks: { ResourceType: 'aws:ecs:task', SelectionMode: 'PERCENT(25)', Parameters: { cluster: 'shop', service: 'web' } } },
    ],
    [
      'delay-invocations', 'aws:lambda:invocation-add-delay', { duration: 'PT10M', invocationPercentage: '25', startupDelayMilliseconds: '2000' },
      { Functions: { ResourceType: 'aws:lambda:function', SelectionMode: 'ALL', ResourceArns: ['arn:aws:lambda:eu-west-1:123456789012:function:handler'] } },
    ],
    [
      'fail-invocations', 'aws:lambda:invocation-error', { duration: 'PT5M', invocationPercentage: '25', preventExecution: 'true' },
      { Functions: { ResourceType: 'aws:lambda:function', SelectionMode: 'ALL', ResourceArns: ['arn:aws:lambda:eu-west-1:123456789012:function:handler'] } },
    ],
    ['fail-over-cluster', 'aws:rds:failover-db-cluster', {}, { Clusters: { ResourceType: 'aws:rds:cluster', SelectionMode: 'ALL' } }],
  ])('%s is the action %s', (name, ActionId, parameters, targets) => {
    const { Actions, Targets } = experiments.get(name)!;
    const [target] = Object.keys(targets);

    expect(Actions).toEqual({ Fault: { ActionId, Parameters: parameters, Targets: { [target]: target } } });
    expect(Targets).toMatchObject(targets);
  });

  test.each([
    ['stop-tasks', ['ecs:ListTasks', 'ecs:DescribeTasks', 'ecs:StopTask', 'tag:GetResources']],
    ['delay-task-network', ['ecs:ListTasks', 'ecs:DescribeTasks', 'ecs:DescribeContainerInstances', 'ec2:DescribeInstances', 'ec2:DescribeSubnets', 'ssm:SendCommand', 'ssm:ListCommands', 'ssm:CancelCommand']],
    ['delay-invocations', ['lambda:GetFunction', 's3:PutObject', 's3:DeleteObject', 'tag:GetResources']],
    ['fail-invocations', ['lambda:GetFunction', 's3:PutObject', 's3:DeleteObject', 'tag:GetResources']],
    ['fail-over-cluster', ['rds:FailoverDBCluster', 'rds:DescribeDBClusters', 'tag:GetResources']],
  ])('the role of %s may do that, and have its log delivered', (name, actions) => {
    const logging = ['logs:CreateLogDelivery', 'logs:PutResourcePolicy', 'logs:DescribeResourcePolicies', 'logs:DescribeLogGroups'];
    const everywhere = ['ecs:ListTasks', 'ecs:DescribeContainerInstances', 'ec2:DescribeInstances', 'ec2:DescribeSubnets', 'ssm:ListCommands', 'ssm:CancelCommand', 'tag:GetResources', ...logging];

    expect(grants(name).map(([action]) => action).sort()).toEqual([...actions, ...logging].sort());
    expect(grants(name).filter(([action, resources]) => resources.includes('*') && !everywhere.includes(action))).toEqual([]);
  });

  test('objects are written below the prefix alone', () => {
    const [[, resources]] = grants('fail-invocations').filter(([action]) => action === 's3:PutObject');
    expect(resources).toEqual([expect.stringMatching(/:s3:::faults\/faults\/checkout\/\*$/)]);
  });

  test('tasks of other clusters are not listed', () => {
    const role = template.Resources[experiments.get('stop-tasks')!.RoleArn['Fn::GetAtt'][0]].Properties;
    const [listing] = role.Policies[0].PolicyDocument.Statement.filter(({ Action }: any) => Action === 'ecs:ListTasks');
    expect(deployed(listing.Condition.ArnEquals['ecs:cluster'])).toMatch(/:cluster\/shop$/);
  });

  test('an id is there for whoever starts one', () => {
    expect(stack.resolve(gameDay.templateId('stop-tasks'))).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^GameDaystoptasksTemplate/), 'Id'] });
    expect(() => gameDay.templateId('pause')).toThrow(/no experiment of this name.*'pause'.*stop-tasks/);
  });
});

const stack = stackIn(new App());
const { service, handler, configurationBucket, stopAlarm } = world(stack);

test.each<[string, () => unknown, RegExp]>([
  ['no experiments', () => new GameDay(stack, 'None', { serviceName: 'checkout', stopAlarm, experiments: [] }), /no experiments/],
  ['two of one name', () => new GameDay(stack, 'Two', { serviceName: 'checkout', stopAlarm, experiments: [FaultExperiment.stopTasks(service), FaultExperiment.stopTasks(service)] }), /two experiments have one name/],
  ['a service name that is none', () => new GameDay(stack, 'Name', { serviceName: 'check out', stopAlarm, experiments: [FaultExperiment.stopTasks(service)] }), /no serviceName/],
  ['no share', () => FaultExperiment.stopTasks(service, { percent: 0 }), /no share.*1 to 100/],
  ['a fault for a day', () => FaultExperiment.delayTaskNetwork(service, { duration: Duration.days(1) }), /no time for a fault.*12 hours/],
  ['a delay of minutes', () => FaultExperiment.delayTaskNetwork(service, { delay: Duration.minutes(2) }), /no delay.*60000/],
  ['a prefix without its end', () => FaultExperiment.failInvocations(handler, { configurationBucket, configurationPrefix: 'faults' }), /no prefix for objects.*'faults'/],
  ['a name with spaces', () => FaultExperiment.stopTasks(service, { name: 'stop tasks' }), /no name/],
])('%s is refused', (_, make, message) => {
  expect(make).toThrow(message);
});

test('a game day passes all packs, but for wildcards with a reason', () => {
  const validation = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = 'false';
  jest.spyOn(console, 'error').mockReturnValue();
  const app = new App();
  const own = stackIn(app);
  for (const [key, value] of Object.entries({ owner: 'team', service: 'checkout', environment: 'prod' })) Tags.of(own).add(key, value);
  gameDayIn(own);
  OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE });
  PerformanceEfficiencyChecks.enforce(app, { failOn: FailOn.NONE });
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  app.synth();
  process.env.CDK_VALIDATION = validation;

  const found = reportOf(app).filter(({ path }) => path.startsWith('Shop/GameDay/'));
  expect(found.filter(({ reason }) => reason === undefined).map(({ rule, path }) => `${path}: ${rule}`)).toEqual([]);
  expect(new Set(found.map(({ rule }) => rule.replace(/\[.*/, '')))).toEqual(new Set(['AwsSolutions-IAM5']));
});
