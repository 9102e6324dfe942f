import { prepared } from '../../../cli/templates/files/prepared';
import { sourceOf } from '../../../cli/templates/text/read-source';

function transform(text: string, globals = '') {
  const yaml = `Transform: AWS::Serverless-2016-10-31\n${globals === '' ? '' : `Globals: ${globals}\n`}Resources:\n${text.replace(/^(?=.)/gm, '  ')}`;
  const { template, origins } = prepared(sourceOf('a.yaml', yaml).value as Record<string, unknown>);
  return { resources: template.Resources as Record<string, any>, origins, template };
}

function fn(text: string, globals?: string) {
  return transform(`F: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, ${text} } }`, globals);
}

function properties(text: string, id: string, globals?: string): any {
  return fn(text, globals).resources[id].Properties;
}

function event(type: string, text: string) {
  return fn(`Events: { E: { Type: ${type}, Properties: { ${text} } } }`).resources;
}

const ARN = { 'Fn::GetAtt': ['F', 'Arn'] };

describe('a function', () => {
  test('has the properties that Lambda knows by other names', () => {
    expect(properties('Runtime: python3.13, CodeUri: s3://b/k/code.zip, Tracing: Active, DeadLetterQueue: { Type: SQS, TargetArn: q }, Tags: { a: b }, Layers: [l], LoggingConfig: { LogFormat: JSON }', 'F'))
      .toEqual({
        Handler: 'a.b', Runtime: 'python3.13', Layers: ['l'], LoggingConfig: { LogFormat: 'JSON' }, Role: { 'Fn::GetAtt': ['FRole', 'Arn'] },
        Code: { S3Bucket: 'b', S3Key: 'k/code.zip' }, TracingConfig: { Mode: 'Active' }, DeadLetterConfig: { TargetArn: 'q' },
        Tags: [{ Key: 'lambda:createdBy', Value: 'SAM' }, { Key: 'a', Value: 'b' }],
      });
  });

  test.each([
    ['InlineCode: text', { ZipFile: 'text' }],
    ['PackageType: Image, ImageUri: repo:1', { ImageUri: 'repo:1' }],
    ['CodeUri: { Bucket: b, Key: k, Version: 1 }', { S3Bucket: 'b', S3Key: 'k', S3ObjectVersion: 1 }],
    ['CodeUri: ./src', undefined],
  ])('with %s', (text, code) => expect(properties(text, 'F').Code).toEqual(code));

  test('keeps what deployment decides', () => {
    const { TracingConfig, DeadLetterConfig, Tags } = properties('Tracing: !Ref T, DeadLetterQueue: !If [A, { TargetArn: q }, !Ref AWS::NoValue], Tags: !Ref T', 'F');
    expect(TracingConfig).toEqual({ Mode: { Ref: 'T' } });
    expect(DeadLetterConfig).toEqual({ 'Fn::If': ['A', { TargetArn: 'q' }, { Ref: 'AWS::NoValue' }] });
    expect(Tags).toEqual({ Ref: 'T' });
  });

  test('gets a role unless it has one', () => {
    expect(properties('Tracing: Active, Policies: [AmazonS3ReadOnlyAccess, { Statement: [] }, { SQSPollerPolicy: {} }]', 'FRole')).toMatchObject({
      ManagedPolicyArns: ['service-role/AWSLambdaBasicExecutionRole', 'AWSXRayDaemonWriteAccess', 'AmazonS3ReadOnlyAccess']
        .map(name => ({ 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/${name}` })),
      Policies: [{ PolicyName: 'Policy0', PolicyDocument: { Statement: [] } }],
    });
    expect(Object.keys(fn('Role: arn').resources)).toEqual(['F']);
  });

  test('is published under an alias, to which events and URLs go', () => {
    const { resources, origins } = fn('AutoPublishAlias: live, ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 }, FunctionUrlConfig: { AuthType: NONE }, Events: { E: { Type: SNS, Properties: { Topic: t } } }');
    expect(resources.FVersion).toMatchObject({ Type: 'AWS::Lambda::Version', DeletionPolicy: 'Retain', Properties: { FunctionName: { Ref: 'F' } } });
    expect(resources.FAliaslive.Properties).toEqual({
      Name: 'live', FunctionName: { Ref: 'F' }, FunctionVersion: { 'Fn::GetAtt': ['FVersion', 'Version'] }, ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
    });
    expect(resources.FE.Properties.Endpoint).toEqual({ Ref: 'FAliaslive' });
    expect(resources.FUrl.Properties).toEqual({ AuthType: 'NONE', TargetFunctionArn: { Ref: 'FAliaslive' } });
    expect([...origins.keys()].sort()).toEqual(['FAliaslive', 'FE', 'FEPermission', 'FRole', 'FUrl', 'FVersion']);
    expect(new Set(origins.values())).toEqual(new Set(['F']));
  });

  test('is deployed gradually', () => {
    const { resources } = fn('AutoPublishAlias: live, DeploymentPreference: { Type: Canary10Percent5Minutes, Alarms: [!Ref A], Hooks: { PreTraffic: !Ref H } }');
    expect(resources.FDeploymentGroup.Properties).toMatchObject({
      DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes', AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { Ref: 'A' } }] },
      AutoRollbackConfiguration: { Enabled: true }, ServiceRoleArn: { 'Fn::GetAtt': ['CodeDeployServiceRole', 'Arn'] },
    });
    expect(resources.FAliaslive.UpdatePolicy.CodeDeployLambdaAliasUpdate).toMatchObject({ DeploymentGroupName: { Ref: 'FDeploymentGroup' }, BeforeAllowTrafficHook: { Ref: 'H' } });
    expect(resources.ServerlessDeploymentApplication.Properties).toEqual({ ComputePlatform: 'Lambda' });
    expect(properties('AutoPublishAlias: live, DeploymentPreference: { Type: Mine, Alarms: { True: [a], False: [b] } }', 'FDeploymentGroup')).toMatchObject({
      DeploymentConfigName: 'Mine', AlarmConfiguration: { Alarms: { 'Fn::If': ['', ['a'], ['b']] } },
    });
    expect(Object.keys(fn('AutoPublishAlias: live, DeploymentPreference: { Enabled: false, Type: AllAtOnce }').resources)).not.toContain('FDeploymentGroup');
    expect(Object.keys(fn('DeploymentPreference: { Type: AllAtOnce }').resources)).not.toContain('FDeploymentGroup');
  });

  test('says what becomes of asynchronous invocations', () => {
    const { resources } = fn('EventInvokeConfig: { MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Type: SQS }, OnSuccess: { Type: SNS, Destination: t } } }');
    expect(resources.FEventInvokeConfig.Properties).toEqual({
      FunctionName: { Ref: 'F' }, Qualifier: '$LATEST', MaximumRetryAttempts: 0,
      DestinationConfig: { OnSuccess: { Destination: 't' }, OnFailure: { Destination: { 'Fn::GetAtt': ['FEventInvokeConfigOnFailureQueue', 'Arn'] } } },
    });
    expect(resources.FEventInvokeConfigOnFailureQueue.Type).toBe('AWS::SQS::Queue');
  });

  test('passes on its condition', () => {
    const { resources } = transform('F: { Type: AWS::Serverless::Function, Condition: C, DependsOn: D, Properties: { Events: { E: { Type: SQS, Properties: { Queue: q } } } } }');
    expect(resources.F).toMatchObject({ Type: 'AWS::Lambda::Function', Condition: 'C', DependsOn: 'D' });
    expect([resources.FRole.Condition, resources.FE.Condition]).toEqual(['C', 'C']);
  });
});

describe('globals', () => {
  test('merge maps, join lists and give way to other values', () => {
    const globals = '{ Function: { Timeout: 9, MemorySize: 512, Layers: [g], Environment: { Variables: { A: 1, B: 1 } }, Tracing: Active } }';
    expect(properties('Timeout: 3, Layers: [own], Environment: { Variables: { B: 2 } }, Tracing: !Ref T', 'F', globals)).toMatchObject({
      Timeout: 3, MemorySize: 512, Layers: ['g', 'own'], Environment: { Variables: { A: 1, B: 2 } }, TracingConfig: { Mode: { Ref: 'T' } },
    });
  });

  test('are ignored where a resource says so', () => {
    const { resources } = transform('F: { Type: AWS::Serverless::Function, IgnoreGlobals: [Timeout] }\nG: { Type: AWS::Serverless::Function, IgnoreGlobals: "*" }', '{ Function: { Timeout: 9, MemorySize: 512 } }');
    expect(resources.F.Properties).toMatchObject({ MemorySize: 512 });
    expect(resources.F.Properties.Timeout).toBeUndefined();
    expect(resources.G.Properties.MemorySize).toBeUndefined();
  });

  test('hold for the API that is made for routes', () => {
    const { resources, origins } = fn('Events: { E: { Type: Api, Properties: { Path: /a, Method: get } } }', '{ Api: { TracingEnabled: true, AccessLogSetting: { DestinationArn: l } } }');
    expect(resources.ServerlessRestApiProdStage.Properties).toMatchObject({ StageName: 'Prod', TracingEnabled: true, AccessLogSetting: { DestinationArn: 'l' } });
    expect(origins.get('ServerlessRestApiProdStage')).toBe('F');
  });
});

describe('an event', () => {
  test.each([
    ['SQS', 'Queue: q, BatchSize: 5, FunctionResponseTypes: [ReportBatchItemFailures]', { EventSourceArn: 'q', BatchSize: 5, FunctionResponseTypes: ['ReportBatchItemFailures'] }],
    ['Kinesis', 'Stream: s, StartingPosition: LATEST, MaximumRetryAttempts: 2', { EventSourceArn: 's', StartingPosition: 'LATEST', MaximumRetryAttempts: 2 }],
    ['DynamoDB', 'Stream: s, DestinationConfig: { OnFailure: { Type: SQS, Destination: q } }', { EventSourceArn: 's', DestinationConfig: { OnFailure: { Destination: 'q' } } }],
    ['MSK', 'Stream: c, Topics: [t], ConsumerGroupId: g', { EventSourceArn: 'c', Topics: ['t'], AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: 'g' } }],
    ['MQ', 'Broker: b, Queues: [q]', { EventSourceArn: 'b', Queues: ['q'] }],
    ['SelfManagedKafka', 'KafkaBootstrapServers: [a], Topics: [t]', { SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: ['a'] } }, Topics: ['t'] }],
    ['DocumentDB', 'Cluster: c, DatabaseName: d', { EventSourceArn: 'c', DocumentDBEventSourceConfig: { DatabaseName: 'd' } }],
  ])('of type %s is a mapping', (type, text, mapping) => {
    expect(event(type, text).FE).toEqual({ Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'F' }, ...mapping } });
  });

  test('of a topic is a subscription, through a queue if that is asked for', () => {
    expect(event('SNS', 'Topic: t, FilterPolicy: { a: [b] }').FE.Properties).toEqual({ Protocol: 'lambda', TopicArn: 't', Endpoint: ARN, FilterPolicy: { a: ['b'] } });
    const through = event('SNS', 'Topic: t, SqsSubscription: true');
    expect(through.FE.Properties).toEqual({ Protocol: 'sqs', TopicArn: 't', Endpoint: { 'Fn::GetAtt': ['FEQueue', 'Arn'] } });
    expect(through.FEEventSourceMapping.Properties).toMatchObject({ EventSourceArn: { 'Fn::GetAtt': ['FEQueue', 'Arn'] }, BatchSize: 10 });
    expect(Object.keys(event('SNS', 'Topic: t, SqsSubscription: { QueueArn: a, QueueUrl: u }'))).not.toContain('FEQueue');
  });

  test('of a bucket becomes a notification beside those that it has', () => {
    const { resources } = transform(`
F: { Type: AWS::Serverless::Function, Properties: { Events: { E: { Type: S3, Properties: { Bucket: !Ref B, Events: [a, b], Filter: f } } } } }
B: { Type: AWS::S3::Bucket, Properties: { NotificationConfiguration: { LambdaConfigurations: [own] } } }`);
    expect(resources.B.Properties.NotificationConfiguration.LambdaConfigurations).toEqual(['own', { Event: 'a', Function: ARN, Filter: 'f' }, { Event: 'b', Function: ARN, Filter: 'f' }]);
  });

  test('of a user pool becomes a trigger', () => {
    const { resources } = transform(`
F: { Type: AWS::Serverless::Function, Properties: { Events: { E: { Type: Cognito, Properties: { UserPool: !Ref P, Trigger: PreSignUp } } } } }
P: { Type: AWS::Cognito::UserPool }`);
    expect(resources.P.Properties.LambdaConfig).toEqual({ PreSignUp: ARN });
  });

  test('of the clock is a rule or a schedule', () => {
    expect(event('Schedule', 'Schedule: rate(1 hour), Enabled: false, Input: "{}", RetryPolicy: { MaximumRetryAttempts: 1 }').FE.Properties).toEqual({
      ScheduleExpression: 'rate(1 hour)', State: 'DISABLED', Targets: [{ Id: 'FELambdaTarget', Arn: ARN, Input: '{}', RetryPolicy: { MaximumRetryAttempts: 1 } }],
    });
    const schedule = event('ScheduleV2', 'ScheduleExpression: rate(1 hour), DeadLetterConfig: { Type: SQS }');
    expect(schedule.FE.Properties).toEqual({
      Name: 'FE', ScheduleExpression: 'rate(1 hour)', FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: ARN, RoleArn: { 'Fn::GetAtt': ['FERole', 'Arn'] }, DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['FEQueue', 'Arn'] } } },
    });
    expect([schedule.FERole.Type, schedule.FEQueue.Type]).toEqual(['AWS::IAM::Role', 'AWS::SQS::Queue']);
  });

  test.each(['EventBridgeRule', 'CloudWatchEvent'])('of type %s is a rule', type => {
    const resources = event(type, 'Pattern: { source: [a] }, EventBusName: b, DeadLetterConfig: { Type: SQS, QueueLogicalId: Failed }, Target: { Id: mine }');
    expect(resources.FE.Properties).toEqual({ EventPattern: { source: ['a'] }, EventBusName: 'b', Targets: [{ Id: 'mine', Arn: ARN, DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Failed', 'Arn'] } } }] });
    expect(resources.Failed.Type).toBe('AWS::SQS::Queue');
    expect(resources.FEPermission.Properties).toMatchObject({ Principal: 'events.amazonaws.com', SourceArn: { 'Fn::GetAtt': ['FE', 'Arn'] } });
  });

  test('of logs, of things and of Alexa', () => {
    expect(event('CloudWatchLogs', 'LogGroupName: l, FilterPattern: p').FE).toEqual({ Type: 'AWS::Logs::SubscriptionFilter', Properties: { LogGroupName: 'l', FilterPattern: 'p', DestinationArn: ARN } });
    expect(event('IoTRule', 'Sql: s').FE.Properties.TopicRulePayload).toEqual({ Sql: 's', RuleDisabled: false, Actions: [{ Lambda: { FunctionArn: ARN } }] });
    expect(Object.keys(event('AlexaSkill', ''))).toEqual(['F', 'FRole', 'FEPermission']);
  });

  test('of an unknown type, and what is no event, becomes nothing', () => {
    expect(Object.keys(fn('Events: { E: { Type: Carrier }, N: , T: text, I: !If [a, b, c] }').resources)).toEqual(['F', 'FRole']);
  });
});

describe('an API', () => {
  test('of REST has a deployment and a stage', () => {
    const { resources } = transform(`
A:
  Type: AWS::Serverless::Api
  Properties: { StageName: prod, Name: a, EndpointConfiguration: REGIONAL, TracingEnabled: true, CacheClusterEnabled: true, MethodSettings: [m], AccessLogSetting: { DestinationArn: l }, MinimumCompressionSize: 9 }
Out: { Type: X::Y::Z, Properties: { A: !Ref A.Stage, B: !Sub "\${A.Stage}-\${A.Stage.Name}-\${A}", C: !GetAtt A.Deployment.Id, D: !Ref B.Stage } }`);
    expect(resources.A).toEqual({ Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'a', MinimumCompressionSize: 9, EndpointConfiguration: { Types: ['REGIONAL'] } } });
    expect(resources.AprodStage.Properties).toEqual({
      RestApiId: { Ref: 'A' }, DeploymentId: { Ref: 'ADeployment' }, StageName: 'prod', TracingEnabled: true, CacheClusterEnabled: true, MethodSettings: ['m'], AccessLogSetting: { DestinationArn: 'l' },
    });
    expect(resources.Out.Properties).toEqual({ A: { Ref: 'AprodStage' }, B: { 'Fn::Sub': '${AprodStage}-${AprodStage.Name}-${A}' }, C: { 'Fn::GetAtt': ['ADeployment', 'Id'] }, D: { Ref: 'B.Stage' } });
    expect(transform('A: { Type: AWS::Serverless::Api, Properties: { StageName: !Ref S } }').resources.AStage.Properties.StageName).toEqual({ Ref: 'S' });
  });

  test('of HTTP has a stage', () => {
    const { resources } = transform('A: { Type: AWS::Serverless::HttpApi, Properties: { AccessLogSettings: { DestinationArn: l }, DefaultRouteSettings: { DetailedMetricsEnabled: true } } }');
    expect(resources.A.Properties.ProtocolType).toBe('HTTP');
    expect(resources.AApiGatewayDefaultStage.Properties).toEqual({
      ApiId: { Ref: 'A' }, StageName: '$default', AutoDeploy: true, AccessLogSettings: { DestinationArn: 'l' }, DefaultRouteSettings: { DetailedMetricsEnabled: true },
    });
  });

  test('has routes to functions unless its definition has them', () => {
    const { resources } = transform(`
A: { Type: AWS::Serverless::Api, Properties: { StageName: p } }
B: { Type: AWS::Serverless::Api, Properties: { StageName: p, DefinitionBody: { swagger: 2.0 } } }
F:
  Type: AWS::Serverless::Function
  Properties:
    Events:
      A: { Type: Api, Properties: { RestApiId: !Ref A, Path: /, Method: any } }
      B: { Type: Api, Properties: { RestApiId: !Ref B, Path: /, Method: get } }
      C: { Type: HttpApi, Properties: { TimeoutInMillis: 500 } }`);
    expect(resources.FAMethod.Properties).toMatchObject({ RestApiId: { Ref: 'A' }, HttpMethod: 'ANY', Integration: { Type: 'AWS_PROXY', Uri: { 'Fn::Join': ['', expect.arrayContaining([ARN])] } } });
    expect(resources.FBMethod).toBeUndefined();
    expect(resources.FCIntegration.Properties).toMatchObject({ ApiId: { Ref: 'ServerlessHttpApi' }, IntegrationUri: ARN, TimeoutInMillis: 500 });
    expect(resources.ServerlessHttpApiApiGatewayDefaultStage.Type).toBe('AWS::ApiGatewayV2::Stage');
    expect(resources.ServerlessRestApi).toBeUndefined();
  });

  test('has a domain name', () => {
    const { resources } = transform('A: { Type: AWS::Serverless::Api, Properties: { StageName: p, Domain: { DomainName: d, CertificateArn: c, BasePath: [/, v1] } } }');
    expect(resources.ADomainName.Properties).toEqual({ DomainName: 'd', EndpointConfiguration: { Types: ['REGIONAL'] }, RegionalCertificateArn: 'c' });
    expect(resources.ABasePathMapping1.Properties.BasePath).toBe('v1');
  });
});

test('a state machine has other names for its settings, and events with roles', () => {
  const { resources } = transform(`
M:
  Type: AWS::Serverless::StateMachine
  Properties:
    Type: EXPRESS
    Definition: { StartAt: A }
    Logging: { Level: ALL }
    Tracing: { Enabled: true }
    Events: { E: { Type: Schedule, Properties: { Schedule: rate(1 day), DeadLetterConfig: { Arn: q } } } }`);
  expect(resources.M.Properties).toMatchObject({ StateMachineType: 'EXPRESS', Definition: { StartAt: 'A' }, LoggingConfiguration: { Level: 'ALL' }, TracingConfiguration: { Enabled: true } });
  expect(resources.ME.Properties.Targets).toEqual([{ Id: 'MEStepFunctionsTarget', Arn: { Ref: 'M' }, RoleArn: { 'Fn::GetAtt': ['MERole', 'Arn'] }, DeadLetterConfig: { Arn: 'q' } }]);
});

test('a table costs what is used unless it is given a throughput', () => {
  const { resources } = transform(`
A: { Type: AWS::Serverless::SimpleTable }
B: { Type: AWS::Serverless::SimpleTable, Properties: { PrimaryKey: { Name: n, Type: Number }, ProvisionedThroughput: { ReadCapacityUnits: 1 } } }`);
  expect(resources.A).toEqual({
    Type: 'AWS::DynamoDB::Table', Properties: { BillingMode: 'PAY_PER_REQUEST', AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] },
  });
  expect(resources.B.Properties).toEqual({
    ProvisionedThroughput: { ReadCapacityUnits: 1 }, AttributeDefinitions: [{ AttributeName: 'n', AttributeType: 'N' }], KeySchema: [{ AttributeName: 'n', KeyType: 'HASH' }],
  });
});

test('layers, applications, GraphQL APIs and connectors', () => {
  const { resources } = transform(`
L: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: s3://b/k } }
N: { Type: AWS::Serverless::Application, Properties: { Location: ./a.yaml, Parameters: { P: 1 } } }
G: { Type: AWS::Serverless::GraphQLApi, Properties: { Auth: { Type: AWS_IAM }, XrayEnabled: true, DataSources: { Lambda: { D: { FunctionArn: f } } } } }
Q: { Type: AWS::Serverless::GraphQLApi, Properties: { Auth: { Type: API_KEY }, Logging: false } }
C: { Type: AWS::Serverless::Connector }`);
  expect(resources.L).toMatchObject({ Type: 'AWS::Lambda::LayerVersion', DeletionPolicy: 'Retain', Properties: { LayerName: 'L', Content: { S3Bucket: 'b', S3Key: 'k' } } });
  expect(resources.N).toEqual({ Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './a.yaml', Parameters: { P: 1 } } });
  expect(resources.G.Properties).toMatchObject({ AuthenticationType: 'AWS_IAM', XrayEnabled: true, LogConfig: { FieldLogLevel: 'ALL' } });
  expect(resources.GDDataSource.Properties).toMatchObject({ Type: 'AWS_LAMBDA', LambdaConfig: { LambdaFunctionArn: 'f' } });
  expect(resources.Q.Properties.LogConfig).toBeUndefined();
  expect(resources.C).toBeUndefined();
});

test('without the transform, resources stay as they are', () => {
  const { template } = prepared({ Resources: { F: { Type: 'AWS::Serverless::Function' } } });
  expect(template.Resources).toEqual({ F: { Type: 'AWS::Serverless::Function' } });
});
