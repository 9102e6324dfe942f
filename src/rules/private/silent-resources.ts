import type { WorkloadResource } from '../workload-resource';

/** By type, which resources publish no metric that an alarm could be on: others of the type do. */
const SILENT: ReadonlyMap<string, (resource: WorkloadResource) => boolean> = new Map([
  ['AWS::EC2::VPCEndpoint', isGateway],
  ['AWS::S3::Bucket', hasNoMetrics],
]);

/** Whether a resource publishes no metric as it is deployed, so that no alarm on it could ever go off. */
export function isSilent(resource: WorkloadResource): boolean {
  return SILENT.get(resource.resourceType)?.(resource) ?? false;
}

/** A gateway is routes, and metrics are of network interfaces. */
function isGateway(endpoint: WorkloadResource): boolean {
  const type = endpoint.property('VpcEndpointType');
  return type.isAbsent || type.text === 'Gateway';
}

/** Requests are counted where metrics are configured, and replication where there is any. */
function hasNoMetrics(bucket: WorkloadResource): boolean {
  const metrics = bucket.property('MetricsConfigurations');
  return metrics.items.length === 0 && !metrics.isUnknown && bucket.property('ReplicationConfiguration').isAbsent;
}
