import { defineRule } from '../private/define-rule';
import { isEdgeFunction } from '../private/edge-functions';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

/** Layers of AWS that measure a function from inside; the name is the part of the ARN before the version. */
const MEASURING_LAYER = /:layer:(LambdaInsightsExtension|AWSOpenTelemetryDistro)/;
/** The managed policies that go with them: the CDK looks up the layer at deployment where the Region is not known. */
const MEASURING_POLICY = /CloudWatchLambdaInsightsExecutionRolePolicy|CloudWatchLambdaApplicationSignalsExecutionRolePolicy/;

export default defineRule({
  id: 'OE-LambdaInsightsOrAppSignals',
  bestPractices: ['OPS04-BP02', 'PERF02-BP03'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Functions report what they use',
  why: 'Memory, CPU and cold starts of the function are not measured, so nobody can tell its right size',
  remedy: 'Set insightsVersion: lambda.LambdaInsightsVersion.VERSION_1_0_333_0 (or newer), or add the layer of Application Signals',
  resourceTypes: ['AWS::Lambda::Function'],
  check: fn => {
    // A function at CloudFront takes no layer, one of a container image has the extension in the image.
    const packageType = fn.property('PackageType');
    if (isEdgeFunction(fn) || packageType.text === 'Image') return Verdict.NOT_APPLICABLE;
    const layers = fn.property('Layers');
    const policies = fn.property('Role').targets('AWS::IAM::Role').flatMap(role => role.property('ManagedPolicyArns').items);
    if (layers.items.some(layer => MEASURING_LAYER.test(layer.knownText))) return Verdict.COMPLIANT;
    if (policies.some(policy => MEASURING_POLICY.test(policy.knownText))) return Verdict.COMPLIANT;
    const isOpen = layers.items.some(layer => layer.isUnknown && layer.knownText === '' && layer.targets('AWS::Lambda::LayerVersion').length === 0);
    if (packageType.isUnknown || layers.isUnknown || isOpen) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'The function has neither Lambda Insights nor Application Signals', property: 'Layers' });
  },
  compliant: [
    {
      title: 'Lambda Insights',
      resources: {
        Handler: {
          Type: 'AWS::Lambda::Function',
          Properties: { Layers: ['arn:aws:lambda:eu-west-1:580247275435:layer:LambdaInsightsExtension:53'] },
        },
      },
      cdk: `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
  insightsVersion: lambda.LambdaInsightsVersion.VERSION_1_0_333_0,
});`,
    },
    {
      title: 'Lambda Insights of which only deployment tells the layer',
      resources: {
        Handler: {
          Type: 'AWS::Lambda::Function',
          Properties: { Layers: [{ 'Fn::FindInMap': ['Insights', { Ref: 'AWS::Region' }, 'x8664'] }], Role: { 'Fn::GetAtt': ['Role', 'Arn'] } },
        },
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: { ManagedPolicyArns: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/CloudWatchLambdaInsightsExecutionRolePolicy']] }] },
        },
      },
    },
    {
      title: 'Application Signals',
      resources: {
        Handler: {
          Type: 'AWS::Lambda::Function',
          Properties: { Layers: [{ 'Fn::Sub': 'arn:aws:lambda:${AWS::Region}:615299751070:layer:AWSOpenTelemetryDistroPython:19' }] },
        },
      },
    },
  ],
  violating: [
    {
      title: 'a function with nothing but its code',
      resources: { Handler: { Type: 'AWS::Lambda::Function', Properties: { Handler: 'index.handler' } } },
      cdk: `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});`,
    },
    {
      title: 'another layer',
      resources: {
        Handler: { Type: 'AWS::Lambda::Function', Properties: { Layers: [{ Ref: 'Libraries' }] } },
        Libraries: { Type: 'AWS::Lambda::LayerVersion', Properties: { LayerName: 'libraries' } },
      },
    },
  ],
  ignored: [
    { title: 'the layers are a parameter', resources: { Handler: { Type: 'AWS::Lambda::Function', Properties: { Layers: { Ref: 'Layers' } } } } },
    { title: 'one layer is a parameter', resources: { Handler: { Type: 'AWS::Lambda::Function', Properties: { Layers: [{ Ref: 'Layer' }] } } } },
    { title: 'a container image, which brings its own extension', resources: { Handler: { Type: 'AWS::Lambda::Function', Properties: { PackageType: 'Image' } } } },
  ],
});
