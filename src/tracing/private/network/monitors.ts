import { Arn, aws_internetmonitor as internetmonitor, aws_networkflowmonitor as networkflowmonitor, Stack } from 'aws-cdk-lib';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { InternetMonitorOptions, NetworkFlowMonitorOptions, NetworkPathLogsProps } from '../../network-path-logs-props';

/** What the first hundred cost is in the price of the resources. */
const INCLUDED_CITY_NETWORKS = 100;

export function monitorFlows(scope: Construct, { monitorName, scopeArn }: NetworkFlowMonitorOptions, vpcs: readonly IVpc[]): void {
  new networkflowmonitor.CfnMonitor(scope, 'NetworkFlowMonitor', {
    monitorName, scopeArn, localResources: vpcs.map(vpc => ({ type: 'AWS::EC2::VPC', identifier: vpc.vpcArn })),
  });
}

/** Looks at VPCs and distributions together, or else at Network Load Balancers: one monitor does not take both. */
export function monitorInternet(scope: Construct, options: InternetMonitorOptions, props: NetworkPathLogsProps, bucket: Bucket): void {
  const { vpcs = [], distributions = [], networkLoadBalancers = [] } = props;
  const paths = [...vpcs.map(({ vpcArn }) => vpcArn), ...distributions.map(arnOf)];
  const monitor = new internetmonitor.CfnMonitor(scope, 'InternetMonitor', {
    monitorName: options.monitorName,
    resources: paths.length > 0 ? paths : networkLoadBalancers.map(({ loadBalancerArn }) => loadBalancerArn),
    trafficPercentageToMonitor: options.trafficPercentage ?? 100,
    maxCityNetworksToMonitor: options.maxCityNetworks ?? INCLUDED_CITY_NETWORKS,
    internetMeasurementsLogDelivery: { s3Config: { bucketName: bucket.bucketName, bucketPrefix: 'internet', logDeliveryStatus: 'ENABLED' } },
  });
  monitor.node.addDependency(bucket.policy!);
}

function arnOf(distribution: IDistribution): string {
  return Arn.format({ service: 'cloudfront', region: '', resource: 'distribution', resourceName: distribution.distributionId }, Stack.of(distribution));
}
