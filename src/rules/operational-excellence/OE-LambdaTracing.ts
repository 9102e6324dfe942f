import { defineRule } from '../private/define-rule';
import { isEdgeFunction } from '../private/edge-functions';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

/** Layers that trace with OpenTelemetry, by AWS and by others; the name is the part of the ARN before the version. */
const TRACING_LAYER = /:layer:(aws-otel-|AWSOpenTelemetryDistro|opentelemetry-|Datadog-Extension|NewRelic|Dynatrace_)/i;

export default defineRule({
  id: 'OE-LambdaTracing',
  bestPractices: ['OPS04-BP05', 'OPS08-BP03'],
  level: RuleLevel.WARNING,
  title: 'Functions are traced',
  why: 'A request that is slow or fails in the function cannot be followed to its cause',
  remedy: 'Set tracing: lambda.Tracing.ACTIVE, or add an OpenTelemetry layer',
  nagRule: 'lambda.LambdaTracing',
  resourceTypes: ['AWS::Lambda::Function'],
  check: fn => {
    // CloudFront takes no function with X-Ray.
    if (isEdgeFunction(fn)) return Verdict.NOT_APPLICABLE;
    const mode = fn.property('TracingConfig.Mode');
    const layers = fn.property('Layers');
    if (mode.text === 'Active' || layers.items.some(layer => TRACING_LAYER.test(layer.knownText))) return Verdict.COMPLIANT;
    if (mode.isUnknown || layers.isUnknown || layers.items.some(layer => layer.isUnknown && layer.knownText === '' && layer.targets('AWS::Lambda::LayerVersion').length === 0)) return Verdict.UNKNOWN;
    return Verdict.violating({ message: `The tracing mode is ${mode.text ?? 'not set'}`, property: 'TracingConfig.Mode' });
  },
  compliant: [
    {
      title: 'active tracing',
      resources: { Handler: { Type: 'AWS::Lambda::Function', Properties: { TracingConfig: { Mode: 'Active' } } } },
      cdk: `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
  tracing: lambda.Tracing.ACTIVE,
});`,
    },
    {
      title: 'the layer of the AWS Distro for OpenTelemetry',
      resources: {
        Handler: {
          Type: 'AWS::Lambda::Function',
          Properties: { Layers: [{ 'Fn::Sub': 'arn:aws:lambda:${AWS::Region}:615299751070:layer:AWSOpenTelemetryDistroJs:10' }] },
        },
      },
    },
  ],
  violating: [
    {
      title: 'tracing left off',
      resources: { Handler: { Type: 'AWS::Lambda::Function', Properties: { Handler: 'index.handler' } } },
      cdk: `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});`,
    },
    { title: 'only traced when the caller is', resources: { Handler: { Type: 'AWS::Lambda::Function', Properties: { TracingConfig: { Mode: 'PassThrough' } } } } },
  ],
  ignored: [
    { title: 'the mode is a parameter', resources: { Handler: { Type: 'AWS::Lambda::Function', Properties: { TracingConfig: { Mode: { Ref: 'TracingMode' } } } } } },
    {
      title: 'a function at CloudFront, which knows no tracing',
      resources: {
        Handler: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: { AssumeRolePolicyDocument: { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'] } } } },
        },
      },
    },
  ],
});
