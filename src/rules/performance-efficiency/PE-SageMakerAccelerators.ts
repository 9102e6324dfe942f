import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import { familyOf } from '../private/instance-families';
import { rowsOf } from '../private/tables';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { ENDPOINT_FAMILIES } from '../tables/endpoint-families';
import { Verdict } from '../verdict';

const CONFIG = 'AWS::SageMaker::EndpointConfig';
const VARIANTS = 'ProductionVariants';

function judge(variant: PropertyValue, replacements: ReadonlyMap<string, string>): Verdict {
  const type = variant.property('InstanceType');
  if (type.isUnknown) return Verdict.UNKNOWN;
  const family = familyOf(type);
  if (family === undefined) return Verdict.NOT_APPLICABLE;
  const replacement = replacements.get(family);
  if (replacement === undefined) return Verdict.COMPLIANT;
  const name = variant.property('VariantName').text;
  return Verdict.violating({ message: `The variant ${name ?? 'without a name'} runs on ${type.text}, which ${replacement} replaces`, name, property: VARIANTS });
}

const config = (...variants: object[]) => ({ Config: { Type: CONFIG, Properties: { ProductionVariants: variants } } });
const variant = (InstanceType: unknown, VariantName = 'main') => ({ VariantName, ModelName: 'orders', InstanceType, InitialInstanceCount: 2 });

const code = (instanceType: string) => `new sagemaker.CfnEndpointConfig(this, 'Config', {
  productionVariants: [{ variantName: 'main', modelName: 'orders', instanceType: '${instanceType}', initialInstanceCount: 2, initialVariantWeight: 1 }],
});`;

export default defineRule({
  id: 'PE-SageMakerAccelerators',
  bestPractices: ['PERF02-BP06', 'PERF05-BP06'],
  level: RuleLevel.WARNING,
  table: ENDPOINT_FAMILIES,
  title: 'Endpoints run on instances of a current generation',
  why: 'Accelerators gain more with each generation than other hardware, so that an old one infers slower and costs more for each request',
  remedy: 'Choose an instance type of the newer family, and compare latency and cost with SageMaker Inference Recommender',
  resourceTypes: [CONFIG],
  check: (resource, context) => {
    const variants = resource.property(VARIANTS);
    if (variants.isUnknown) return Verdict.UNKNOWN;
    const replacements = rowsOf(context, ENDPOINT_FAMILIES);
    return combinedVerdict(variants.items.map(item => judge(item, replacements)));
  },
  compliant: [
    { title: 'a current accelerator', resources: config(variant('ml.g6.xlarge')), cdk: code('ml.g6.xlarge') },
    { title: 'no accelerator', resources: config(variant('ml.m7i.large')) },
  ],
  violating: [
    { title: 'an old accelerator', resources: config(variant('ml.p3.2xlarge')), findings: ['main'], cdk: code('ml.p3.2xlarge') },
    { title: 'one variant of two', resources: config(variant('ml.g6.xlarge'), variant('ml.inf1.xlarge', 'canary')), findings: ['canary'] },
  ],
  ignored: [
    { title: 'the type is a parameter', resources: config(variant({ Ref: 'InstanceType' })) },
    { title: 'serverless', resources: config({ VariantName: 'main', ModelName: 'orders', ServerlessConfig: { MaxConcurrency: 20, MemorySizeInMB: 2048 } }) },
  ],
});
