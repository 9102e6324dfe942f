import type { Duration } from 'aws-cdk-lib';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { ApplicationLoadBalancer, NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IAccelerator } from 'aws-cdk-lib/aws-globalaccelerator';

/** A monitor of Network Flow Monitor. It shows what the agents on instances report, which are installed separately. */
export interface NetworkFlowMonitorOptions {
  /** Name of the monitor: a literal of 1 to 200 letters, digits, `_`, `.` and `-`. */
  readonly monitorName: string;

  /**
   * ARN of the scope of the account, of which there is one in a Region: switch Network Flow Monitor on to get it.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-NetworkFlowMonitor.html
   */
  readonly scopeArn: string;
}

/** A monitor of Internet Monitor. Each resource costs 0.01 USD an hour, city-networks beyond the first hundred 0.74 USD an hour for ten thousand. */
export interface InternetMonitorOptions {
  /** Name of the monitor: a literal of 1 to 255 letters, digits, `_`, `.` and `-`. */
  readonly monitorName: string;

  /**
   * Share of the traffic that is looked at, in percent, 1 to 100.
   *
   * @default 100
   */
  readonly trafficPercentage?: number;

  /**
   * How many pairs of city and network are looked at and billed at most, 1 to 500,000.
   *
   * @default 100
   */
  readonly maxCityNetworks?: number;
}

/** Properties of `NetworkPathLogs`. At least one resource has to be named. */
export interface NetworkPathLogsProps {
  /**
   * VPCs with flow logs of all traffic.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
   */
  readonly vpcs?: IVpc[];

  /**
   * Whether flow logs go to a log group of their own in place of the bucket, where they can be queried at once, and cost twice as much.
   *
   * @default false
   */
  readonly flowLogsToLogGroup?: boolean;

  /**
   * Application Load Balancers with access logs.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
   */
  readonly applicationLoadBalancers?: ApplicationLoadBalancer[];

  /**
   * Network Load Balancers with access logs, which are those of their TLS listeners.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html
   */
  readonly networkLoadBalancers?: NetworkLoadBalancer[];

  /**
   * CloudFront distributions of this app with standard logs.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html
   */
  readonly distributions?: IDistribution[];

  /**
   * Accelerators of Global Accelerator with flow logs. CloudFormation cannot switch them on, so a custom resource of the CDK does.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/global-accelerator/latest/dg/monitoring-global-accelerator.flow-logs.html
   */
  readonly accelerators?: IAccelerator[];

  /**
   * How long logs are kept, in whole days. A log group keeps them at least as long, as it knows few retentions.
   *
   * @default Duration.days(90)
   */
  readonly retention?: Duration;

  /**
   * A monitor of the network between the VPCs and what they talk to.
   *
   * @default - none
   */
  readonly networkFlowMonitor?: NetworkFlowMonitorOptions;

  /**
   * A monitor of the internet between users and VPCs or distributions, or else Network Load Balancers.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-InternetMonitor.html
   */
  readonly internetMonitor?: InternetMonitorOptions;
}
