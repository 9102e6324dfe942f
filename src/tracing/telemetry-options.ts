import type { ContainerInsightsLevel, DatabaseInsightsLevel } from './insights-level';
import type { LogHygiene } from './log-hygiene';

/** What of the resources of a service is switched on. */
export interface TelemetryOptions {
  /**
   * X-Ray tracing of everything that has it, as `ActiveTracing` switches it on: functions, stages of REST APIs, AppSync APIs, state machines, topics and canaries. Traces are
   * billed by what is recorded.
   *
   * @default - off
   * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-services.html
   */
  readonly tracing?: boolean;

  /**
   * Lambda Insights: memory, CPU, network and cold starts of functions, by a layer. Eight metrics of each function are billed, and what it logs.
   *
   * Functions of container images need the extension in the image; functions at CloudFront take no layers.
   *
   * @default - off
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights.html
   */
  readonly lambdaInsights?: boolean;

  /**
   * ARNs of the layers of Lambda Insights by architecture, `x86_64` and `arm64`, in place of the one that this version of the CDK knows for the Region.
   *
   * @default - version 1.0.498.0, as the CDK knows it for the Region
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-extension-versions.html
   */
  readonly lambdaInsightsLayers?: { readonly [architecture: string]: string };

  /**
   * Container Insights of the clusters that services of ECS run in.
   *
   * @default ContainerInsightsLevel.NONE
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/ContainerInsights.html
   */
  readonly containerInsights?: ContainerInsightsLevel;

  /**
   * The add-on of EKS clusters that publishes Container Insights, with a role for its pods by EKS Pod Identity. Observations are billed.
   *
   * @default - off
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/install-CloudWatch-Observability-EKS-addon.html
   */
  readonly eksObservability?: boolean;

  /**
   * Database Insights of RDS instances and Aurora clusters, where engine and class support it.
   *
   * @default DatabaseInsightsLevel.NONE
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Database-Insights.html
   */
  readonly databaseInsights?: DatabaseInsightsLevel;

  /**
   * Metrics of every minute of EC2 instances, also by the launch templates of Auto Scaling groups: a group with an update policy replaces its instances for it. Seven metrics
   * of each instance are billed.
   *
   * @default - off
   * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html
   */
  readonly detailedMonitoring?: boolean;

  /**
   * The CloudWatch agent on Linux instances and Auto Scaling groups that Systems Manager manages: memory, disks and the processes of `hostProcesses`. Its configuration is a
   * parameter, installed and kept by State Manager.
   *
   * @default - off
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Install-CloudWatch-Agent.html
   */
  readonly hostMetrics?: boolean;

  /**
   * Names of executables that the CloudWatch agent counts and measures; literals.
   *
   * @default - memory and disks only
   */
  readonly hostProcesses?: string[];

  /**
   * The group metrics of Auto Scaling groups, which are free.
   *
   * @default - off
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html
   */
  readonly groupMetrics?: boolean;

  /**
   * Request metrics of whole S3 buckets and directory buckets. Sixteen metrics of each bucket are billed.
   *
   * @default - off
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-configurations.html
   */
  readonly bucketRequestMetrics?: boolean;

  /**
   * The additional metrics of CloudFront distributions, eight of each.
   *
   * @default - off
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/viewing-cloudfront-metrics.html
   */
  readonly distributionMetrics?: boolean;

  /**
   * The enhanced metrics of AppSync APIs: of resolvers, data sources and operations, each of which is billed.
   *
   * @default - off
   * @see https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html
   */
  readonly resolverMetrics?: boolean;

  /**
   * The metrics of the shards of Kinesis streams, seven of each.
   *
   * @default - off
   * @see https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
   */
  readonly shardMetrics?: boolean;

  /**
   * The metrics of methods and routes of API Gateway, each of which is billed.
   *
   * @default - off
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
   */
  readonly routeMetrics?: boolean;

  /**
   * The metrics of the brokers of MSK clusters, each of which is billed.
   *
   * @default - off
   * @see https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html
   */
  readonly brokerMetrics?: boolean;

  /**
   * The job and observability metrics of Spark jobs of Glue, each of which is billed.
   *
   * @default - off
   * @see https://docs.aws.amazon.com/glue/latest/dg/monitor-observability.html
   */
  readonly jobMetrics?: boolean;

  /**
   * What is done about logs.
   *
   * @default - nothing
   */
  readonly logs?: LogHygiene;
}
