import { App, CfnResource, Stack, Token, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { ApplicationSignals, TracingOutcome, type FunctionInstrumentation } from '../../src';
import { infosOf, propertiesNow, rendered } from '../support/rendered';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { templateOf } from '../support/templates';

const CODE = { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};') };
const ENV = { account: '123456789012', region: 'eu-west-1' };
const MANAGED = 'CloudWatchLambdaApplicationSignalsExecutionRolePolicy';

const stackIn = (region = 'eu-west-1') => new Stack(new App(), 'Stack', { env: { ...ENV, region } });
const functionIn = (stack: Stack, props: Partial<lambda.FunctionProps> = {}) => new lambda.Function(stack, 'Fn', { ...CODE, ...props });
const l1Of = (fn: lambda.Function) => fn.node.defaultChild as CfnResource;

function rawIn(stack: Stack, properties: object): CfnResource {
  const role = new CfnResource(stack, 'Role', { type: 'AWS::IAM::Role', properties: { AssumeRolePolicyDocument: { Statement: [] } } });
  return new CfnResource(stack, 'Raw', { type: 'AWS::Lambda::Function', properties: { Role: role.getAtt('Arn'), ...properties } });
}

const LAYERS: [runtime: lambda.Runtime, region: string, arn: string][] = [
  [lambda.Runtime.NODEJS_22_X, 'us-east-1', 'arn:aws:lambda:us-east-1:615299751070:layer:AWSOpenTelemetryDistroJs:10'],
  [lambda.Runtime.PYTHON_3_12, 'us-east-1', 'arn:aws:lambda:us-east-1:615299751070:layer:AWSOpenTelemetryDistroPython:19'],
  [lambda.Runtime.JAVA_21, 'us-east-1', 'arn:aws:lambda:us-east-1:615299751070:layer:AWSOpenTelemetryDistroJava:8'],
  [lambda.Runtime.DOTNET_8, 'us-east-1', 'arn:aws:lambda:us-east-1:615299751070:layer:AWSOpenTelemetryDistroDotNet:7'],
  [lambda.Runtime.PYTHON_3_13, 'af-south-1', 'arn:aws:lambda:af-south-1:904233096616:layer:AWSOpenTelemetryDistroPython:13'],
  [lambda.Runtime.NODEJS_20_X, 'cn-north-1', 'arn:aws-cn:lambda:cn-north-1:440179912924:layer:AWSOpenTelemetryDistroJs:3'],
  [lambda.Runtime.JAVA_17, 'us-gov-west-1', 'arn:aws-us-gov:lambda:us-gov-west-1:399727141365:layer:AWSOpenTelemetryDistroJava:1'],
];

test.each(LAYERS)('%s in %s', (runtime, region, arn) => {
  const fn = functionIn(stackIn(region), { runtime, handler: 'index.handler', code: lambda.Code.fromAsset(__dirname) });
  expect(ApplicationSignals.instrumentFunction(fn).outcome).toBe(TracingOutcome.ENABLED);
  expect(propertiesNow(l1Of(fn))).toMatchObject({ Layers: [arn], TracingConfig: { Mode: 'Active' }, Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/otel-instrument' } } });
});

test('where only deployment tells the Region, a mapping has the layers', () => {
  const app = strictApp();
  const stack = new Stack(app, 'Stack');
  for (const id of ['A', 'B']) ApplicationSignals.instrumentFunction(new lambda.Function(stack, id, CODE));
  const template = templateOf(synthesizeStrictly(app), 'Stack');
  const [name, ...others] = Object.keys(template.Mappings);
  expect(others).toEqual([]);
  expect(Object.keys(template.Mappings[name])).toHaveLength(36);
  expect(template.Mappings[name]['eu-west-1']).toEqual({ Arn: 'arn:aws:lambda:eu-west-1:615299751070:layer:AWSOpenTelemetryDistroJs:10' });
  const functions = Object.values<any>(template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
  for (const { Properties } of functions) expect(Properties.Layers).toEqual([{ 'Fn::FindInMap': [name, { Ref: 'AWS::Region' }, 'Arn'] }]);
});

test('what a function has comes before, and what it gets later stays', () => {
  const stack = stackIn();
  const own = lambda.LayerVersion.fromLayerVersionArn(stack, 'Own', 'arn:aws:lambda:eu-west-1:123456789012:layer:own:1');
  const fn = functionIn(stack, { layers: [own], environment: { TABLE: 'orders' } });
  ApplicationSignals.instrumentFunction(fn);
  fn.addEnvironment('QUEUE', 'orders');
  fn.addLayers(lambda.LayerVersion.fromLayerVersionArn(stack, 'Late', 'arn:aws:lambda:eu-west-1:123456789012:layer:late:1'));
  const { Layers, Environment } = propertiesNow(l1Of(fn));
  expect(Layers.map((arn: string) => arn.split(':')[6])).toEqual(['own', 'AWSOpenTelemetryDistroJs', 'late']);
  expect(Object.keys(Environment.Variables).sort()).toEqual(['AWS_LAMBDA_EXEC_WRAPPER', 'QUEUE', 'TABLE']);
});

test('L1s are instrumented as L2s are', () => {
  const stack = stackIn();
  const raw = rawIn(stack, { Runtime: 'python3.13', Layers: ['arn:aws:lambda:eu-west-1:123456789012:layer:own:1'], Environment: { Variables: { TABLE: 'orders' } } });
  ApplicationSignals.instrumentFunction(raw);
  expect(propertiesNow(raw)).toMatchObject({
    Layers: ['arn:aws:lambda:eu-west-1:123456789012:layer:own:1', 'arn:aws:lambda:eu-west-1:615299751070:layer:AWSOpenTelemetryDistroPython:16'],
    TracingConfig: { Mode: 'Active' }, Environment: { Variables: { TABLE: 'orders', AWS_LAMBDA_EXEC_WRAPPER: '/opt/otel-instrument' } },
  });
  const { ManagedPolicyArns } = propertiesNow(stack.node.findChild('Role') as CfnResource);
  expect(ManagedPolicyArns).toEqual([{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::aws:policy/${MANAGED}`]] }]);
});

test('the layer may be another one', () => {
  const fn = functionIn(stackIn('ap-east-2'));
  const layerArn = 'arn:aws:lambda:ap-east-2:123456789012:layer:AWSOpenTelemetryDistroJs:1';
  ApplicationSignals.instrumentFunction(fn, { layerArn });
  expect(propertiesNow(l1Of(fn)).Layers).toEqual([layerArn]);
});

test('a role that has the policy does not get it twice', () => {
  const stack = stackIn();
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'), managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName(MANAGED)] });
  for (const id of ['A', 'B']) ApplicationSignals.instrumentFunction(new lambda.Function(stack, id, { ...CODE, role }));
  expect(propertiesNow(role.node.defaultChild as CfnResource).ManagedPolicyArns).toHaveLength(1);
});

describe('what is left alone', () => {
  const KEPT: [string, TracingOutcome, RegExp, Partial<lambda.FunctionProps>][] = [
    ['a variable of OpenTelemetry', TracingOutcome.INSTRUMENTED, /^OpenTelemetry \(variable OTEL_SERVICE_NAME\)/, { environment: { OTEL_SERVICE_NAME: 'shop' } }],
    ['a variable of Datadog', TracingOutcome.INSTRUMENTED, /^Datadog/, { environment: { DD_API_KEY_SECRET_ARN: 'arn' } }],
    ['a handler of Datadog', TracingOutcome.INSTRUMENTED, /^Datadog/, { handler: '/opt/nodejs/node_modules/datadog-lambda-js/handler.handler' }],
    ['another wrapper', TracingOutcome.CHOSEN, /AWS_LAMBDA_EXEC_WRAPPER is set/, { environment: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/bootstrap' } }],
    ['tracing that passes through', TracingOutcome.CHOSEN, /TracingConfig.Mode was chosen/, { tracing: lambda.Tracing.PASS_THROUGH }],
  ];

  test.each(KEPT)('%s', (_, outcome, reason, props) => {
    const stack = stackIn();
    const fn = functionIn(stack, props);
    const before = rendered(stack);
    expect(ApplicationSignals.instrumentFunction(fn)).toMatchObject({ outcome, reason: expect.stringMatching(reason) });
    expect(rendered(stack)).toEqual(before);
    expect(infosOf(stack)).toHaveLength(1);
  });

  test('a function with an imported role', () => {
    const stack = stackIn();
    const fn = functionIn(stack, { role: iam.Role.fromRoleName(stack, 'Imported', 'shop') });
    const before = rendered(stack);
    expect(ApplicationSignals.instrumentFunction(fn)).toMatchObject({ outcome: TracingOutcome.NOT_POSSIBLE, reason: expect.stringContaining(`attach ${MANAGED} to the role`) });
    expect(rendered(stack)).toEqual(before);
  });

  test('what was instrumented before', () => {
    const stack = stackIn();
    const fn = functionIn(stack);
    ApplicationSignals.instrumentFunction(fn);
    const [before, infos] = [rendered(stack), infosOf(stack)];
    expect(ApplicationSignals.instrumentFunction(fn).outcome).toBe(TracingOutcome.ALREADY_TRACED);
    expect(rendered(stack)).toEqual(before);
    expect(infosOf(stack)).toEqual(infos);
  });
});

const BAD: [string, (stack: Stack) => any, RegExp, FunctionInstrumentation?][] = [
  ['an import', stack => lambda.Function.fromFunctionArn(stack, 'Fn', 'arn:aws:lambda:eu-west-1:123456789012:function:x'), /only a function that this app makes.*'an import or a scope'/],
  ['Ruby', stack => rawIn(stack, { Runtime: 'ruby3.4' }), /received 'ruby3.4'; valid: nodejs18, python3.8, java11, dotnet8 and newer/],
  ['a runtime of one\'s own', stack => rawIn(stack, { Runtime: 'provided.al2023' }), /received 'provided.al2023'/],
  ['an old runtime', stack => rawIn(stack, { Runtime: 'nodejs16.x' }), /received 'nodejs16.x'/],
  ['an old Python', stack => rawIn(stack, { Runtime: 'python3.7' }), /received 'python3.7'/],
  ['Java 8', stack => rawIn(stack, { Runtime: 'java8.al2' }), /received 'java8.al2'/],
  ['a runtime that deployment tells', stack => rawIn(stack, { Runtime: Token.asString({ Ref: 'Runtime' }) }), /the language of the function is not known; received a token/],
  ['an image', stack => rawIn(stack, { PackageType: 'Image', Code: { ImageUri: 'shop:1' } }), /a container image takes no layers/],
  ['five layers', stack => rawIn(stack, { Runtime: 'nodejs22.x', Layers: Array.from({ length: 5 }, (_, index) => `arn:aws:lambda:eu-west-1:123456789012:layer:own${index}:1`) }), /no room.*received 5; valid: 5 layers at most/],
  ['layers that deployment tells', stack => rawIn(stack, { Runtime: 'nodejs22.x', Layers: Token.asList({ Ref: 'Layers' }) }), /the layers of the function are not known/],
  ['a layer without a version', stack => rawIn(stack, { Runtime: 'nodejs22.x' }), /layerArn is no ARN/, { layerArn: 'arn:aws:lambda:eu-west-1:123456789012:layer:own' }],
];

test.each(BAD)('%s is refused, and nothing is changed', (_, make, message, ...[options]) => {
  const stack = stackIn();
  const fn = make(stack);
  const before = rendered(stack);
  expect(() => ApplicationSignals.instrumentFunction(fn, options)).toThrow(message);
  expect(rendered(stack)).toEqual(before);
});

test('a Region without a known layer is refused, with what to do', () => {
  expect(() => ApplicationSignals.instrumentFunction(functionIn(stackIn('ap-east-2')))).toThrow(/\[Stack\/Fn\/Resource\].*received 'ap-east-2'; valid: af-south-1, .*Pass layerArn/);
});

test('discovery is there once in an account and Region', () => {
  const app = strictApp();
  const stack = new Stack(app, 'Stack', { env: ENV });
  ApplicationSignals.enableDiscovery(stack);
  ApplicationSignals.enableDiscovery(stack);
  const other = new Stack(app, 'Other', { env: ENV });
  new CfnResource(other, 'Topic', { type: 'AWS::SNS::Topic' });
  expect(() => ApplicationSignals.enableDiscovery(other)).toThrow(/\[Other\].*in the stack Stack/);
  ApplicationSignals.enableDiscovery(new Stack(app, 'Elsewhere', { env: { ...ENV, region: 'us-east-1' } }));
  const { Resources } = templateOf(synthesizeStrictly(app), 'Stack');
  expect(Object.values<any>(Resources).map(({ Type }) => Type)).toEqual(['AWS::ApplicationSignals::Discovery']);
});
