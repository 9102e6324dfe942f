import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { ImportedResource, ObservedResource, SignalCategory } from '../../src';
import { AwsConsole } from '../../src/runbooks/private/aws-console';
import { pageOf } from '../../src/runbooks/private/console-pages';
import { logQueries, LogFormat } from '../../src/runbooks/private/log-queries';
import { logSourcesOf } from '../../src/runbooks/private/log-sources';
import { traceFilterOf } from '../../src/runbooks/private/trace-filters';

const stack = new Stack(new App(), 'Shop', { env: { account: '111122223333', region: 'eu-west-1' } });
const resource = (type: string, properties: Record<string, unknown> = {}, id = `R${stack.node.children.length}`) =>
  ObservedResource.of(new CfnResource(stack, id, { type, properties }), [])!;
const group = new CfnResource(stack, 'Group', { type: 'AWS::Logs::LogGroup', properties: { LogGroupName: '/shop/all' } });
const anonymous = new CfnResource(stack, 'Anonymous', { type: 'AWS::Logs::LogGroup' });

describe('the page of a resource', () => {
  test.each([
    ['AWS::DynamoDB::Table', { TableName: 'orders' }, { path: 'dynamodbv2/home', hash: 'table?name=orders&tab=monitoring' }],
    ['AWS::ECS::Service', { ServiceName: 'web', Cluster: 'main' }, { path: 'ecs/v2/clusters/main/services/web/health' }],
    ['AWS::RDS::DBInstance', { DBInstanceIdentifier: 'db' }, { path: 'rds/home', hash: 'database:id=db;is-cluster=false;tab=monitoring' }],
    ['AWS::S3::Bucket', { BucketName: 'pictures' }, { path: 's3/buckets/pictures', query: 'tab=metrics' }],
  ])('of type %s is its own where its name is literal', (type, properties, place) => {
    expect(pageOf(resource(type, properties))).toEqual({ place, isOwn: true });
  });

  test('is the list of all of its type where only deployment names it', () => {
    expect(pageOf(resource('AWS::DynamoDB::Table'))).toEqual({ place: { path: 'dynamodbv2/home', hash: 'tables' }, isOwn: false });
    expect(pageOf(resource('AWS::ECS::Service', { ServiceName: 'web', Cluster: anonymous.ref }))).toEqual({ place: { path: 'ecs/v2/clusters' }, isOwn: false });
  });

  test('is a search for a type without a page, or nothing where there is no name either', () => {
    expect(pageOf(resource('AWS::Nobody::Thing', { Name: 'a b' }))?.place).toEqual({ path: 'resource-explorer/home', hash: '/search?query=a%20b' });
    expect(pageOf(resource('AWS::Nobody::Thing'))).toBeUndefined();
  });

  test('of an import is found by its attributes', () => {
    const imported = new Stack(stack, 'Import');
    ImportedResource.declare(imported, { resourceType: 'AWS::StepFunctions::StateMachine', attributes: { stateMachineArn: 'arn:aws:states:eu-west-1:1:stateMachine:m' } });
    expect(pageOf(ObservedResource.of(imported, [])!)?.place.hash).toBe('/statemachines/view/arn%3Aaws%3Astates%3Aeu-west-1%3A1%3AstateMachine%3Am');
  });
});

describe('log groups', () => {
  test.each<[string, Record<string, unknown>, string | undefined]>([
    ['AWS::Lambda::Function', { FunctionName: 'buy' }, '/aws/lambda/buy'],
    ['AWS::Lambda::Function', { FunctionName: 'buy', LoggingConfig: { LogGroup: group.ref } }, '/shop/all'],
    ['AWS::Lambda::Function', { LoggingConfig: { LogGroup: anonymous.ref } }, undefined],
    ['AWS::Lambda::Function', {}, undefined],
    ['AWS::ApiGateway::Stage', { AccessLogSetting: { DestinationArn: group.getAtt('Arn') } }, '/shop/all'],
    ['AWS::ApiGatewayV2::Stage', { AccessLogSettings: { DestinationArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:/api:*' } }, '/api'],
    ['AWS::StepFunctions::StateMachine', { LoggingConfiguration: { Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: group.getAtt('Arn') } }] } }, '/shop/all'],
    ['AWS::RDS::DBCluster', { DBClusterIdentifier: 'db', EnableCloudwatchLogsExports: ['postgresql'] }, '/aws/rds/cluster/db/postgresql'],
    ['AWS::EKS::Cluster', { Name: 'main', Logging: { ClusterLogging: { EnabledTypes: [{ Type: 'api' }] } } }, '/aws/eks/main/cluster'],
    ['AWS::CodeBuild::Project', { Name: 'build' }, '/aws/codebuild/build'],
    ['AWS::KinesisFirehose::DeliveryStream', { ExtendedS3DestinationConfiguration: { CloudWatchLoggingOptions: { LogGroupName: '/firehose' } } }, '/firehose'],
  ])('of %s with %j', (type, properties, name) => {
    const [source] = logSourcesOf(resource(type, properties));
    expect(source.name).toBe(name);
    if (name === undefined) expect(source.howToFind).toMatch(/^its /);
  });

  test('of the containers of an ECS service', () => {
    const task = new CfnResource(stack, 'Task', {
      type: 'AWS::ECS::TaskDefinition',
      properties: {
        ContainerDefinitions: [
          { Name: 'web', LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': group.ref } } },
          { Name: 'proxy', LogConfiguration: { LogDriver: 'awsfirelens' } },
        ],
      },
    });
    const service = resource('AWS::ECS::Service', { TaskDefinition: task.ref });
    expect(logSourcesOf(service)).toEqual([{ what: 'log of the container web', format: LogFormat.PLAIN, name: '/shop/all', group: expect.anything() }]);
  });

  test.each([
    'AWS::SQS::Queue', 'AWS::ApiGateway::Stage', 'AWS::AppSync::GraphQLApi', 'AWS::ECS::Service', 'AWS::RDS::DBInstance',
  ])('a resource of type %s that logs nothing has none', type => {
    expect(logSourcesOf(resource(type))).toEqual([]);
  });
});

test('every format of logs has queries for every category, which end with errors', () => {
  for (const format of Object.values(LogFormat)) {
    const [errors] = logQueries(format, SignalCategory.ERRORS);
    for (const category of Object.values(SignalCategory)) expect(logQueries(format, category).at(-1)).toEqual(errors);
  }
});

test('traces are looked for where tracing is on', () => {
  expect(traceFilterOf(resource('AWS::Lambda::Function', { FunctionName: 'buy', TracingConfig: { Mode: 'Active' } }))).toMatch(/^service\(id\(name: "buy", type: "AWS::Lambda::Function"\)\) \{ fault = true/);
  expect(traceFilterOf(resource('AWS::ApiGateway::Stage', { StageName: 'prod', TracingEnabled: true }))).toMatch(/^service\(id\(type: "AWS::ApiGateway::Stage"\)\)/);
  expect(traceFilterOf(resource('AWS::Lambda::Function', { TracingConfig: { Mode: 'PassThrough' } }))).toBeUndefined();
});

test('state of a page is written so that no character of it is taken for notation', () => {
  const url = new AwsConsole('cn-north-1').logsInsights('a ~ \'b\' (*)\n| é', ['/x']);
  expect(url).toBe('https://cn-north-1.console.amazonaws.cn/cloudwatch/home?region=cn-north-1#logsV2:logs-insights$3FqueryDetail$3D'
    + '~(end~0~start~-3600~timeType~\'RELATIVE~unit~\'seconds~editorString~\'a*20*7e*20*27b*27*20*28*2A*29*0A*7C*20*C3*A9~source~(~\'*2Fx))');
});
