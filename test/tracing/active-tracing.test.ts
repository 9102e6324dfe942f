import {
  App, Aspects, CfnParameter, CfnResource, Lazy, Stack, Stage, Token, custom_resources as custom, CustomResource,
  aws_iam as iam, aws_lambda as lambda, aws_sns as sns, aws_sqs as sqs, type IAspect,
} from 'aws-cdk-lib';
import { ActiveTracing, PillarRemedies, TracingOutcome } from '../../src';
import { infosOf, propertiesNow, rendered } from '../support/rendered';

const CODE = { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('0') };
const LAYER = (name: string) => `arn:aws:lambda:eu-west-1:123456789012:layer:${name}:3`;

const stackIn = (region = 'eu-west-1') => new Stack(new App(), 'Stack', { env: { account: '123456789012', region } });

function roleIn(stack: Stack, properties: object = {}): CfnResource {
  return new CfnResource(stack, 'Role', { type: 'AWS::IAM::Role', properties: { AssumeRolePolicyDocument: { Statement: [] }, ...properties } });
}

function rawIn(stack: Stack, type: string, properties: object = {}): CfnResource {
  return new CfnResource(stack, 'Raw', { type, properties });
}

const RAW: [type: string, role: string | undefined, properties: object, expected: object][] = [
  ['AWS::ApiGateway::Stage', undefined, {}, { TracingEnabled: true }],
  ['AWS::AppSync::GraphQLApi', undefined, {}, { XrayEnabled: true }],
  ['AWS::Lambda::Function', 'Role', {}, { TracingConfig: { Mode: 'Active' } }],
  ['AWS::SNS::Topic', undefined, {}, { TracingConfig: 'Active' }],
  ['AWS::StepFunctions::StateMachine', 'RoleArn', {}, { TracingConfiguration: { Enabled: true } }],
  ['AWS::Synthetics::Canary', 'ExecutionRoleArn', { RuntimeVersion: 'syn-nodejs-puppeteer-15.0', RunConfig: { TimeoutInSeconds: 60 } }, { RunConfig: { TimeoutInSeconds: 60, ActiveTracing: true } }],
];

describe('what is switched on', () => {
  test.each(RAW)('%s', (type, role, properties, expected) => {
    const stack = stackIn();
    const given = { ...properties, ...role ? { [role]: roleIn(stack).getAtt('Arn') } : {} };
    const resource = rawIn(stack, type, given);
    const decision = ActiveTracing.turnOn(resource);

    expect(decision).toMatchObject({ path: 'Stack/Raw', resourceType: type, outcome: TracingOutcome.ENABLED });
    expect(propertiesNow(resource)).toEqual({ ...stack.resolve(given), ...expected });
    expect(infosOf(stack)).toEqual([`Tracing: ${decision.reason}.`]);

    expect(ActiveTracing.turnOn(resource).outcome).toBe(TracingOutcome.ALREADY_TRACED);
    expect(infosOf(stack)).toHaveLength(1);
  });

  test('a canary may send segments, and nothing more', () => {
    const stack = stackIn();
    const role = roleIn(stack);
    ActiveTracing.turnOn(rawIn(stack, 'AWS::Synthetics::Canary', { RuntimeVersion: 'syn-nodejs-playwright-9.0', ExecutionRoleArn: role.getAtt('Arn') }));
    expect(propertiesNow(role).Policies.map(({ PolicyDocument }: any) => PolicyDocument.Statement)).toEqual([[{ Effect: 'Allow', Action: ['xray:PutTraceSegments'], Resource: '*' }]]);
  });

  test('roles keep their own policies, and are shared once', () => {
    const stack = stackIn();
    const own = { PolicyName: 'own', PolicyDocument: { Statement: [] } };
    const role = roleIn(stack, { Policies: [own] });
    for (const id of ['A', 'B']) ActiveTracing.turnOn(new CfnResource(stack, id, { type: 'AWS::Lambda::Function', properties: { Role: role.getAtt('Arn') } }));
    expect(propertiesNow(role).Policies.map(({ PolicyName }: any) => PolicyName)).toEqual(['own', 'CdkPillarsTraceFunction']);
  });

  test('scopes reach into Stages, and remedies do not add to it', () => {
    const app = new App();
    const stage = new Stage(app, 'Prod');
    const stack = new Stack(stage, 'Stack');
    new lambda.Function(stack, 'Handler', CODE);
    const tracing = ActiveTracing.on(app);
    PillarRemedies.applyTo(app, { only: ['OE-LambdaTracing'] });
    const [template] = app.synth().getNestedAssembly('assembly-Prod').stacks.map(each => each.template);
    const roles = Object.values<any>(template.Resources).filter(({ Type }) => Type === 'AWS::IAM::Role');
    expect(roles.map(({ Properties }) => Properties.Policies)).toEqual([[expect.objectContaining({ PolicyName: 'CdkPillarsTraceFunction' })]]);
    expect(tracing.decisions.map(({ path }) => path)).toEqual(['Prod/Stack/Handler/Resource']);
  });

  test('choices of Aspects that change the app come first', () => {
    const stack = stackIn();
    const fn = new lambda.Function(stack, 'Handler', CODE);
    const tracing = ActiveTracing.on(stack);
    const chooses: IAspect = { visit: node => void (node === fn.node.defaultChild && (node as CfnResource).addPropertyOverride('TracingConfig.Mode', 'PassThrough')) };
    Aspects.of(stack).add(chooses);
    stack.node.root instanceof App && stack.node.root.synth();
    expect(tracing.decisions.map(({ outcome }) => outcome)).toEqual([TracingOutcome.CHOSEN]);
  });
});

describe('what stays as it is', () => {
  const CHOICES: [string, (stack: Stack) => CfnResource][] = [
    ['false', stack => rawIn(stack, 'AWS::ApiGateway::Stage', { TracingEnabled: false })],
    ['null', stack => rawIn(stack, 'AWS::ApiGateway::Stage', { TracingEnabled: null })],
    ['a parameter', stack => rawIn(stack, 'AWS::ApiGateway::Stage', { TracingEnabled: new CfnParameter(stack, 'On').valueAsString })],
    ['a Lazy', stack => rawIn(stack, 'AWS::SNS::Topic', { TracingConfig: Lazy.string({ produce: () => 'PassThrough' }) })],
    ['a condition around it', stack => rawIn(stack, 'AWS::StepFunctions::StateMachine', { TracingConfiguration: { 'Fn::If': ['X', {}, {}] } })],
    ['an override', stack => {
      const topic = new sns.CfnTopic(stack, 'Topic');
      topic.addPropertyDeletionOverride('TracingConfig');
      return topic;
    }],
    ['PassThrough', stack => new lambda.Function(stack, 'Fn', { ...CODE, tracing: lambda.Tracing.PASS_THROUGH }).node.defaultChild as CfnResource],
  ];

  test.each(CHOICES)('%s is a choice', (_, fill) => {
    const stack = stackIn();
    const resource = fill(stack);
    const before = rendered(stack);
    expect(ActiveTracing.turnOn(resource)).toMatchObject({ outcome: TracingOutcome.CHOSEN, reason: expect.stringContaining('was chosen') });
    expect(rendered(stack)).toEqual(before);
    expect(infosOf(stack)).toHaveLength(1);
  });

  const OBSTACLES: [string, string, (stack: Stack) => CfnResource][] = [
    ['an imported role', 'is not made in this app', stack => new lambda.Function(stack, 'Fn', { ...CODE, role: iam.Role.fromRoleName(stack, 'Imported', 'shop') }).node.defaultChild as CfnResource],
    ['a role that is a name', 'RoleArn|role is not made', stack => rawIn(stack, 'AWS::StepFunctions::StateMachine', { RoleArn: 'arn:aws:iam::123456789012:role/x' })],
    ['policies that deployment tells', 'only known at deployment', stack => rawIn(stack, 'AWS::Lambda::Function', { Role: roleIn(stack, { Policies: Token.asList({ Ref: 'P' }) }).getAtt('Arn') })],
    ['a function at CloudFront', 'CloudFront', stack => rawIn(stack, 'AWS::Lambda::Function', {
      Role: roleIn(stack, { AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'] } }] } }).getAtt('Arn'),
    })],
    ['a canary in Python', 'not of syn-python-selenium-8.0', stack => rawIn(stack, 'AWS::Synthetics::Canary', { RuntimeVersion: 'syn-python-selenium-8.0' })],
    ['a canary with a runtime of deployment', 'only known at deployment', stack => rawIn(stack, 'AWS::Synthetics::Canary', { RuntimeVersion: { Ref: 'Runtime' } })],
    ['a canary with Firefox', 'Firefox', stack => rawIn(stack, 'AWS::Synthetics::Canary', { RuntimeVersion: 'syn-nodejs-playwright-9.0', BrowserConfigs: [{ BrowserType: 'FIREFOX' }] })],
  ];

  test.each(OBSTACLES)('%s is in the way', (_, reason, fill) => {
    const stack = stackIn();
    const resource = fill(stack);
    const before = rendered(stack);
    expect(ActiveTracing.turnOn(resource)).toMatchObject({ outcome: TracingOutcome.NOT_POSSIBLE, reason: expect.stringMatching(reason) });
    expect(rendered(stack)).toEqual(before);
  });

  test('a canary where none is traced', () => {
    const stack = stackIn('ap-southeast-3');
    expect(ActiveTracing.turnOn(rawIn(stack, 'AWS::Synthetics::Canary', { RuntimeVersion: 'syn-nodejs-puppeteer-15.0' })).reason).toMatch('ap-southeast-3');
  });

  const TOOLS: [string, object][] = [
    ['OpenTelemetry', { Layers: [LAYER('AWSOpenTelemetryDistroJs')] }],
    ['OpenTelemetry', { Layers: [{ 'Fn::Sub': '' }, LAYER('aws-otel-python-amd64-ver-1-29-0')] }],
    ['OpenTelemetry', { Environment: { Variables: { OTEL_SERVICE_NAME: 'shop' } } }],
    ['OpenTelemetry', { Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/otel-handler' } } }],
    ['Datadog', { Layers: [LAYER('Datadog-Extension-ARM')] }],
    ['Datadog', { Handler: '/opt/nodejs/node_modules/datadog-lambda-js/handler.handler' }],
    ['Datadog', { Handler: 'datadog_lambda.handler.handler' }],
    ['Datadog', { Environment: { Variables: { DD_SITE: 'datadoghq.eu' } } }],
    ['New Relic', { Layers: [LAYER('NewRelicNodeJS22X')] }],
    ['New Relic', { Handler: 'newrelic-lambda-wrapper.handler' }],
    ['Dynatrace', { Layers: [LAYER('Dynatrace_OneAgent_1_295_nodejs')] }],
    ['Lumigo', { Layers: [LAYER('lumigo-node-tracer')] }],
    ['Lumigo', { Environment: { Variables: { LUMIGO_TRACER_TOKEN: 'x' } } }],
    ['Sentry', { Layers: [LAYER('SentryNodeServerlessSDK')] }],
  ];

  test.each(TOOLS)('what %s instruments: %j', (tool, properties) => {
    const stack = stackIn();
    const resource = rawIn(stack, 'AWS::Lambda::Function', { Role: roleIn(stack).getAtt('Arn'), ...properties });
    const before = rendered(stack);
    expect(ActiveTracing.turnOn(resource)).toMatchObject({ outcome: TracingOutcome.INSTRUMENTED, reason: expect.stringMatching(`^${tool} \\(`) });
    expect(rendered(stack)).toEqual(before);
    expect(infosOf(stack)).toHaveLength(1);
  });

  test('a layer of the app that is called like a tool', () => {
    const stack = stackIn();
    const layers = [new lambda.LayerVersion(stack, 'OtelCollector', { code: lambda.Code.fromAsset(__dirname) })];
    expect(ActiveTracing.turnOn(new lambda.Function(stack, 'Fn', { ...CODE, layers })).reason).toMatch('layer OtelCollector');
  });

  test('layers and variables of other purposes do not count', () => {
    const stack = stackIn();
    const properties = { Layers: [LAYER('AWSLambdaPowertoolsTypeScriptV2')], Environment: { Variables: { DT_FORMAT: 'iso', POWERTOOLS_SERVICE_NAME: 'shop' } }, Handler: 'sentry-webhook.handler' };
    expect(ActiveTracing.turnOn(rawIn(stack, 'AWS::Lambda::Function', { Role: roleIn(stack).getAtt('Arn'), ...properties })).outcome).toBe(TracingOutcome.ENABLED);
  });

  test('what the CDK makes for itself', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const onEventHandler = new lambda.Function(stack, 'Mine', CODE);
    const provider = new custom.Provider(stack, 'Provider', { onEventHandler });
    new CustomResource(stack, 'Custom', { serviceToken: provider.serviceToken });
    const tracing = ActiveTracing.on(app);
    app.synth();
    expect(tracing.decisions.map(({ path }) => path)).toEqual(['Stack/Mine/Resource']);
  });
});

test.each<[string, (stack: Stack) => any, RegExp]>([
  ['a type without tracing', stack => new sqs.Queue(stack, 'Queue'), /\[Stack\/Queue\].*received 'AWS::SQS::Queue'; valid: AWS::ApiGateway::Stage, /],
  ['an import', stack => sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:eu-west-1:123456789012:x'), /\[Stack\/Topic\].*'an import or a scope'/],
])('%s is refused', (_, make, message) => {
  expect(() => ActiveTracing.turnOn(make(stackIn()))).toThrow(message);
});

describe('topics', () => {
  test('share one policy for each stack, which names them while they are few', () => {
    const stack = stackIn();
    const topics = Array.from({ length: 14 }, (_, index) => new sns.Topic(stack, `Topic${index}`));
    for (const topic of topics) ActiveTracing.turnOn(topic);
    const sources = () => {
      const [{ Properties }] = Object.values<any>(rendered(stack).Resources).filter(({ Type }) => Type === 'AWS::XRay::ResourcePolicy');
      const parts = Properties.PolicyDocument['Fn::Join'][1].map((part: any) => part.Ref ?? part).join('');
      return JSON.parse(parts).Statement[0].Condition.ArnLike['aws:SourceArn'];
    };
    expect(sources()).toHaveLength(14);
    ActiveTracing.turnOn(new sns.Topic(stack, 'OneMore'));
    expect(sources()).toBe('arn:AWS::Partition:sns:eu-west-1:123456789012:*');
  });

  test('have no policy where somebody else made one', () => {
    const stack = stackIn();
    ActiveTracing.turnOn(new sns.Topic(stack, 'Topic'), { topicPolicies: false });
    expect(Object.values<any>(rendered(stack).Resources).map(({ Type }) => Type)).toEqual(['AWS::SNS::Topic']);
  });

  test('of more stacks than X-Ray has policies for are refused', () => {
    const app = new App();
    const topicIn = (id: string, region: string) => new sns.Topic(new Stack(app, id, { env: { account: '123456789012', region } }), 'Topic');
    for (let index = 0; index < 5; index++) ActiveTracing.turnOn(topicIn(`Stack${index}`, 'eu-west-1'));
    ActiveTracing.turnOn(topicIn('Elsewhere', 'us-east-1'));
    expect(() => ActiveTracing.turnOn(topicIn('Sixth', 'eu-west-1'))).toThrow(/\[Sixth\/CdkPillarsTopicTracing\].*valid: 5 at most\. .*topicPolicies: false/);
  });
});
