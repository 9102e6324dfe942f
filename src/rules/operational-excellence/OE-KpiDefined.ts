import { alarmsForPeople } from '../private/alarms-for-people';
import { standsForApp } from '../private/app-rule';
import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

const ALARM = 'AWS::CloudWatch::Alarm';
const SLO = 'AWS::ApplicationSignals::ServiceLevelObjective';
const METRIC_FILTER = 'AWS::Logs::MetricFilter';

/** Of machines, though no service of AWS publishes them under its own name. */
const OF_MACHINES: ReadonlySet<string> = new Set(['CWAgent', 'ContainerInsights', 'ECS/ContainerInsights', 'ContainerInsights/Prometheus', 'LambdaInsights', 'System/Linux', 'System/Windows']);
/** Of what users get, though a service of AWS publishes them. */
const OF_USERS: ReadonlySet<string> = new Set(['AWS/RUM', 'AWS/ApplicationSignals']);
const QUERIED = /\bFROM\s+(?:SCHEMA\(\s*)?"?([\w/.#:-]+)"?/i;

type Answer = 'yes' | 'no' | 'unknown';

function isOutcome(namespace: string): boolean {
  return OF_USERS.has(namespace) || !(namespace.startsWith('AWS/') || OF_MACHINES.has(namespace));
}

function watchesOutcome(alarm: WorkloadResource): Answer {
  const namespaces: PropertyValue[] = [alarm.property('Namespace'), ...alarm.values('Metrics.*.MetricStat.Metric.Namespace')];
  const queried = alarm.values('Metrics.*.Expression').flatMap(expression => QUERIED.exec(expression.knownText)?.[1] ?? []);
  if ([...namespaces.flatMap(({ text }) => text ?? []), ...queried].some(isOutcome)) return 'yes';
  // What a query in PromQL is about, only its metrics tell.
  const isOpen = namespaces.some(({ isUnknown }) => isUnknown) || !alarm.property('EvaluationCriteria').isAbsent;
  return isOpen ? 'unknown' : 'no';
}

function outcomes(workload: Workload): Answer | undefined {
  const alarms = alarmsForPeople(workload);
  if (alarms.length === 0) return undefined;
  if ([SLO, METRIC_FILTER].some(type => workload.ofType(type).length > 0)) return 'yes';
  const answers = new Set(alarms.map(watchesOutcome));
  return answers.has('yes') ? 'yes' : answers.has('unknown') ? 'unknown' : 'no';
}

const errors = { Type: ALARM, Properties: { Namespace: 'AWS/Lambda', MetricName: 'Errors' } };

export default defineRule({
  id: 'OE-KpiDefined',
  bestPractices: ['OPS04-BP01', 'PERF05-BP01'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Something of what the app is for is measured and watched',
  why: 'Only the machinery is watched: every alarm can be quiet while no order comes through',
  remedy: 'Publish a metric of the outcome, such as orders placed, by embedded metric format or a logs.MetricFilter, and put an alarm or an objective of Application Signals on it',
  resourceTypes: ['Stack'],
  check: stack => {
    if (!standsForApp(stack)) return Verdict.NOT_APPLICABLE;
    switch (stack.workload._once(outcomes)) {
      case undefined: return Verdict.NOT_APPLICABLE;
      case 'yes': return Verdict.COMPLIANT;
      case 'unknown': return Verdict.UNKNOWN;
      default: return Verdict.violating({ message: 'All alarms of the app watch metrics of AWS services, and there is neither a metric filter nor a service level objective' });
    }
  },
  compliant: [
    {
      title: 'an alarm on orders placed',
      resources: { Errors: errors, Orders: { Type: ALARM, Properties: { Namespace: 'Shop', MetricName: 'OrdersPlaced' } } },
      cdk: `new cloudwatch.Metric({ namespace: 'Shop', metricName: 'OrdersPlaced', statistic: 'Sum' }).createAlarm(this, 'Orders', {
  threshold: 1,
  evaluationPeriods: 3,
  comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
});`,
    },
    {
      title: 'an objective in another stack',
      resources: { Errors: errors },
      otherStacks: { Objectives: { resources: { Availability: { Type: SLO, Properties: { Name: 'availability', Goal: { AttainmentGoal: 99.9 } } } } } },
    },
    {
      title: 'a query over a metric of the app',
      resources: { Errors: errors, Orders: { Type: ALARM, Properties: { Metrics: [{ Id: 'q', Expression: 'SELECT SUM(Placed) FROM SCHEMA("Shop", Shop)' }] } } },
    },
  ],
  violating: [
    {
      title: 'errors of a function alone',
      resources: { Errors: errors },
      cdk: `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
}).metricErrors().createAlarm(this, 'Errors', { threshold: 1, evaluationPeriods: 3 });`,
    },
    {
      title: 'memory of a machine, by the agent of CloudWatch',
      resources: { Memory: { Type: ALARM, Properties: { Metrics: [{ Id: 'm', MetricStat: { Metric: { Namespace: 'CWAgent', MetricName: 'mem_used_percent' }, Period: 60, Stat: 'Average' } }] } } },
    },
  ],
  ignored: [
    { title: 'an app without alarms', resources: { Handler: { Type: 'AWS::Lambda::Function', Properties: {} } } },
    { title: 'the namespace is a parameter', resources: { Orders: { Type: ALARM, Properties: { Namespace: { Ref: 'Namespace' }, MetricName: 'OrdersPlaced' } } } },
    {
      title: 'an app whose alarms only scale',
      resources: { Load: { Type: ALARM, Properties: { Namespace: 'AWS/SQS', AlarmActions: [{ Ref: 'Grow' }] } }, Grow: { Type: 'AWS::AutoScaling::ScalingPolicy' } },
    },
  ],
});
