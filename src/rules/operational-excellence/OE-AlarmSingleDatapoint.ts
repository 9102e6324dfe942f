import { defineRule } from '../private/define-rule';
import { isSteering } from '../private/steering-alarm';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const ALARM = 'AWS::CloudWatch::Alarm';

/** What goes up and down with every burst; storage fills slowly. */
const JUMPY = /utili[sz]ation|latency|duration|response_?time/i;
const SLOW = /disk|storage|file_?system|volume/i;
/** A datapoint of so many seconds has evened bursts out by itself. */
const LONG_PERIOD = 900;

/** A metric of the alarm that jumps, with the seconds that a datapoint covers. */
function jumpyMetric(alarm: WorkloadResource): { name: string; period: number } | undefined {
  const stats = alarm.values('Metrics.*.MetricStat');
  const metrics = [{ name: alarm.property('MetricName'), period: alarm.property('Period') },
    ...stats.map(stat => ({ name: stat.property('Metric.MetricName'), period: stat.property('Period') }))];
  for (const { name, period } of metrics) {
    if (name.text !== undefined && JUMPY.test(name.text) && !SLOW.test(name.text)) return { name: name.text, period: period.number ?? 60 };
  }
  return undefined;
}

export default defineRule({
  id: 'OE-AlarmSingleDatapoint',
  bestPractices: ['OPS08-BP04'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Alarms on utilization or latency wait for more than one datapoint',
  why: 'One burst raises the alarm and the next minute takes it back: whoever is paged finds nothing, and learns to wait with every alarm',
  remedy: 'Set evaluationPeriods: 5 and datapointsToAlarm: 3',
  resourceTypes: [ALARM],
  check: alarm => {
    const asked = alarm.property('DatapointsToAlarm');
    const property = asked.isAbsent ? 'EvaluationPeriods' : 'DatapointsToAlarm';
    const datapoints = asked.isAbsent ? alarm.property(property) : asked;
    const metric = jumpyMetric(alarm);
    if (!metric) return Verdict.NOT_APPLICABLE;
    if (datapoints.isUnknown) return Verdict.UNKNOWN;
    if (datapoints.number !== 1 || metric.period >= LONG_PERIOD) return Verdict.COMPLIANT;
    // What scales is to react at once.
    if (isSteering(alarm)) return Verdict.NOT_APPLICABLE;
    return Verdict.violating({ message: `One datapoint of ${metric.name} raises the alarm`, property });
  },
  compliant: [
    {
      title: 'three of five datapoints',
      resources: { Busy: { Type: ALARM, Properties: { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization', Period: 60, EvaluationPeriods: 5, DatapointsToAlarm: 3, Threshold: 80 } } },
      cdk: `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
}).metricDuration({ statistic: cloudwatch.Stats.p(99) }).createAlarm(this, 'Slow', { threshold: 3000, evaluationPeriods: 5, datapointsToAlarm: 3 });`,
    },
    {
      title: 'one datapoint of an hour',
      resources: { Busy: { Type: ALARM, Properties: { Namespace: 'AWS/RDS', MetricName: 'CPUUtilization', Period: 3600, EvaluationPeriods: 1, Threshold: 80 } } },
    },
  ],
  violating: [
    {
      title: 'one datapoint of a duration',
      resources: { Slow: { Type: ALARM, Properties: { Namespace: 'AWS/Lambda', MetricName: 'Duration', ExtendedStatistic: 'p99', Period: 60, EvaluationPeriods: 1, Threshold: 3000 } } },
      cdk: `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
}).metricDuration({ statistic: cloudwatch.Stats.p(99) }).createAlarm(this, 'Slow', { threshold: 3000, evaluationPeriods: 1 });`,
    },
    {
      title: 'one datapoint of five',
      resources: { Busy: { Type: ALARM, Properties: { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization', Period: 60, EvaluationPeriods: 5, DatapointsToAlarm: 1, Threshold: 80 } } },
    },
    {
      title: 'one datapoint of metric math',
      resources: {
        Slow: {
          Type: ALARM,
          Properties: {
            EvaluationPeriods: 1, Threshold: 1,
            Metrics: [
              { Id: 'seconds', Expression: 'latency / 1000' },
              { Id: 'latency', ReturnData: false, MetricStat: { Metric: { Namespace: 'AWS/ApiGateway', MetricName: 'Latency' }, Period: 60, Stat: 'p99' } },
            ],
          },
        },
      },
    },
  ],
  ignored: [
    { title: 'one error', resources: { Errors: { Type: ALARM, Properties: { Namespace: 'AWS/Lambda', MetricName: 'Errors', Period: 60, EvaluationPeriods: 1, Threshold: 1 } } } },
    { title: 'storage, which fills slowly', resources: { Full: { Type: ALARM, Properties: { Namespace: 'AWS/ECS', MetricName: 'EBSFilesystemUtilization', Period: 60, EvaluationPeriods: 1, Threshold: 80 } } } },
    { title: 'the number is a parameter', resources: { Busy: { Type: ALARM, Properties: { MetricName: 'CPUUtilization', EvaluationPeriods: { Ref: 'Periods' } } } } },
    {
      title: 'an alarm that only scales',
      resources: {
        Busy: { Type: ALARM, Properties: { MetricName: 'CPUUtilization', Period: 60, EvaluationPeriods: 1, AlarmActions: [{ Ref: 'Grow' }] } },
        Grow: { Type: 'AWS::AutoScaling::ScalingPolicy' },
      },
    },
  ],
});
