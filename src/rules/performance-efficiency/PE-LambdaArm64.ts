import { supportsArm64 } from '../private/arm64-runtimes';
import { defineRule } from '../private/define-rule';
import { isEdgeFunction } from '../private/edge-functions';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const FUNCTION = 'AWS::Lambda::Function';
const LAYER = 'AWS::Lambda::LayerVersion';

/** Layers built for x86_64; that of Lambda Insights says so by not saying otherwise. */
const X86_LAYER = /:layer:(?:LambdaInsightsExtension:|[^:]*(?:x86|x64|amd64))/i;

/** Whether a layer has no code for arm64; `undefined` when only deployment can tell. */
function isX86Layer(layer: PropertyValue): boolean | undefined {
  const architectures = layer.targets(LAYER).map(version => version.property('CompatibleArchitectures'));
  if (architectures.length > 0) return architectures.some(({ items }) => items.length > 0 && items.every(({ text }) => text === 'x86_64'));
  return layer.isUnknown && layer.knownText === '' ? undefined : X86_LAYER.test(layer.knownText);
}

export default defineRule({
  id: 'PE-LambdaArm64',
  bestPractices: ['PERF02-BP01', 'PERF02-BP02'],
  level: RuleLevel.WARNING,
  title: 'Functions run on arm64 where their runtime can',
  why: 'Lambda charges a fifth less per millisecond on arm64, where most functions are as fast or faster',
  remedy: 'Set architecture: lambda.Architecture.ARM_64, and build native dependencies for it',
  resourceTypes: [FUNCTION],
  check: fn => {
    // The architecture of an image is decided where it is built, and CloudFront runs x86_64 only.
    if (fn.property('PackageType').text === 'Image' || isEdgeFunction(fn)) return Verdict.NOT_APPLICABLE;
    const architectures = fn.property('Architectures');
    if (architectures.items.some(({ text }) => text === 'arm64')) return Verdict.COMPLIANT;
    const runtime = fn.property('Runtime').text;
    const canSwitch = runtime === undefined ? undefined : supportsArm64(runtime);
    const layers = fn.property('Layers');
    const isX86 = layers.items.map(isX86Layer);
    if (canSwitch === false || isX86.includes(true)) return Verdict.NOT_APPLICABLE;
    const isUnknown = [architectures, ...architectures.items, layers, fn.property('PackageType')].some(value => value.isUnknown);
    if (canSwitch === undefined || isUnknown || isX86.includes(undefined)) return Verdict.UNKNOWN;
    const [architecture] = architectures.items;
    const found = architecture?.text ?? 'not set, which means x86_64';
    return Verdict.violating({ message: `The architecture is ${found}, and ${runtime} runs on arm64 as well`, property: 'Architectures' });
  },
  compliant: [
    {
      title: 'arm64',
      resources: { Handler: { Type: FUNCTION, Properties: { Runtime: 'nodejs22.x', Architectures: ['arm64'] } } },
      cdk: `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
  architecture: lambda.Architecture.ARM_64,
});`,
    },
  ],
  violating: [
    {
      title: 'no architecture',
      resources: { Handler: { Type: FUNCTION, Properties: { Runtime: 'python3.13' } } },
      cdk: `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: 'index.handler',
  code: lambda.Code.fromInline('def handler(event, context): pass'),
});`,
    },
    { title: 'x86_64 on a runtime of the operating system only', resources: { Handler: { Type: FUNCTION, Properties: { Runtime: 'provided.al2023', Architectures: ['x86_64'] } } } },
    {
      title: 'a layer for both architectures',
      resources: {
        Handler: { Type: FUNCTION, Properties: { Runtime: 'java21', Layers: [{ Ref: 'Layer' }] } },
        Layer: { Type: LAYER, Properties: { CompatibleArchitectures: ['x86_64', 'arm64'] } },
      },
    },
  ],
  ignored: [
    { title: 'a runtime without arm64', resources: { Handler: { Type: FUNCTION, Properties: { Runtime: 'go1.x' } } } },
    { title: 'a runtime that is a parameter', resources: { Handler: { Type: FUNCTION, Properties: { Runtime: { Ref: 'Runtime' } } } } },
    { title: 'a container image', resources: { Handler: { Type: FUNCTION, Properties: { PackageType: 'Image', Code: { ImageUri: 'orders:1' } } } } },
    {
      title: 'a layer for x86_64 only',
      resources: {
        Handler: { Type: FUNCTION, Properties: { Runtime: 'nodejs22.x', Layers: [{ Ref: 'Layer' }] } },
        Layer: { Type: LAYER, Properties: { CompatibleArchitectures: ['x86_64'] } },
      },
    },
    {
      title: 'Lambda Insights for x86_64',
      resources: { Handler: { Type: FUNCTION, Properties: { Runtime: 'nodejs22.x', Layers: [{ 'Fn::Sub': 'arn:aws:lambda:${AWS::Region}:580247275435:layer:LambdaInsightsExtension:64' }] } } },
    },
    {
      title: 'a function at CloudFront',
      resources: {
        Handler: { Type: FUNCTION, Properties: { Runtime: 'nodejs22.x' } },
        Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Handler' } } },
        Site: {
          Type: 'AWS::CloudFront::Distribution',
          Properties: { DistributionConfig: { DefaultCacheBehavior: { LambdaFunctionAssociations: [{ EventType: 'viewer-request', LambdaFunctionARN: { Ref: 'Version' } }] } } },
        },
      },
    },
  ],
});
