import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const ENVIRONMENT = 'AWS::Batch::ComputeEnvironment';
const PROPERTY = 'ComputeResources.AllocationStrategy';
const BEST_FIT = 'BEST_FIT';

const environment = (computeResources: object, properties: object = {}) => ({
  Jobs: { Type: ENVIRONMENT, Properties: { Type: 'MANAGED', ComputeResources: { Type: 'EC2', MaxvCpus: 256, InstanceTypes: ['c7g', 'm7g'], ...computeResources }, ...properties } },
});

const code = (strategy: string) => `new batch.ManagedEc2EcsComputeEnvironment(this, 'Jobs', {
  vpc: new ec2.Vpc(this, 'Vpc'),${strategy}
});`;

export default defineRule({
  id: 'PE-BatchAllocation',
  bestPractices: ['PERF02-BP05'],
  level: RuleLevel.WARNING,
  title: 'Compute environments of Batch take another instance type when one runs out',
  why: 'With the best fit Batch settles on one instance type, and jobs wait for it when there is no more capacity of it',
  remedy: 'Set allocationStrategy: batch.AllocationStrategy.BEST_FIT_PROGRESSIVE, or SPOT_PRICE_CAPACITY_OPTIMIZED for Spot Instances',
  resourceTypes: [ENVIRONMENT],
  check: resource => {
    const type = resource.property('ComputeResources.Type');
    const strategy = resource.property(PROPERTY);
    if (type.isUnknown || strategy.isUnknown) return Verdict.UNKNOWN;
    // Fargate has no instance types, and an unmanaged environment has none that Batch chooses.
    if (type.text !== 'EC2' && type.text !== 'SPOT') return Verdict.NOT_APPLICABLE;
    if (strategy.text !== undefined && strategy.text !== BEST_FIT) return Verdict.COMPLIANT;
    if (!resource.property('EksConfiguration').isAbsent) return Verdict.NOT_APPLICABLE;
    return Verdict.violating({ message: `The allocation strategy is ${strategy.text ?? `not set, which means ${BEST_FIT}`}`, property: PROPERTY });
  },
  compliant: [
    { title: 'progressive', resources: environment({ AllocationStrategy: 'BEST_FIT_PROGRESSIVE' }), cdk: code('') },
    { title: 'Spot Instances', resources: environment({ Type: 'SPOT', AllocationStrategy: 'SPOT_PRICE_CAPACITY_OPTIMIZED' }) },
  ],
  violating: [
    { title: 'the best fit', resources: environment({ AllocationStrategy: BEST_FIT }), cdk: code('\n  allocationStrategy: batch.AllocationStrategy.BEST_FIT,') },
    { title: 'no strategy', resources: environment({}) },
  ],
  ignored: [
    { title: 'Fargate', resources: environment({ Type: 'FARGATE' }) },
    { title: 'an unmanaged environment', resources: { Jobs: { Type: ENVIRONMENT, Properties: { Type: 'UNMANAGED' } } } },
    { title: 'Kubernetes, where Batch has another default', resources: environment({}, { EksConfiguration: { EksClusterArn: 'arn:aws:eks:eu-west-1:123456789012:cluster/main', KubernetesNamespace: 'jobs' } }) },
    { title: 'the strategy is a parameter', resources: environment({ AllocationStrategy: { Ref: 'Strategy' } }) },
  ],
});
