import { type AlarmRequirement, isWatched, listed, metricsOfRequirement } from '../private/alarmed-kinds';
import { defineRule } from '../private/define-rule';
import { mayShareEnvironment, type TemplateUnit } from '../private/template-unit';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const TABLE = 'AWS::DynamoDB::Table';
const RULE = 'AWS::Events::Rule';
const SOURCE = 'aws.application-autoscaling';

/** What shows that the maximum is reached, by service namespace. The others have no such metric, but the event. */
const REQUIREMENTS: ReadonlyMap<string | undefined, AlarmRequirement> = new Map([
  ['ecs', { kind: 'ecs-service', signals: ['desiredTaskCount'] }],
  ['dynamodb', { kind: 'dynamodb-table', signals: ['readThrottles', 'writeThrottles', 'throttledRequests', 'provisionedReadUtil', 'provisionedWriteUtil'] }],
  ['lambda', { kind: 'lambda-function', signals: ['provisionedConcurrencyUtilization', 'provisionedConcurrencySpillover'] }],
]);

const writesOf = (properties: object = {}) => ({
  Type: TARGET,
  Properties: { ServiceNamespace: 'dynamodb', ScalableDimension: 'dynamodb:table:WriteCapacityUnits', ResourceId: { 'Fn::Sub': 'table/${Orders}' }, MinCapacity: 5, MaxCapacity: 100, ...properties },
});
const tasksOf = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount', ResourceId: { 'Fn::Sub': 'service/main/${Api.Name}' } };

/** The templates with a rule on the event that something was scaled to its maximum. */
function unitsThatHear(workload: Workload): readonly TemplateUnit[] {
  return [...new Set(workload.ofType(RULE).filter(hears).map(({ _unit: unit }) => unit))];
}

function hears(rule: WorkloadResource): boolean {
  if (rule.property('State').text === 'DISABLED') return false;
  const pattern = rule.property('EventPattern');
  return pattern.text?.includes(SOURCE) === true || pattern.property('source').items.some(({ text }) => text === SOURCE);
}

export default defineRule({
  id: 'PE-ScalingAlarmHeadroom',
  bestPractices: ['PERF05-BP05'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Somebody is told when scaling reaches its maximum',
  why: 'At the maximum nothing more is added, and the service gets slower while scaling itself reports no fault',
  remedy: 'Add an alarm on the desired capacity at its maximum, or an events.Rule on the source aws.application-autoscaling, which tells of what was scaled to its maximum',
  resourceTypes: [TARGET],
  check: (target, context) => {
    const maximum = target.property('MaxCapacity');
    const fixed = maximum.number !== undefined && maximum.number === target.property('MinCapacity').number;
    if (fixed) return Verdict.NOT_APPLICABLE;
    if (target.workload._once(unitsThatHear).some(unit => mayShareEnvironment(unit, target._unit))) return Verdict.COMPLIANT;
    const namespace = target.property('ServiceNamespace');
    const scaled = target.property('ResourceId').targets();
    if (namespace.isUnknown || scaled.length === 0) return Verdict.UNKNOWN;
    const requirement = REQUIREMENTS.get(namespace.text);
    const metrics = requirement ? metricsOfRequirement(requirement, context.catalog) : [];
    if (scaled.some(resource => isWatched(resource, metrics))) return Verdict.COMPLIANT;
    const others = metrics.length > 0 ? `no alarm watches ${listed(metrics)}, and ` : '';
    return Verdict.violating({ message: `When the maximum${maximum.text === undefined ? '' : ` of ${maximum.text}`} is reached, ${others}no rule hears of it`, property: 'MaxCapacity' });
  },
  compliant: [
    {
      title: 'a rule on the event',
      resources: {
        Writes: writesOf(),
        Orders: { Type: TABLE, Properties: {} },
        AtMaximum: { Type: RULE, Properties: { EventPattern: { source: [SOURCE] }, Targets: [{ Id: 'ops', Arn: 'arn:aws:sns:eu-west-1:123456789012:ops' }] } },
      },
      cdk: `const orders = new dynamodb.Table(this, 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
orders.autoScaleWriteCapacity({ minCapacity: 5, maxCapacity: 100 }).scaleOnUtilization({ targetUtilizationPercent: 70 });
new events.Rule(this, 'AtMaximum', {
  eventPattern: { source: ['aws.application-autoscaling'], detailType: ['Application Auto Scaling Scaling Activity State Change'] },
  targets: [new events_targets.SnsTopic(new sns.Topic(this, 'Ops'))],
});`,
    },
    {
      title: 'an alarm on the number of tasks',
      resources: {
        Tasks: writesOf(tasksOf),
        Api: { Type: 'AWS::ECS::Service', Properties: {} },
        AtMaximum: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: {
            Namespace: 'ECS/ContainerInsights', MetricName: 'DesiredTaskCount', Threshold: 100, ComparisonOperator: 'GreaterThanOrEqualToThreshold',
            Dimensions: [{ Name: 'ClusterName', Value: 'main' }, { Name: 'ServiceName', Value: { 'Fn::GetAtt': ['Api', 'Name'] } }],
          },
        },
      },
    },
    {
      title: 'an alarm on throttles',
      resources: {
        Writes: writesOf(),
        Orders: { Type: TABLE, Properties: {} },
        Throttles: { Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/DynamoDB', MetricName: 'WriteThrottleEvents', Dimensions: [{ Name: 'TableName', Value: { Ref: 'Orders' } }] } },
      },
    },
  ],
  violating: [
    {
      title: 'capacity of a table',
      resources: { Writes: writesOf(), Orders: { Type: TABLE, Properties: {} } },
      cdk: `const orders = new dynamodb.Table(this, 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
orders.autoScaleWriteCapacity({ minCapacity: 5, maxCapacity: 100 }).scaleOnUtilization({ targetUtilizationPercent: 70 });`,
    },
    {
      title: 'tasks, with an alarm on CPU alone',
      resources: {
        Tasks: writesOf(tasksOf),
        Api: { Type: 'AWS::ECS::Service', Properties: {} },
        Busy: { Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization', Dimensions: [{ Name: 'ServiceName', Value: { 'Fn::GetAtt': ['Api', 'Name'] } }] } },
      },
    },
    {
      title: 'readers of an Aurora cluster, and a rule that is switched off',
      resources: {
        Readers: writesOf({ ServiceNamespace: 'rds', ScalableDimension: 'rds:cluster:ReadReplicaCount', ResourceId: { 'Fn::Sub': 'cluster:${Orders}' } }),
        Orders: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql' } },
        AtMaximum: { Type: RULE, Properties: { State: 'DISABLED', EventPattern: { source: [SOURCE] } } },
      },
    },
  ],
  ignored: [
    { title: 'what never scales', resources: { Writes: writesOf({ MinCapacity: 5, MaxCapacity: 5 }), Orders: { Type: TABLE, Properties: {} } } },
    { title: 'a table that is not in this app', resources: { Writes: writesOf({ ResourceId: 'table/orders' }) } },
  ],
});
