import { aws_cloudfront as cloudfront, Token } from 'aws-cdk-lib';
import { lengthOf } from '../../../signals/private/choice';
import { numeric } from '../../../signals/private/numeric';
import { Subject } from '../../../signals/private/subject';
import { METRIC_COUNTS } from './metric-counts';
import type { Subscriber, TelemetryPiece } from './piece';
import type { Switchboard } from './switchboard';

const SUBSCRIPTION = 'AWS::CloudFront::MonitoringSubscription';
const ALL_METHODS = { HttpMethod: '*', ResourcePath: '/*' };
const PER_ROUTE = 'detailed metrics of API Gateway bill each metric of each method or route that is called, 0.30 USD a month';

export const GROUP_METRICS_PIECE: TelemetryPiece = {
  option: 'groupMetrics',
  meets: ['PE-AsgMetrics'],
  at: { 'AWS::AutoScaling::AutoScalingGroup': ({ l1 }, board) => void board.set(l1, 'MetricsCollection', [{ Granularity: '1Minute' }]) },
};

export const BUCKET_PIECE: TelemetryPiece = {
  option: 'bucketRequestMetrics',
  meets: ['PE-S3RequestMetrics'],
  at: { 'AWS::S3::Bucket': countRequests, 'AWS::S3Express::DirectoryBucket': countRequests },
};

export const DISTRIBUTION_PIECE: TelemetryPiece = {
  option: 'distributionMetrics',
  meets: ['OE-CloudFrontAdditionalMetrics'],
  at: {
    'AWS::CloudFront::Distribution': ({ resource, l1 }, board) => {
      const [subscription] = resource.referencedBy(SUBSCRIPTION, 'DistributionId');
      if (subscription !== undefined || l1.node.tryFindChild('AdditionalMetrics')) {
        if (subscription?.property('MonitoringSubscription.RealtimeMetricsSubscriptionConfig.RealtimeMetricsSubscriptionStatus') !== 'Enabled') {
          board.leave(l1, 'its additional metrics were switched off by a MonitoringSubscription, and stay off');
        }
        return;
      }
      new cloudfront.CfnMonitoringSubscription(l1, 'AdditionalMetrics', {
        distributionId: l1.ref,
        monitoringSubscription: { realtimeMetricsSubscriptionConfig: { realtimeMetricsSubscriptionStatus: 'Enabled' } },
      });
      board.bill(l1, 'additional CloudFront metrics', METRIC_COUNTS.distribution, 'customMetric');
    },
  },
};

export const RESOLVER_PIECE: TelemetryPiece = {
  option: 'resolverMetrics',
  meets: [],
  at: {
    'AWS::AppSync::GraphQLApi': ({ l1 }, board) => {
      const isOn = board.set(l1, 'EnhancedMetricsConfig', {
        ResolverLevelMetricsBehavior: 'FULL_REQUEST_RESOLVER_METRICS',
        DataSourceLevelMetricsBehavior: 'FULL_REQUEST_DATA_SOURCE_METRICS',
        OperationLevelMetricsConfig: 'ENABLED',
      });
      if (isOn) board.note('enhanced metrics of AppSync bill each metric of each resolver, data source and operation that is called, 0.30 USD a month');
    },
  },
};

export const SHARD_PIECE: TelemetryPiece = {
  option: 'shardMetrics',
  meets: [],
  at: {
    'AWS::Kinesis::Stream': ({ l1 }, board) => {
      if (!board.set(l1, 'DesiredShardLevelMetrics', ['ALL'])) return;
      const stream = new Subject(l1);
      const shards = stream.literal('StreamModeDetails.StreamMode') === 'ON_DEMAND' ? undefined : numeric(stream.literal('ShardCount'));
      if (shards === undefined) board.note('metrics of shards bill seven metrics of each shard, 2.10 USD a month; how many shards there are follows the load');
      else board.bill(l1, 'shard metrics', METRIC_COUNTS.shard * shards, 'customMetric');
    },
  },
};

export const ROUTE_PIECE: TelemetryPiece = {
  option: 'routeMetrics',
  meets: [],
  at: {
    'AWS::ApiGateway::Stage': ({ l1 }, board) => {
      const stage = new Subject(l1);
      const settings: unknown = stage.value('MethodSettings');
      if (Array.isArray(settings) && !Token.isUnresolved(settings) && settings.length > 0) {
        const all = Array.from({ length: lengthOf(l1, 'MethodSettings') }, (_, index) => index)
          .find(index => stage.literal(`MethodSettings.${index}.HttpMethod`) === '*' && stage.literal(`MethodSettings.${index}.ResourcePath`) === '/*');
        if (all === undefined) board.leave(l1, 'MethodSettings are those of single methods, and stay as they are');
        else if (board.set(l1, `MethodSettings.${all}.MetricsEnabled`, true)) board.note(PER_ROUTE);
      } else if (board.set(l1, 'MethodSettings', [{ ...ALL_METHODS, MetricsEnabled: true }])) {board.note(PER_ROUTE);}
    },
    'AWS::ApiGatewayV2::Stage': ({ l1 }, board) => {
      if (!new Subject(l1).lacks('RouteSettings')) board.leave(l1, 'RouteSettings are those of single routes, and stay as they are');
      else if (board.set(l1, 'DefaultRouteSettings.DetailedMetricsEnabled', true)) board.note(PER_ROUTE);
    },
  },
};

export const BROKER_PIECE: TelemetryPiece = {
  option: 'brokerMetrics',
  meets: ['PE-MskMonitoring'],
  at: {
    'AWS::MSK::Cluster': ({ l1 }, board) => {
      if (board.set(l1, 'EnhancedMonitoring', 'PER_BROKER')) board.note('metrics per broker of MSK are billed as custom metrics, 0.30 USD a month for each metric of each broker');
    },
  },
};

export const JOB_PIECE: TelemetryPiece = {
  option: 'jobMetrics',
  meets: ['PE-GlueJobMetrics'],
  at: {
    'AWS::Glue::Job': ({ l1 }, board) => {
      const job = new Subject(l1);
      if (['pythonshell', 'glueray'].includes(String(job.literal('Command.Name')))) return;
      const version = numeric(job.literal('GlueVersion'));
      const isOn = [board.set(l1, 'DefaultArguments.--enable-metrics', 'true')];
      if (version !== undefined && version >= 4) isOn.push(board.set(l1, 'DefaultArguments.--enable-observability-metrics', 'true'));
      else board.leave(l1, 'observability metrics need Glue 4.0, and GlueVersion does not say that it is');
      if (isOn.includes(true)) board.note('metrics of Glue jobs are billed as custom metrics, 0.30 USD a month for each, by the hours in which the job runs');
    },
  },
};

function countRequests({ l1 }: Subscriber, board: Switchboard): void {
  if (board.set(l1, 'MetricsConfigurations', [{ Id: 'EntireBucket' }])) board.bill(l1, 'S3 request metrics', METRIC_COUNTS.bucketRequests, 'customMetric');
}
