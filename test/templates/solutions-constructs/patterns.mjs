/** What each fixture is synthesized from: the package, a variant behind a dot, and the smallest statements that its pattern takes. */
export const patterns = {
  'aws-apigateway-dynamodb': ({ stack, ApiGatewayToDynamoDB }) =>
    new ApiGatewayToDynamoDB(stack, 'Pattern', {}),
  'aws-apigateway-dynamodb.crud': ({ stack, ApiGatewayToDynamoDB }) => new ApiGatewayToDynamoDB(stack, 'Pattern', {
    allowCreateOperation: true, createRequestTemplate: '{"TableName":"${Table}"}', allowUpdateOperation: true, updateRequestTemplate: '{"TableName":"${Table}"}', allowDeleteOperation: true,
  }),
  'aws-apigateway-kinesisstreams': ({ stack, ApiGatewayToKinesisStreams }) =>
    new ApiGatewayToKinesisStreams(stack, 'Pattern', {}),
  'aws-apigateway-lambda': ({ stack, cdk, ApiGatewayToLambda }) =>
    new ApiGatewayToLambda(stack, 'Pattern', { ...code(cdk) }),
  'aws-apigateway-lambda.open': ({ stack, cdk, ApiGatewayToLambda }) => new ApiGatewayToLambda(stack, 'Pattern', {
    ...code(cdk), createUsagePlan: false, apiGatewayProps: { defaultMethodOptions: { authorizationType: cdk.aws_apigateway.AuthorizationType.NONE } },
  }),
  'aws-apigateway-sqs': ({ stack, ApiGatewayToSqs }) =>
    new ApiGatewayToSqs(stack, 'Pattern', { allowCreateOperation: true, createRequestTemplate: 'Action=SendMessage', allowDeleteOperation: true }),
  'aws-apigatewayv2websocket-sqs': ({ stack, ApiGatewayV2WebSocketToSqs }) =>
    new ApiGatewayV2WebSocketToSqs(stack, 'Pattern', { defaultIamAuthorization: true, customRouteName: 'orders', createDefaultRoute: true }),
  'aws-cloudfront-apigateway': ({ stack, cdk, CloudFrontToApiGateway }) =>
    new CloudFrontToApiGateway(stack, 'Pattern', { existingApiGatewayObj: restApi(stack, cdk) }),
  'aws-cloudfront-apigateway-lambda': ({ stack, cdk, CloudFrontToApiGatewayToLambda }) => new CloudFrontToApiGatewayToLambda(stack, 'Pattern', {
    ...code(cdk), apiGatewayProps: { defaultMethodOptions: { authorizationType: cdk.aws_apigateway.AuthorizationType.NONE } },
  }),
  'aws-cloudfront-mediastore': ({ stack, CloudFrontToMediaStore }) =>
    new CloudFrontToMediaStore(stack, 'Pattern', {}),
  'aws-cloudfront-oai-s3': ({ stack, CloudFrontToOaiToS3 }) =>
    new CloudFrontToOaiToS3(stack, 'Pattern', {}),
  'aws-cloudfront-s3': ({ stack, CloudFrontToS3 }) =>
    new CloudFrontToS3(stack, 'Pattern', {}),
  'aws-cloudfront-s3.unlogged': ({ stack, cdk, CloudFrontToS3 }) => new CloudFrontToS3(stack, 'Pattern', {
    logS3AccessLogs: false, logCloudFrontAccessLog: false, insertHttpSecurityHeaders: false, bucketProps: { removalPolicy: cdk.RemovalPolicy.DESTROY, autoDeleteObjects: true },
  }),
  'aws-cognito-apigateway-lambda': ({ stack, cdk, CognitoToApiGatewayToLambda }) =>
    new CognitoToApiGatewayToLambda(stack, 'Pattern', { ...code(cdk) }).addAuthorizers(),
  'aws-constructs-factories': ({ stack, cdk, ConstructsFactories }) => {
    const factories = new ConstructsFactories(stack, 'Pattern');
    factories.s3BucketFactory('Bucket', {});
    factories.stateMachineFactory('Machine', { stateMachineProps: machine(stack, cdk) });
    factories.sqsQueueFactory('Queue', { deployDeadLetterQueue: true });
  },
  'aws-dynamodbstreams-lambda': ({ stack, cdk, DynamoDBStreamsToLambda }) =>
    new DynamoDBStreamsToLambda(stack, 'Pattern', { ...code(cdk) }),
  'aws-eventbridge-lambda': ({ stack, cdk, EventbridgeToLambda }) =>
    new EventbridgeToLambda(stack, 'Pattern', { ...code(cdk), eventRuleProps: everyFiveMinutes(cdk) }),
  'aws-eventbridge-lambda.bus': ({ stack, cdk, EventbridgeToLambda }) =>
    new EventbridgeToLambda(stack, 'Pattern', { ...code(cdk), eventBusProps: { eventBusName: 'orders' }, eventRuleProps: { eventPattern: { source: ['orders'] } } }),
  'aws-eventbridge-sqs': ({ stack, cdk, EventbridgeToSqs }) =>
    new EventbridgeToSqs(stack, 'Pattern', { eventRuleProps: everyFiveMinutes(cdk), deployEventRuleDlq: true }),
  'aws-eventbridge-stepfunctions': ({ stack, cdk, EventbridgeToStepfunctions }) =>
    new EventbridgeToStepfunctions(stack, 'Pattern', { stateMachineProps: machine(stack, cdk), eventRuleProps: everyFiveMinutes(cdk) }),
  'aws-fargate-opensearch': ({ stack, FargateToOpenSearch }) =>
    new FargateToOpenSearch(stack, 'Pattern', { publicApi: false, openSearchDomainName: 'orders', ecrRepositoryArn: REPOSITORY }),
  'aws-fargate-opensearch.public': ({ stack, FargateToOpenSearch }) =>
    new FargateToOpenSearch(stack, 'Pattern', { publicApi: true, openSearchDomainName: 'orders', ecrRepositoryArn: REPOSITORY }),
  'aws-iot-lambda': ({ stack, cdk, IotToLambda }) =>
    new IotToLambda(stack, 'Pattern', { ...code(cdk), iotTopicRuleProps: { topicRulePayload: { ruleDisabled: false, sql: 'SELECT * FROM \'orders/#\'', actions: [] } } }),
  'aws-kinesisfirehose-s3': ({ stack, KinesisFirehoseToS3 }) =>
    new KinesisFirehoseToS3(stack, 'Pattern', {}),
  'aws-kinesisstreams-gluejob': ({ stack, KinesisstreamsToGluejob }) => new KinesisstreamsToGluejob(stack, 'Pattern', {
    glueJobProps: { command: { name: 'gluestreaming', pythonVersion: '3', scriptLocation: 's3://orders/transform.py' } }, fieldSchema: [{ name: 'id', type: 'int', comment: 'The order' }],
  }),
  'aws-kinesisstreams-kinesisfirehose-s3': ({ stack, KinesisStreamsToKinesisFirehoseToS3 }) =>
    new KinesisStreamsToKinesisFirehoseToS3(stack, 'Pattern', {}),
  'aws-kinesisstreams-lambda': ({ stack, cdk, KinesisStreamsToLambda }) =>
    new KinesisStreamsToLambda(stack, 'Pattern', { ...code(cdk) }),
  'aws-lambda-bedrockinferenceprofile': ({ stack, cdk, LambdaToBedrockinferenceprofile }) =>
    new LambdaToBedrockinferenceprofile(stack, 'Pattern', { ...code(cdk), bedrockModelId: 'amazon.nova-lite-v1:0' }),
  'aws-lambda-dynamodb': ({ stack, cdk, LambdaToDynamoDB }) =>
    new LambdaToDynamoDB(stack, 'Pattern', { ...code(cdk) }),
  'aws-lambda-dynamodb.vpc': ({ stack, cdk, LambdaToDynamoDB }) =>
    new LambdaToDynamoDB(stack, 'Pattern', { ...code(cdk), deployVpc: true }),
  'aws-lambda-elasticsearch-kibana': ({ stack, cdk, LambdaToElasticSearchAndKibana }) =>
    new LambdaToElasticSearchAndKibana(stack, 'Pattern', { ...code(cdk), domainName: 'orders' }),
  'aws-lambda-opensearch': ({ stack, cdk, LambdaToOpenSearch }) =>
    new LambdaToOpenSearch(stack, 'Pattern', { ...code(cdk), openSearchDomainName: 'orders' }),
  'aws-lambda-opensearch.vpc': ({ stack, cdk, LambdaToOpenSearch }) =>
    new LambdaToOpenSearch(stack, 'Pattern', { ...code(cdk), openSearchDomainName: 'orders', deployVpc: true }),
  'aws-lambda-s3': ({ stack, cdk, LambdaToS3 }) =>
    new LambdaToS3(stack, 'Pattern', { ...code(cdk) }),
  'aws-lambda-secretsmanager': ({ stack, cdk, LambdaToSecretsmanager }) =>
    new LambdaToSecretsmanager(stack, 'Pattern', { ...code(cdk) }),
  'aws-lambda-sns': ({ stack, cdk, LambdaToSns }) =>
    new LambdaToSns(stack, 'Pattern', { ...code(cdk) }),
  'aws-lambda-sqs': ({ stack, cdk, LambdaToSqs }) =>
    new LambdaToSqs(stack, 'Pattern', { ...code(cdk) }),
  'aws-lambda-ssmstringparameter': ({ stack, cdk, LambdaToSsmstringparameter }) =>
    new LambdaToSsmstringparameter(stack, 'Pattern', { ...code(cdk), stringParameterProps: { stringValue: 'orders' } }),
  'aws-lambda-stepfunctions': ({ stack, cdk, LambdaToStepfunctions }) =>
    new LambdaToStepfunctions(stack, 'Pattern', { ...code(cdk), stateMachineProps: machine(stack, cdk) }),
  'aws-lambda-transcribe': ({ stack, cdk, LambdaToTranscribe }) =>
    new LambdaToTranscribe(stack, 'Pattern', { ...code(cdk) }),
  'aws-lambda-translate': ({ stack, cdk, LambdaToTranslate }) =>
    new LambdaToTranslate(stack, 'Pattern', { ...code(cdk), asyncJobs: true }),
  'aws-openapigateway-lambda': ({ stack, cdk, OpenApiGatewayToLambda }) => new OpenApiGatewayToLambda(stack, 'Pattern', {
    apiDefinitionJson: {
      openapi: '3.0.1',
      info: { title: 'orders', version: '1.0' },
      paths: { '/orders': { get: { 'responses': { 200: { description: 'The orders' } }, 'x-amazon-apigateway-integration': { httpMethod: 'POST', uri: 'OrdersHandler', type: 'AWS_PROXY' } } } },
    },
    apiIntegrations: [{ id: 'OrdersHandler', ...code(cdk) }],
  }),
  'aws-s3-lambda': ({ stack, cdk, S3ToLambda }) =>
    new S3ToLambda(stack, 'Pattern', { ...code(cdk), existingBucketObj: notifyingBucket(stack, cdk) }),
  'aws-s3-stepfunctions': ({ stack, cdk, S3ToStepfunctions }) =>
    new S3ToStepfunctions(stack, 'Pattern', { stateMachineProps: machine(stack, cdk), existingBucketObj: notifyingBucket(stack, cdk) }),
  'aws-sns-lambda': ({ stack, cdk, SnsToLambda }) =>
    new SnsToLambda(stack, 'Pattern', { ...code(cdk) }),
  'aws-sns-sqs': ({ stack, SnsToSqs }) =>
    new SnsToSqs(stack, 'Pattern', {}),
  'aws-sqs-lambda': ({ stack, cdk, SqsToLambda }) =>
    new SqsToLambda(stack, 'Pattern', { ...code(cdk) }),
  'aws-wafwebacl-apigateway': ({ stack, cdk, WafwebaclToApiGateway }) =>
    new WafwebaclToApiGateway(stack, 'Pattern', { existingApiGatewayInterface: restApi(stack, cdk) }),
  'aws-wafwebacl-appsync': ({ stack, cdk, WafwebaclToAppsync }) => new WafwebaclToAppsync(stack, 'Pattern', {
    existingAppsyncApi: new cdk.aws_appsync.CfnGraphQLApi(stack, 'Api', { name: 'orders', authenticationType: 'AWS_IAM' }),
  }),
  'aws-wafwebacl-cloudfront': ({ stack, cdk, WafwebaclToCloudFront }) => new WafwebaclToCloudFront(stack, 'Pattern', {
    existingCloudFrontWebDistribution: new cdk.aws_cloudfront.Distribution(stack, 'Site', { defaultBehavior: { origin: new cdk.aws_cloudfront_origins.HttpOrigin('orders.example.com') } }),
  }),
  // What packages make that cannot be installed, of the functions of the core that those are made of.
  'core.alb-fargate': ({ stack, cdk, ...core }) => {
    const vpc = core.buildVpc(stack, { defaultVpcProps: core.DefaultPublicPrivateVpcProps() });
    const { service } = core.CreateFargateService(stack, 'Service', { constructVpc: vpc, ecrRepositoryArn: REPOSITORY });
    const listener = core.AddListener(stack, 'Listener', core.ObtainAlb(stack, 'Balancer', { vpc, publicApi: true }), secured(stack, cdk));
    core.AddFargateTarget(stack, 'Target', listener, service, undefined, { vpc, protocol: 'HTTP' });
  },
  'core.alb-lambda': ({ stack, cdk, ...core }) => {
    const vpc = core.buildVpc(stack, { defaultVpcProps: core.DefaultPrivateVpcProps() });
    const listener = core.AddListener(stack, 'Listener', core.ObtainAlb(stack, 'Balancer', { vpc, publicApi: false, logAccessLogs: false }), secured(stack, cdk));
    core.AddLambdaTarget(stack, 'Target', listener, core.buildLambdaFunction(stack, code(cdk)));
  },
  'core.fargate-sqs': ({ stack, cdk, ...core }) => {
    const vpc = core.buildVpc(stack, { defaultVpcProps: core.DefaultIsolatedVpcProps() });
    core.AddAwsServiceEndpoint(stack, vpc, core.ServiceEndpointTypes.SQS);
    core.CreateFargateService(stack, 'Service', { constructVpc: vpc, ecrRepositoryArn: REPOSITORY });
    core.buildQueue(stack, 'Queue', { deployDeadLetterQueue: true });
  },
  'core.lambda-elasticachememcached': ({ stack, cdk, ...core }) => {
    const vpc = core.buildVpc(stack, { defaultVpcProps: core.DefaultPrivateVpcProps() });
    core.buildLambdaFunction(stack, { ...code(cdk), vpc });
    const { securityGroupId } = core.CreateSelfReferencingSecurityGroup(stack, 'Cache', vpc, 11222);
    core.obtainMemcachedCluster(stack, 'Cluster', { cachePort: 11222, cacheSecurityGroupId: securityGroupId, vpc });
  },
  'core.lambda-kendra': ({ stack, cdk, ...core }) => {
    core.buildLambdaFunction(stack, code(cdk));
    const index = core.buildKendraIndex(stack, 'Index', { kendraIndexProps: {} });
    core.AddMultipleKendraDataSources(stack, 'Sources', index, [{ type: 'S3', dataSourceConfiguration: { s3Configuration: { bucketName: 'orders' } } }]);
  },
  'core.lambda-sagemakerendpoint': ({ stack, cdk, ...core }) => {
    core.buildLambdaFunction(stack, code(cdk));
    core.BuildSagemakerEndpoint(stack, 'Endpoint', { modelProps: { primaryContainer: { image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1', modelDataUrl: 's3://orders/model.tar.gz' } } });
  },
  'core.sqs-pipes-stepfunctions': ({ stack, cdk, ...core }) => {
    const { queue } = core.buildQueue(stack, 'Queue', { deployDeadLetterQueue: true });
    const { stateMachine } = core.buildStateMachine(stack, 'Machine', { stateMachineProps: machine(stack, cdk) });
    core.BuildPipe(stack, 'Pipe', { source: core.CreateSqsSource(queue), target: core.CreateStateMachineTarget(stateMachine) });
  },
  'core.dynamodbstreams-pipes-stepfunctions': ({ stack, cdk, ...core }) => {
    const { tableInterface: table } = core.buildDynamoDBTableWithStream(stack, {});
    const { stateMachine } = core.buildStateMachine(stack, 'Machine', { stateMachineProps: machine(stack, cdk) });
    core.BuildPipe(stack, 'Pipe', { source: core.CreateDynamoDBStreamsSource(stack, { table, clientProps: {} }), target: core.CreateStateMachineTarget(stateMachine) });
  },
};

const REPOSITORY = 'arn:aws:ecr:us-east-1:123456789012:repository/orders';

function secured(stack, { aws_elasticloadbalancingv2: balancing }) {
  return { certificates: [balancing.ListenerCertificate.fromArn('arn:aws:acm:us-east-1:123456789012:certificate/orders')] };
}

/** A bucket whose notifications have the policy that the pattern asks for, and the CDK makes in another place since. */
function notifyingBucket(stack, { aws_s3: s3, aws_iam: iam }) {
  const bucket = new s3.Bucket(stack, 'Bucket', { enforceSSL: true });
  bucket.enableEventBridgeNotification();
  const handler = stack.node.findChild('BucketNotificationsHandler050a0587b7544547bf325f094a3db834');
  handler.node.findChild('Role').addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['s3:PutBucketNotification'], resources: [bucket.bucketArn] }));
  return bucket;
}

function code({ aws_lambda: lambda }) {
  return { lambdaFunctionProps: { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};') } };
}

function restApi(stack, { aws_apigateway: apigateway }) {
  const api = new apigateway.RestApi(stack, 'Api', { endpointTypes: [apigateway.EndpointType.REGIONAL] });
  api.root.addMethod('GET', new apigateway.MockIntegration());
  return api;
}

function everyFiveMinutes(cdk) {
  return { schedule: cdk.aws_events.Schedule.rate(cdk.Duration.minutes(5)) };
}

function machine(stack, { aws_stepfunctions: stepfunctions }) {
  return { definitionBody: stepfunctions.DefinitionBody.fromChainable(new stepfunctions.Pass(stack, 'Start')) };
}
