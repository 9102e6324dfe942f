import {
  App, CfnResource, Stack, Tags, Validations, aws_apigateway as apigateway, aws_ecs as ecs,
  aws_lambda as lambda, aws_logs as logs, aws_sns as sns, aws_stepfunctions as sfn,
} from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import {
  ActiveTracing, ApplicationSignals, FailOn, InstrumentationLanguage, OperationalExcellenceChecks,
  PerformanceEfficiencyChecks, TracedService, TracingOutcome, TransactionSearch,
} from '../../src';
import { isOwn } from '../../src/core/private/own-constructs';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { templateOf } from '../support/templates';
import { reportOf, synthesized } from '../support/validation-report';

/** The app of the issue: each hop of a request is of another service. */
class Shop extends Stack {
  public readonly task = new ecs.FargateTaskDefinition(this, 'Task', { runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.ARM64 } });
  public readonly handler = new lambda.Function(this, 'Handler', {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};'),
  });

  constructor(app: App) {
    super(app, 'Shop', { env: { account: '123456789012', region: 'eu-west-1' } });
    for (const [key, value] of Object.entries({ owner: 'shop-team', service: 'shop', environment: 'prod' })) Tags.of(this).add(key, value);
    new apigateway.LambdaRestApi(this, 'Api', { handler: this.handler });
    new sfn.StateMachine(this, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Pass(this, 'Pass')) });
    new sns.Topic(this, 'Topic');
    this.task.addContainer('app', {
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.27'),
      logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'app', logRetention: logs.RetentionDays.ONE_MONTH }),
    });
  }

  public trace(): ActiveTracing {
    ApplicationSignals.instrumentFunction(this.handler);
    ApplicationSignals.instrumentEcs(this.task, { language: InstrumentationLanguage.NODEJS, serviceName: 'shop' });
    ApplicationSignals.enableDiscovery(this);
    return ActiveTracing.on(this);
  }
}

/** Properties of the only resource of a type whose logical id begins with some text. */
function propertiesOf(template: any, type: string, start = ''): any {
  const found = Object.entries<any>(template.Resources).filter(([id, resource]) => resource.Type === type && id.startsWith(start));
  expect(found.map(([id]) => id)).toHaveLength(1);
  return found[0][1].Properties;
}

const statements = (role: any) => role.Policies?.flatMap(({ PolicyDocument }: any) => PolicyDocument.Statement) ?? [];
const managed = (role: any) => (role.ManagedPolicyArns ?? []).map((arn: any) => arn['Fn::Join'][1].at(-1).replace(':iam::aws:policy/', ''));

describe('the traced app', () => {
  const app = strictApp();
  const shop = new Shop(app);
  const tracing = shop.trace();
  const template = templateOf(synthesizeStrictly(app), 'Shop');

  test('has every hop traced', () => {
    expect(propertiesOf(template, 'AWS::ApiGateway::Stage').TracingEnabled).toBe(true);
    expect(propertiesOf(template, 'AWS::Lambda::Function').TracingConfig).toEqual({ Mode: 'Active' });
    expect(propertiesOf(template, 'AWS::StepFunctions::StateMachine').TracingConfiguration).toEqual({ Enabled: true });
    expect(propertiesOf(template, 'AWS::SNS::Topic').TracingConfig).toBe('Active');
    const images = propertiesOf(template, 'AWS::ECS::TaskDefinition').ContainerDefinitions.map(({ Image }: any) => Image.replace(/:[^:]*$/, ''));
    expect(images).toEqual([
      'public.ecr.aws/nginx/nginx', 'public.ecr.aws/cloudwatch-agent/cloudwatch-agent', 'public.ecr.aws/aws-observability/adot-autoinstrumentation-node',
    ]);
  });

  test('gives each role what it needs to send traces, and nothing else', () => {
    const write = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];
    const handler = propertiesOf(template, 'AWS::IAM::Role', 'Handler');
    expect(statements(handler)).toEqual([{ Effect: 'Allow', Action: write, Resource: '*' }]);
    expect(managed(handler)).toEqual(['service-role/AWSLambdaBasicExecutionRole', 'CloudWatchLambdaApplicationSignalsExecutionRolePolicy']);

    const machine = propertiesOf(template, 'AWS::IAM::Role', 'Machine');
    expect(statements(machine)).toEqual([{ Effect: 'Allow', Action: [...write, 'xray:GetSamplingRules', 'xray:GetSamplingTargets'], Resource: '*' }]);
    expect(managed(machine)).toEqual([]);

    const task = propertiesOf(template, 'AWS::IAM::Role', 'TaskTaskRole');
    expect(statements(task)).toEqual([]);
    expect(managed(task)).toEqual(['CloudWatchAgentServerPolicy']);
    expect(JSON.stringify(template)).not.toMatch(/xray-daemon|AWSXRayDaemon/);
  });

  test('lets SNS send segments for its topic only', () => {
    const { PolicyName, PolicyDocument } = propertiesOf(template, 'AWS::XRay::ResourcePolicy');
    const [Statement] = JSON.parse(PolicyDocument['Fn::Join'][1].map((part: any) => part.Ref ?? part).join('')).Statement;
    expect(PolicyName).toBe('Shop-topic-tracing');
    expect(Statement).toEqual({
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: ['xray:PutTraceSegments', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' }, ArnLike: { 'aws:SourceArn': [expect.stringMatching(/^Topic/)] } },
    });
  });

  test('has a decision for each resource that X-Ray knows', () => {
    expect(tracing.decisions.map(({ resourceType, outcome }) => [resourceType, outcome]).sort()).toEqual([
      ['AWS::ApiGateway::Stage', TracingOutcome.ENABLED],
      ['AWS::Lambda::Function', TracingOutcome.ALREADY_TRACED],
      ['AWS::SNS::Topic', TracingOutcome.ENABLED],
      ['AWS::StepFunctions::StateMachine', TracingOutcome.ENABLED],
    ]);
  });

  test('is the same when it is synthesized again', () => {
    expect(templateOf(app.synth({ force: true }), 'Shop')).toEqual(template);
    expect(tracing.decisions).toHaveLength(4);
  });

  test('is the same when tracing and instrumentation are switched on again', () => {
    const other = strictApp();
    const twice = new Shop(other);
    twice.trace();
    twice.trace();
    ActiveTracing.on(other);
    expect(templateOf(synthesizeStrictly(other), 'Shop')).toEqual(template);
  });

  test('as code that says it by itself is not changed', () => {
    const plain = new App();
    const fill = (stack: Stack) => {
      const handler = new lambda.Function(stack, 'Handler', {
        runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('0'), tracing: lambda.Tracing.ACTIVE,
        environment: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/otel-instrument' },
        layers: [lambda.LayerVersion.fromLayerVersionArn(stack, 'Adot', 'arn:aws:lambda:eu-west-1:615299751070:layer:AWSOpenTelemetryDistroJs:9')],
      });
      new apigateway.LambdaRestApi(stack, 'Api', { handler, deployOptions: { tracingEnabled: true } });
      new sfn.StateMachine(stack, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Pass(stack, 'Pass')), tracingEnabled: true });
      new sns.Topic(stack, 'Topic', { tracingConfig: sns.TracingConfig.ACTIVE });
      const task = new ecs.FargateTaskDefinition(stack, 'Task');
      task.addContainer('app', { image: ecs.ContainerImage.fromRegistry('shop:1') });
      task.addContainer('collector', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3') });
      return { handler, task };
    };
    fill(new Stack(plain, 'Stack'));
    const instrumented = new App();
    const stack = new Stack(instrumented, 'Stack');
    const { handler, task } = fill(stack);

    expect(ApplicationSignals.instrumentFunction(handler)).toMatchObject({ outcome: TracingOutcome.INSTRUMENTED, reason: expect.stringContaining('OpenTelemetry') });
    expect(ApplicationSignals.instrumentEcs(task, { language: InstrumentationLanguage.JAVA, serviceName: 'shop' }))
      .toMatchObject({ outcome: TracingOutcome.INSTRUMENTED, reason: expect.stringContaining('collector') });
    ActiveTracing.on(instrumented);
    expect(templateOf(instrumented.synth(), 'Stack')).toEqual(templateOf(plain.synth(), 'Stack'));
  });
});

test('what tracing adds passes all packs, with reasons where something is accepted', () => {
  jest.spyOn(console, 'error').mockReturnValue();
  const app = new App();
  const shop = new Shop(app);
  shop.trace();
  new TransactionSearch(shop, 'Search');
  new TracedService(shop, 'Traced', { serviceName: 'shop' });
  OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE, strictRules: true });
  PerformanceEfficiencyChecks.enforce(app, { failOn: FailOn.NONE, strictRules: true });
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  synthesized(app);
  const ours = app.node.findAll().filter(isOwn).flatMap(({ node }) => node.findAll());
  const own = new Set(ours.filter(CfnResource.isCfnResource).map(({ node }) => node.path));
  const report = reportOf(app);

  expect(own.size).toBeGreaterThan(5);
  expect(report.filter(({ path }) => own.has(path))).toEqual([]);
  expect(report.filter(({ rule }) => /Tracing|EcsContainer|ImagePinned|SF2/.test(rule))).toEqual([]);
  const accepted = report.filter(({ reason }) => reason !== undefined).map(({ rule, path }) => `${rule} ${path}`).sort();
  expect(accepted).toEqual([
    'AwsSolutions-ECS2 Shop/Task/Resource',
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/CloudWatchAgentServerPolicy] Shop/Task/TaskRole/Resource',
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/CloudWatchLambdaApplicationSignalsExecutionRolePolicy] Shop/Handler/ServiceRole/Resource',
  ]);
});
