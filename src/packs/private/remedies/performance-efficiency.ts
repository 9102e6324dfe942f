import type { Subject } from '../../../signals/private/subject';
import type { Remedy } from './remedy';

/** Up to this size a gp2 volume has no more throughput than the least of a gp3 one, nor more lasting IOPS. */
const MAX_GP2_GIB = 170;

/** `us-east-1-bos-1a`, where not every type is offered. */
const LOCAL_ZONE = /^[a-z]+(?:-[a-z]+)+-\d+-[a-z]+-\d+[a-z]$/;

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DatabaseInsights.Engines.html */
const TOO_SMALL = /^db\.t[234]g?\.(?:micro|small)$/;
const DATABASES = ['postgres', 'mysql', 'mariadb'];

function isSmallVolume(volume: Subject): boolean {
  const size = Number(volume.literal('Size'));
  const zone = volume.literal('AvailabilityZone');
  const isHere = !(typeof zone === 'string' && LOCAL_ZONE.test(zone));
  return size > 0 && size <= MAX_GP2_GIB && isHere && volume.lacks('OutpostArn', 'Iops', 'Throughput', 'MultiAttachEnabled');
}

function hasInsights(instance: Subject): boolean {
  const engine = instance.literal('Engine');
  const type = instance.literal('DBInstanceClass');
  if (typeof engine !== 'string' || typeof type !== 'string' || !DATABASES.includes(engine)) return false;
  return (engine === 'postgres' || !TOO_SMALL.test(type)) && instance.lacks('DBClusterIdentifier', 'PerformanceInsightsRetentionPeriod', 'DatabaseInsightsMode');
}

const COMPRESSED = {
  ruleId: 'PE-CloudFrontCompress',
  resourceType: 'AWS::CloudFront::Distribution',
  value: true,
  effect: 'viewers that accept gzip or Brotli get text compressed',
  safety: 'a viewer gets compressed only what it says that it accepts, and less is transferred',
};

/** Remedies of the rules `PE-…`. */
export const PERFORMANCE_EFFICIENCY_REMEDIES: readonly Remedy[] = [
  {
    ruleId: 'PE-ApiGwCompression',
    resourceType: 'AWS::ApiGateway::RestApi',
    property: 'MinimumCompressionSize',
    value: 1024,
    when: api => api.lacks('Body', 'BodyS3Location'),
    effect: 'callers that accept gzip or deflate get answers of 1 KiB and more compressed, from the next deployment of the API on',
    safety: 'a caller gets compressed only what it says that it accepts; definitions of OpenAPI may say it themselves, and are left alone',
  },
  {
    ruleId: 'PE-AsgMetrics',
    resourceType: 'AWS::AutoScaling::AutoScalingGroup',
    property: 'MetricsCollection',
    value: [{ Granularity: '1Minute' }],
    effect: 'the group publishes its metrics',
    safety: 'they are free, and no instance is touched',
  },
  { ...COMPRESSED, property: 'DistributionConfig.DefaultCacheBehavior.Compress' },
  { ...COMPRESSED, property: 'DistributionConfig.CacheBehaviors.*.Compress' },
  {
    ruleId: 'PE-CloudFrontHttp3',
    resourceType: 'AWS::CloudFront::Distribution',
    property: 'DistributionConfig.HttpVersion',
    value: 'http2and3',
    effect: 'viewers that can speak HTTP/2 and HTTP/3',
    safety: 'viewers that cannot go on with HTTP/1.1, and it costs nothing',
  },
  {
    ruleId: 'PE-CloudFrontIpv6',
    resourceType: 'AWS::CloudFront::Distribution',
    property: 'DistributionConfig.IPV6Enabled',
    value: true,
    when: distribution => distribution.isDefaultOr('DistributionConfig.ConnectionMode', 'direct') && distribution.lacks('DistributionConfig.WebACLId'),
    effect: 'the distribution answers over IPv6',
    safety: 'viewers with IPv4 are served as before; distributions with a web ACL or tenants are left alone',
    onRequest: 'viewers appear with IPv6 addresses, which signed URLs, functions and origins that go by addresses must know',
  },
  {
    ruleId: 'PE-DynamoContributorInsights',
    resourceType: 'AWS::DynamoDB::Table',
    property: 'ContributorInsightsSpecification.Enabled',
    value: true,
    effect: 'the keys that are used and throttled most are known',
    safety: 'reads and writes are not touched',
    onRequest: 'CloudWatch bills the rules, and each event of the table',
  },
  {
    ruleId: 'PE-EbsGp3',
    resourceType: 'AWS::EC2::Volume',
    property: 'VolumeType',
    value: 'gp3',
    when: isSmallVolume,
    effect: 'the volume is gp3 in place of gp2, with 3,000 IOPS that last',
    safety: `it costs less and stays attached; for volumes of up to ${MAX_GP2_GIB} GiB, as larger ones may have more throughput as gp2. What launches instances is left alone, as they would be replaced`,
  },
  {
    ruleId: 'PE-Ec2DetailedMonitoring',
    resourceType: 'AWS::EC2::Instance',
    property: 'Monitoring',
    value: true,
    when: instance => instance.lacks('LaunchTemplate'),
    effect: 'the instance has metrics of every minute',
    safety: 'the instance runs on; launch templates are left alone, as a new version would replace instances',
    caution: 'the metrics cost about 2 USD a month for each instance',
  },
  {
    ruleId: 'PE-EfsThroughput',
    resourceType: 'AWS::EFS::FileSystem',
    property: 'ThroughputMode',
    value: 'elastic',
    when: files => files.isDefaultOr('PerformanceMode', 'generalPurpose') && files.lacks('ProvisionedThroughputInMibps'),
    effect: 'throughput follows the load in place of credits',
    safety: 'the file system stays mounted; for the performance mode that allows it',
    onRequest: 'each GB that is read or written is billed',
  },
  {
    ruleId: 'PE-RdsInsights',
    resourceType: 'AWS::RDS::DBInstance',
    property: 'EnablePerformanceInsights',
    value: true,
    when: hasInsights,
    effect: 'the load of the database is kept by statement and wait for 7 days, which are free',
    safety: 'it is switched on without a restart; for PostgreSQL, MySQL and MariaDB on classes that support it, outside of clusters',
  },
  {
    ruleId: 'PE-S3BucketKey',
    resourceType: 'AWS::S3::Bucket',
    property: 'BucketEncryption.ServerSideEncryptionConfiguration.*.BucketKeyEnabled',
    value: true,
    when: rule => rule.literal('ServerSideEncryptionByDefault.SSEAlgorithm') === 'aws:kms',
    effect: 'new objects are encrypted with a key of the bucket, so that KMS is called, and billed, less often',
    safety: 'objects that are there are read as before. Policies that name the ARN of single objects as encryption context of the key, which is rare, must name the bucket instead',
  },
  {
    ruleId: 'PE-S3Lifecycle',
    resourceType: 'AWS::S3::Bucket',
    property: 'LifecycleConfiguration',
    value: { Rules: [{ Id: 'AbortIncompleteMultipartUpload', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }] },
    effect: 'parts of uploads that were not completed in 7 days are deleted',
    safety: 'whole objects are not touched; buckets with a lifecycle are left alone',
    onRequest: 'an upload that takes longer than 7 days is lost',
  },
  {
    ruleId: 'PE-SqsLongPolling',
    resourceType: 'AWS::SQS::Queue',
    property: 'ReceiveMessageWaitTimeSeconds',
    value: 20,
    effect: 'a call for messages that says nothing of its own waits for one for up to 20 seconds',
    safety: 'what Lambda polls is not touched, and fewer calls are paid for',
    caution: 'whoever asks several queues in turn, or has less than 20 seconds to wait, is held up by an empty one',
  },
];
