import type { SignalMetric } from '../../signals/private/signal-metrics';
import type { SignalCatalog } from '../../signals/signal-catalog';
import { distinct, isWatched, listed, type Metric } from '../private/alarmed-kinds';
import { ALARM_TYPES } from '../private/composite-rule';
import { defineRule } from '../private/define-rule';
import { type BalancerFamily, familyOf, LOAD_BALANCER, TARGET_GROUP } from '../private/load-balancers';
import { RULES } from '../private/operational-excellence.generated';
import { isSilent } from '../private/silent-resources';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const ID = 'OE-ResourceAlarmed';

type Metrics = readonly Metric[];

const BY_CATALOG = new WeakMap<SignalCatalog, ReadonlyMap<string, Metrics | undefined>>();

/** Types that rules with more exact demands are about. */
function typesWithOwnRule(): Set<string> {
  return new Set(RULES.filter(({ id }) => id.endsWith('Alarmed') && id !== ID).flatMap(({ resourceTypes }) => resourceTypes));
}

/** Kinds whose type has a rule of its own that is about other kinds of it. */
const OTHER_KINDS: ReadonlyMap<string, Partial<Record<BalancerFamily, string>>> = new Map([
  [LOAD_BALANCER, { network: 'nlb', gateway: 'gwlb' }],
  [TARGET_GROUP, { network: 'nlb-target-group', gateway: 'gwlb-target-group' }],
]);

/** By type, what an alarm can be on; filled as types are met, so that no kind is loaded for nothing. */
function metricsByType(catalog: SignalCatalog): Map<string, Metrics | undefined> {
  let table = BY_CATALOG.get(catalog) as Map<string, Metrics | undefined> | undefined;
  if (!table) {
    const own = typesWithOwnRule();
    table = new Map(catalog.resourceTypes.filter(type => !own.has(type)).map(type => [type, undefined]));
    BY_CATALOG.set(catalog, table);
  }
  return table;
}

function metricsOfType(type: string, catalog: SignalCatalog): Metrics {
  const table = metricsByType(catalog);
  let metrics = table.get(type);
  if (!metrics && table.has(type)) table.set(type, metrics = alarmed(catalog._metricsOfType(type)));
  return metrics ?? [];
}

function metricsOfResource(resource: WorkloadResource, catalog: SignalCatalog): Metrics {
  const others = OTHER_KINDS.get(resource.resourceType);
  if (!others) return metricsOfType(resource.resourceType, catalog);
  const family = familyOf(resource);
  const kind = family && others[family];
  return kind === undefined ? [] : alarmed(catalog._metricsOfKind(kind));
}

/** The metrics of the signals that have an alarm unless somebody turns it off. */
function alarmed(metrics: readonly SignalMetric[]): Metrics {
  return distinct(metrics.filter(metric => metric.alarmed));
}

/** A topic that alarms publish to. */
function isOnTheWayOfAlarms(resource: WorkloadResource): boolean {
  return resource.resourceType === 'AWS::SNS::Topic' && ALARM_TYPES.some(type => resource.workload.referrersOf(resource, type, 'AlarmActions.*').length > 0);
}

export default defineRule({
  id: ID,
  bestPractices: ['OPS08-BP04', 'OPS08-BP01'],
  level: RuleLevel.WARNING,
  title: 'Resources that deserve an alarm have one',
  why: 'A fault of the resource shows nowhere until users complain',
  remedy: 'Observe it with ObservedService, or add an alarm on one of the metrics named',
  resourceTypes: ['*'],
  check: (resource, { catalog }) => {
    const metrics = metricsOfResource(resource, catalog);
    // Alarms on what carries alarms go the same way.
    if (metrics.length === 0 || isSilent(resource) || isOnTheWayOfAlarms(resource)) return Verdict.NOT_APPLICABLE;
    return isWatched(resource, metrics) ? Verdict.COMPLIANT : Verdict.violating({ message: `No alarm watches ${listed(metrics)}` });
  },
  compliant: [
    {
      title: 'an alarm on one of the metrics that the signal catalog alarms for the kind',
      resources: {
        Orders: { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 1 } },
        Late: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: { Namespace: 'AWS/Kinesis', MetricName: 'GetRecords.IteratorAgeMilliseconds', Dimensions: [{ Name: 'StreamName', Value: { Ref: 'Orders' } }] },
        },
      },
      subject: 'Orders',
      cdk: `const orders = new kinesis.Stream(this, 'Orders', { streamMode: kinesis.StreamMode.ON_DEMAND });
new ObservedService(this, 'Service', { serviceName: 'orders', owner: 'order-team', resources: [orders], routes: [] });`,
    },
    {
      title: 'an alarm on a Network Load Balancer, while the rule about load balancers is about others',
      resources: {
        Front: { Type: LOAD_BALANCER, Properties: { Type: 'network' } },
        Resets: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: { Namespace: 'AWS/NetworkELB', MetricName: 'PortAllocationErrorCount', Dimensions: [{ Name: 'LoadBalancer', Value: { 'Fn::GetAtt': ['Front', 'LoadBalancerFullName'] } }] },
        },
      },
      subject: 'Front',
    },
  ],
  violating: [
    {
      title: 'no alarm',
      resources: { Orders: { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 1 } } },
      cdk: 'new kinesis.Stream(this, \'Orders\', { streamMode: kinesis.StreamMode.ON_DEMAND });',
    },
    { title: 'no alarm on a bucket that publishes metrics of its requests', resources: { Images: { Type: 'AWS::S3::Bucket', Properties: { MetricsConfigurations: [{ Id: 'EntireBucket' }] } } } },
    {
      title: 'no alarm on an interface endpoint',
      resources: { Queues: { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcId: 'vpc-1', ServiceName: 'com.amazonaws.eu-west-1.sqs', VpcEndpointType: 'Interface' } } },
    },
    { title: 'no alarm on a target group of a Network Load Balancer', resources: { Front: { Type: TARGET_GROUP, Properties: { Protocol: 'TCP', Port: 443 } } } },
  ],
  ignored: [
    {
      title: 'a rule of EventBridge, which a strict rule asks about',
      resources: { Nightly: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 day)', Targets: [{ Id: 'a', Arn: 'arn:aws:lambda:eu-west-1:123456789012:function:a' }] } } },
    },
    { title: 'a type that the catalog has no kind for', resources: { Role: { Type: 'AWS::IAM::Role', Properties: {} } } },
    {
      title: 'a topic that alarms publish to',
      resources: { OnCall: { Type: 'AWS::SNS::Topic', Properties: {} }, Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [{ Ref: 'OnCall' }] } } },
      subject: 'OnCall',
    },
    { title: 'a bucket that publishes no metrics of its requests', resources: { Images: { Type: 'AWS::S3::Bucket', Properties: {} } } },
    {
      title: 'a gateway endpoint, which publishes no metrics',
      resources: { Buckets: { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcId: 'vpc-1', ServiceName: 'com.amazonaws.eu-west-1.s3' } } },
    },
    { title: 'a type with a rule of its own', resources: { Handler: { Type: 'AWS::Lambda::Function', Properties: {} } } },
    { title: 'an Application Load Balancer, with a rule of its own', resources: { Front: { Type: LOAD_BALANCER, Properties: {} } } },
  ],
});
