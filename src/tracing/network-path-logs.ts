import { Duration } from 'aws-cdk-lib';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { markOwn } from '../core/private/own-constructs';
import type { NetworkPathLogsProps } from './network-path-logs-props';
import { logAccelerators } from './private/network/accelerator-logs';
import { checkNetworkPath } from './private/network/check-network-path';
import { logDistributions } from './private/network/distribution-logs';
import { flowLogGroup, logFlows } from './private/network/flow-logs';
import { logLoadBalancers } from './private/network/load-balancer-logs';
import { logBucket } from './private/network/log-bucket';
import { monitorFlows, monitorInternet } from './private/network/monitors';

/**
 * The logs of the way that requests take (VPCs, load balancers, CloudFront, Global Accelerator) in one bucket, which only takes them over TLS and drops them after a while.
 *
 * The bucket is encrypted with keys that S3 manages, as neither load balancers nor CloudFront deliver to others. A resource that logs elsewhere already goes on to do so.
 *
 * @example
 * import { aws_ec2 as ec2 } from 'aws-cdk-lib';
 * import { NetworkPathLogs } from 'cdk-pillars';
 *
 * const vpc = new ec2.Vpc(this, 'Vpc');
 * new NetworkPathLogs(this, 'NetworkPath', { vpcs: [vpc], retention: Duration.days(30) });
 */
export class NetworkPathLogs extends Construct {
  /** Where the logs are. */
  public readonly bucket: Bucket;

  /** Where flow logs are, if not in the bucket. */
  public readonly flowLogGroup?: LogGroup;

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @throws when no resource is named, or when a number, a name or a retention is out of range
   */
  constructor(scope: Construct, id: string, props: NetworkPathLogsProps) {
    super(scope, id);
    markOwn(this);
    checkNetworkPath(this, props);
    const retention = props.retention ?? Duration.days(90);
    const accelerators = props.accelerators ?? [];
    const distributions = props.distributions ?? [];
    this.bucket = logBucket(this, { retention, takesAcls: distributions.length > 0, isGlobal: accelerators.length > 0 });
    if (props.flowLogsToLogGroup) this.flowLogGroup = flowLogGroup(this, retention);
    logFlows(this, props.vpcs ?? [], this.flowLogGroup ?? this.bucket);
    logLoadBalancers(props.applicationLoadBalancers ?? [], this.bucket, 'alb');
    logLoadBalancers(props.networkLoadBalancers ?? [], this.bucket, 'nlb');
    logDistributions(distributions, this.bucket);
    logAccelerators(this, accelerators, this.bucket);
    if (props.networkFlowMonitor) monitorFlows(this, props.networkFlowMonitor, props.vpcs ?? []);
    if (props.internetMonitor) monitorInternet(this, props.internetMonitor, props, this.bucket);
  }
}
