import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const CLUSTER = 'AWS::DocDB::DBCluster';
const PARAMETERS = 'AWS::DocDB::DBClusterParameterGroup';
const PROPERTY = 'EnableCloudwatchLogsExports';
const GROUP = 'DBClusterParameterGroupName';
const DEFAULT_GROUP = /^default\./;

/** Whether the parameters of a cluster switch the profiler on; `undefined` where only deployment or another app tells. */
function isProfiling(cluster: WorkloadResource): boolean | undefined {
  const name = cluster.property(GROUP);
  if (name.isAbsent || DEFAULT_GROUP.test(name._start)) return false;
  const [group] = name.targets(PARAMETERS);
  const profiler = group?.property('Parameters.profiler');
  return !profiler || profiler.isUnknown ? undefined : profiler.text === 'enabled';
}

const profiling = (profiler: unknown) => ({ Parameters: { Type: PARAMETERS, Properties: { Family: 'docdb5.0', Description: 'Orders', Parameters: { profiler } } } });
const cluster = (EnableCloudwatchLogsExports?: unknown, more?: object) =>
  ({ Orders: { Type: CLUSTER, Properties: { EnableCloudwatchLogsExports, DBClusterParameterGroupName: { Ref: 'Parameters' }, ...more } } });

export default defineRule({
  id: 'PE-DocDbProfiler',
  bestPractices: ['PERF03-BP03', 'PERF03-BP04'],
  level: RuleLevel.WARNING,
  title: 'DocumentDB clusters log slow operations',
  why: 'Nobody sees which operations are slow and which plan they had: an index that is missing shows as a busy processor and nothing else',
  remedy: 'Set exportProfilerLogsToCloudWatch: true, and a parameterGroup with the parameter profiler: \'enabled\'',
  nagRule: 'documentdb.DocumentDBClusterLogExports',
  nagDifference: 'it asks for log types of auditing, this rule for the profiler',
  resourceTypes: [CLUSTER],
  check: resource => {
    const logs = resource.property(PROPERTY);
    if (logs.isUnknown) return Verdict.UNKNOWN;
    if (!logs.items.some(({ text }) => text === 'profiler')) {
      return logs.items.some(({ isUnknown }) => isUnknown) ? Verdict.UNKNOWN : Verdict.violating({ message: 'The profiler log is not exported', property: PROPERTY });
    }
    // Parameters of another app are taken to be what the export is for.
    if (isProfiling(resource) !== false) return Verdict.COMPLIANT;
    return Verdict.violating({ message: 'The profiler log is exported, and the parameters leave the profiler off', property: GROUP });
  },
  compliant: [
    {
      title: 'a profiler that logs',
      resources: { ...cluster(['audit', 'profiler']), ...profiling('enabled') },
      cdk: `new docdb.DatabaseCluster(this, 'Orders', {
  masterUser: { username: 'orders' },
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.R6G, ec2.InstanceSize.LARGE),
  vpc: new ec2.Vpc(this, 'Vpc'),
  exportProfilerLogsToCloudWatch: true,
  parameterGroup: new docdb.ClusterParameterGroup(this, 'Parameters', {
    family: 'docdb5.0',
    parameters: { profiler: 'enabled', profiler_threshold_ms: '100' },
  }),
});`,
    },
    { title: 'parameters of another app', resources: cluster(['profiler'], { DBClusterParameterGroupName: 'orders' }) },
  ],
  violating: [
    {
      title: 'no logs',
      resources: cluster(),
      cdk: `new docdb.DatabaseCluster(this, 'Orders', {
  masterUser: { username: 'orders' },
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.R6G, ec2.InstanceSize.LARGE),
  vpc: new ec2.Vpc(this, 'Vpc'),
});`,
    },
    { title: 'the audit log alone', resources: { ...cluster(['audit']), ...profiling('enabled') } },
    { title: 'a profiler that is off', resources: { ...cluster(['profiler']), ...profiling('disabled') } },
    { title: 'the default parameters, where it is off', resources: cluster(['profiler'], { DBClusterParameterGroupName: 'default.docdb5.0' }) },
  ],
  ignored: [
    { title: 'the logs are a parameter', resources: cluster({ Ref: 'Logs' }) },
    { title: 'a log is a parameter', resources: cluster(['audit', { Ref: 'Log' }]) },
  ],
});
