import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import { isScaled, scalableTargetsOf } from '../private/scalable-targets';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const CONFIG = 'AWS::SageMaker::EndpointConfig';
const ENDPOINT = 'AWS::SageMaker::Endpoint';
const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const VARIANTS = 'ProductionVariants';
const DIMENSION = 'sagemaker:variant:DesiredInstanceCount';

/** Whether a target of an endpoint scales a variant of it; `undefined` where only deployment tells. */
function isVariantScaled(endpoint: WorkloadResource, variant: PropertyValue): boolean | undefined {
  const ids = scalableTargetsOf(endpoint, DIMENSION).map(target => target.property('ResourceId').knownText);
  if (ids.length === 0) return isScaled(endpoint, DIMENSION);
  if (variant.text === undefined || ids.some(id => !/\/variant\/./.test(id))) return undefined;
  return ids.some(id => id.endsWith(`/variant/${variant.text}`));
}

function judge(variant: PropertyValue, endpoints: readonly WorkloadResource[]): Verdict {
  // A variant without instances of its own, and one that inference components share, which scale themselves.
  if (!variant.property('ServerlessConfig').isAbsent || variant.property('ModelName').isAbsent) return Verdict.NOT_APPLICABLE;
  const managed = variant.property('ManagedInstanceScaling.Status');
  if (managed.text === 'ENABLED') return Verdict.COMPLIANT;
  const variantName = variant.property('VariantName');
  const answers = endpoints.map(endpoint => isVariantScaled(endpoint, variantName));
  if (variant.isUnknown || managed.isUnknown || answers.length === 0 || answers.includes(undefined)) return Verdict.UNKNOWN;
  if (!answers.includes(false)) return Verdict.COMPLIANT;
  const name = variantName.text;
  return Verdict.violating({ message: `No scalable target sets the number of instances of the variant ${name}`, name, property: VARIANTS });
}

const main = { VariantName: 'main', ModelName: 'orders', InstanceType: 'ml.m7i.large', InitialInstanceCount: 2, InitialVariantWeight: 1 };
const config = (properties: object, others: object = {}) => ({
  Config: { Type: CONFIG, Properties: { ProductionVariants: [main], ...properties } },
  Endpoint: { Type: ENDPOINT, Properties: { EndpointConfigName: { 'Fn::GetAtt': ['Config', 'EndpointConfigName'] } } },
  ...others,
});
const target = (variant: string) => ({
  Scaling: { Type: TARGET, Properties: { ResourceId: { 'Fn::Sub': `endpoint/\${Endpoint.EndpointName}/variant/${variant}` }, ScalableDimension: DIMENSION, MinCapacity: 2, MaxCapacity: 8 } },
});

const code = `const config = new sagemaker.CfnEndpointConfig(this, 'Config', {
  productionVariants: [{ variantName: 'main', modelName: 'orders', instanceType: 'ml.m7i.large', initialInstanceCount: 2, initialVariantWeight: 1 }],
});
const endpoint = new sagemaker.CfnEndpoint(this, 'Endpoint', { endpointConfigName: config.attrEndpointConfigName });`;

export default defineRule({
  id: 'PE-SageMakerEndpointScales',
  bestPractices: ['PERF02-BP05'],
  level: RuleLevel.WARNING,
  tradeOff: 'fixed-capacity',
  title: 'Real-time endpoints scale their instances',
  why: 'Requests beyond what a fixed number of instances can infer wait and time out, and instances that nobody asks are paid for',
  remedy: `Add an applicationautoscaling.ScalableTarget with the dimension ${DIMENSION} for the variant, and let it track SageMakerVariantInvocationsPerInstance`,
  resourceTypes: [CONFIG],
  check: resource => {
    // Requests to an asynchronous endpoint wait in a queue.
    if (!resource.property('AsyncInferenceConfig').isAbsent) return Verdict.NOT_APPLICABLE;
    const variants = resource.property(VARIANTS);
    if (variants.isUnknown) return Verdict.UNKNOWN;
    const endpoints = resource.workload.referrersOf(resource, ENDPOINT, 'EndpointConfigName');
    return combinedVerdict(variants.items.map(variant => judge(variant, endpoints)));
  },
  compliant: [
    {
      title: 'between two and eight instances',
      resources: config({}, target('main')),
      cdk: `${code}
new applicationautoscaling.ScalableTarget(this, 'Scaling', {
  serviceNamespace: applicationautoscaling.ServiceNamespace.SAGEMAKER,
  resourceId: \`endpoint/\${endpoint.attrEndpointName}/variant/main\`,
  scalableDimension: 'sagemaker:variant:DesiredInstanceCount',
  minCapacity: 2,
  maxCapacity: 8,
});`,
    },
    { title: 'SageMaker scales the variant', resources: config({ ProductionVariants: [{ ...main, ManagedInstanceScaling: { Status: 'ENABLED', MinInstanceCount: 2, MaxInstanceCount: 8 } }] }) },
  ],
  violating: [
    { title: 'two instances, always', resources: config({}), findings: ['main'], cdk: code },
    {
      title: 'one variant of two',
      resources: config({ ProductionVariants: [main, { ...main, VariantName: 'canary' }] }, target('main')),
      findings: ['canary'],
    },
  ],
  ignored: [
    { title: 'serverless', resources: config({ ProductionVariants: [{ VariantName: 'main', ModelName: 'orders', ServerlessConfig: { MaxConcurrency: 20, MemorySizeInMB: 2048 } }] }) },
    { title: 'asynchronous', resources: config({ AsyncInferenceConfig: { OutputConfig: { S3OutputPath: 's3://results' } } }) },
    { title: 'instances for inference components', resources: config({ ProductionVariants: [{ VariantName: 'main', InstanceType: 'ml.g6.xlarge', InitialInstanceCount: 1 }] }) },
    { title: 'the endpoint is not in this app', resources: { Config: { Type: CONFIG, Properties: { ProductionVariants: [main] } } } },
    { title: 'which variant is scaled is a parameter', resources: config({}, target('${Variant}')) },
  ],
});
