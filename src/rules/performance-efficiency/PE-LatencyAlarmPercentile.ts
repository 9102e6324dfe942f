import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import { hasPercentiles } from '../private/latency-metrics';
import { isSteering } from '../private/steering-alarm';
import type { PropertyValue } from '../property-value';
import type { RuleContext } from '../rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const ALARM = 'AWS::CloudWatch::Alarm';

function judge(metric: PropertyValue | WorkloadResource, statistic: PropertyValue, property: string, { catalog }: RuleContext): Verdict {
  const [namespace, metricName] = [metric.property('Namespace'), metric.property('MetricName')];
  if (namespace.isUnknown || metricName.isUnknown || statistic.isUnknown) return Verdict.UNKNOWN;
  if (namespace.text === undefined || metricName.text === undefined) return Verdict.NOT_APPLICABLE;
  if (!hasPercentiles(namespace.text, metricName.text, catalog)) return Verdict.NOT_APPLICABLE;
  return statistic.text === 'Average' ? Verdict.violating({ message: `The statistic of ${metricName.text} is Average`, property }) : Verdict.COMPLIANT;
}

export default defineRule({
  id: 'PE-LatencyAlarmPercentile',
  bestPractices: ['PERF05-BP02', 'OPS08-BP01'],
  level: RuleLevel.WARNING,
  title: 'Alarms on latency do not watch an average',
  why: 'An average stays low while one request in a hundred takes seconds, and it is those that users complain of',
  remedy: 'Set statistic: cloudwatch.Stats.p(99), or cloudwatch.Stats.tm(99) to leave out the rarest outliers',
  resourceTypes: [ALARM],
  check: (alarm, context) => {
    const queries = alarm.property('Metrics');
    const statistic = alarm.property('Statistic');
    if (queries.isAbsent && statistic.text !== undefined && statistic.text !== 'Average') return Verdict.NOT_APPLICABLE;
    // What scales follows the load as a whole; a few slow requests are no reason to.
    if (isSteering(alarm)) return Verdict.NOT_APPLICABLE;
    if (queries.isUnknown) return Verdict.UNKNOWN;
    return combinedVerdict([
      judge(alarm, statistic, 'Statistic', context),
      ...queries.items.map(query => judge(query.property('MetricStat.Metric'), query.property('MetricStat.Stat'), 'Metrics', context)),
    ]);
  },
  compliant: [
    {
      title: 'a percentile',
      resources: { Slow: { Type: ALARM, Properties: { Namespace: 'AWS/Lambda', MetricName: 'Duration', ExtendedStatistic: 'p99', Threshold: 3000 } } },
      cdk: `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
}).metricDuration({ statistic: cloudwatch.Stats.p(99) }).createAlarm(this, 'Slow', { threshold: 3000, evaluationPeriods: 3 });`,
    },
    {
      title: 'a trimmed mean',
      resources: { Slow: { Type: ALARM, Properties: { Namespace: 'AWS/ApplicationELB', MetricName: 'TargetResponseTime', ExtendedStatistic: 'tm99', Threshold: 1 } } },
    },
  ],
  violating: [
    {
      title: 'the average of a duration',
      resources: { Slow: { Type: ALARM, Properties: { Namespace: 'AWS/Lambda', MetricName: 'Duration', Statistic: 'Average', Threshold: 3000 } } },
      cdk: `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
}).metricDuration().createAlarm(this, 'Slow', { threshold: 3000, evaluationPeriods: 3 });`,
    },
    {
      title: 'the average in an anomaly band',
      resources: {
        Slow: {
          Type: ALARM,
          Properties: {
            ThresholdMetricId: 'band',
            Metrics: [
              { Id: 'latency', MetricStat: { Metric: { Namespace: 'AWS/ApiGateway', MetricName: 'Latency' }, Period: 60, Stat: 'Average' } },
              { Id: 'band', Expression: 'ANOMALY_DETECTION_BAND(latency, 2)' },
            ],
          },
        },
      },
    },
    {
      title: 'the average of cold starts',
      resources: { Cold: { Type: ALARM, Properties: { Namespace: 'LambdaInsights', MetricName: 'init_duration', Statistic: 'Average', Threshold: 3000 } } },
    },
  ],
  ignored: [
    {
      title: 'an alarm that only scales',
      resources: {
        Slow: { Type: ALARM, Properties: { Namespace: 'AWS/ApplicationELB', MetricName: 'TargetResponseTime', Statistic: 'Average', AlarmActions: [{ Ref: 'Grow' }] } },
        Grow: { Type: 'AWS::AutoScaling::ScalingPolicy' },
      },
    },
    { title: 'the average of something else', resources: { Busy: { Type: ALARM, Properties: { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization', Statistic: 'Average' } } } },
    { title: 'a latency without percentiles', resources: { Slow: { Type: ALARM, Properties: { Namespace: 'AWS/DynamoDB', MetricName: 'SuccessfulRequestLatency', Statistic: 'Average' } } } },
    { title: 'the statistic is a parameter', resources: { Slow: { Type: ALARM, Properties: { Namespace: 'AWS/Lambda', MetricName: 'Duration', Statistic: { Ref: 'Statistic' } } } } },
  ],
});
