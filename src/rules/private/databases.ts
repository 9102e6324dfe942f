import type { WorkloadResource } from '../workload-resource';

const CLUSTER = 'AWS::RDS::DBCluster';

/** The cluster that a database instance belongs to, where the app has it. */
export function clusterOf(instance: WorkloadResource): WorkloadResource | undefined {
  return instance.property('DBClusterIdentifier').targets(CLUSTER)[0];
}

/** Whether a database has a volume of its own, which one of Aurora and one of a Multi-AZ DB cluster has not; `undefined` where only deployment tells. */
export function hasOwnVolume(instance: WorkloadResource): boolean | undefined {
  if (!instance.property('DBClusterIdentifier').isAbsent) return false;
  const engine = instance.property('Engine');
  if (engine.isUnknown) return undefined;
  return !engine.text?.startsWith('aurora');
}
