import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const CLUSTER = 'AWS::EMR::Cluster';
const GROUP = 'AWS::EMR::InstanceGroupConfig';
const LIMITS = 'ManagedScalingPolicy.ComputeLimits';

const RELEASE = /^emr-(\d+)\.(\d+)/;

/** Applications that do not run on YARN, whose load managed scaling does not see, or that keep data on the nodes. */
const UNSUITABLE = new Set(['hbase', 'presto', 'trino', 'prestosql']);

/** Where groups of a cluster have rules of their own by which they scale. */
const OWN_POLICIES = ['Instances.CoreInstanceGroup.AutoScalingPolicy', 'Instances.TaskInstanceGroups.*.AutoScalingPolicy'];

const WORKERS = ['Instances.CoreInstanceGroup', 'Instances.CoreInstanceFleet', 'Instances.TaskInstanceGroups', 'Instances.TaskInstanceFleets'];

/** Managed scaling came with 5.30, and 6.0 is without it. */
function isTooOld(cluster: WorkloadResource): boolean {
  const [, major, minor] = RELEASE.exec(cluster.property('ReleaseLabel').text ?? '')?.map(Number) ?? [];
  return major < 5 || (major === 5 && minor < 30) || (major === 6 && minor === 0);
}

function scalesByRules(cluster: WorkloadResource): boolean {
  return OWN_POLICIES.some(path => cluster.values(path).some(({ isAbsent }) => !isAbsent))
    || cluster.workload.referrersOf(cluster, GROUP, 'JobFlowId').some(group => !group.property('AutoScalingPolicy').isAbsent);
}

const cluster = (properties: object) => ({
  Cluster: {
    Type: CLUSTER,
    Properties: {
      ReleaseLabel: 'emr-7.5.0',
      Applications: [{ Name: 'Spark' }],
      Instances: { MasterInstanceGroup: { InstanceCount: 1, InstanceType: 'm7g.xlarge' }, CoreInstanceGroup: { InstanceCount: 4, InstanceType: 'm7g.xlarge' } },
      ...properties,
    },
  },
});

const code = (policy: string) => `new emr.CfnCluster(this, 'Cluster', {
  name: 'orders',
  releaseLabel: 'emr-7.5.0',
  applications: [{ name: 'Spark' }],
  jobFlowRole: 'EMR_EC2_DefaultRole',
  serviceRole: 'EMR_DefaultRole',
  instances: {
    masterInstanceGroup: { instanceCount: 1, instanceType: 'm7g.xlarge' },
    coreInstanceGroup: { instanceCount: 4, instanceType: 'm7g.xlarge' },
  },${policy}
});`;

export default defineRule({
  id: 'PE-EmrManagedScaling',
  bestPractices: ['PERF02-BP05'],
  level: RuleLevel.WARNING,
  tradeOff: 'fixed-capacity',
  title: 'EMR clusters scale with their jobs',
  why: 'A fixed number of nodes makes jobs wait for containers when several run, and idles between them',
  remedy: 'Set managedScalingPolicy: { computeLimits: { unitType: \'Instances\', minimumCapacityUnits: 2, maximumCapacityUnits: 10 } }',
  resourceTypes: [CLUSTER],
  check: resource => {
    const limits = resource.property(LIMITS);
    if (limits.keys.length > 0) return Verdict.COMPLIANT;
    if (isTooOld(resource) || resource.values('Applications.*.Name').some(({ text }) => UNSUITABLE.has(text?.toLowerCase() ?? ''))) return Verdict.NOT_APPLICABLE;
    const workers = WORKERS.map(path => resource.property(path));
    // A cluster of one node, which does all the work.
    if (workers.every(({ isAbsent }) => isAbsent) || scalesByRules(resource)) return Verdict.NOT_APPLICABLE;
    if (limits.isUnknown || resource.property('Applications').isUnknown || resource.property('Instances').isUnknown) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'There is no managed scaling policy with limits', property: LIMITS });
  },
  compliant: [
    {
      title: 'between two and ten nodes',
      resources: cluster({ ManagedScalingPolicy: { ComputeLimits: { UnitType: 'Instances', MinimumCapacityUnits: 2, MaximumCapacityUnits: 10 } } }),
      cdk: code('\n  managedScalingPolicy: { computeLimits: { unitType: \'Instances\', minimumCapacityUnits: 2, maximumCapacityUnits: 10 } },'),
    },
  ],
  violating: [{ title: 'four nodes, always', resources: cluster({}), cdk: code('') }],
  ignored: [
    { title: 'rules of its own', resources: cluster({ Instances: { CoreInstanceGroup: { InstanceCount: 4, InstanceType: 'm7g.xlarge', AutoScalingPolicy: { Constraints: { MinCapacity: 2, MaxCapacity: 10 } } } } }) },
    { title: 'HBase, which has its data on the nodes', resources: cluster({ Applications: [{ Name: 'HBase' }] }) },
    { title: 'one node that does all the work', resources: cluster({ Instances: { MasterInstanceGroup: { InstanceCount: 1, InstanceType: 'm7g.xlarge' } } }) },
    { title: 'a release that cannot', resources: cluster({ ReleaseLabel: 'emr-5.20.0' }) },
    { title: 'the policy is a parameter', resources: cluster({ ManagedScalingPolicy: { Ref: 'Policy' } }) },
  ],
});
