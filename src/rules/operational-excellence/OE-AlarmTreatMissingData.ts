import { defineRule } from '../private/define-rule';
import { isSteering } from '../private/steering-alarm';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

export default defineRule({
  id: 'OE-AlarmTreatMissingData',
  bestPractices: ['OPS08-BP04'],
  level: RuleLevel.WARNING,
  title: 'Alarms say what missing data means',
  why: 'Where a metric is only published when something happens, such as an error, the alarm sits in INSUFFICIENT_DATA and tells neither good nor bad',
  remedy: 'Set treatMissingData: NOT_BREACHING where silence is good, BREACHING where silence is the failure, MISSING where you mean it',
  resourceTypes: ['AWS::CloudWatch::Alarm'],
  check: alarm => {
    const treatment = alarm.property('TreatMissingData');
    if (treatment.isUnknown) return Verdict.UNKNOWN;
    if (!treatment.isAbsent) return Verdict.COMPLIANT;
    // A band is learnt from what is there, PromQL returns only what is there, and without data nothing is scaled.
    if (!alarm.property('ThresholdMetricId').isAbsent || !alarm.property('EvaluationCriteria').isAbsent || isSteering(alarm)) return Verdict.NOT_APPLICABLE;
    return Verdict.violating({ message: 'What missing data means is not set', property: 'TreatMissingData' });
  },
  compliant: [
    {
      title: 'no errors are good news',
      resources: { Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: { TreatMissingData: 'notBreaching' } } },
      cdk: `new cloudwatch.Alarm(this, 'Errors', {
  metric: new cloudwatch.Metric({ namespace: 'Orders', metricName: 'Errors' }),
  threshold: 1,
  evaluationPeriods: 1,
  treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
});`,
    },
    { title: 'the default, on purpose', resources: { Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: { TreatMissingData: 'missing' } } } },
  ],
  violating: [
    {
      title: 'left to the default',
      resources: { Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } } },
      cdk: `new cloudwatch.Alarm(this, 'Errors', {
  metric: new cloudwatch.Metric({ namespace: 'Orders', metricName: 'Errors' }),
  threshold: 1,
  evaluationPeriods: 1,
});`,
    },
  ],
  ignored: [
    { title: 'it is a parameter', resources: { Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: { TreatMissingData: { Ref: 'Treatment' } } } } },
    { title: 'an alarm on a PromQL query', resources: { Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: { EvaluationCriteria: { PromQLCriteria: { Query: 'errors > 0' } } } } } },
    { title: 'an alarm on a band of anomalies', resources: { Latency: { Type: 'AWS::CloudWatch::Alarm', Properties: { ThresholdMetricId: 'band' } } } },
    {
      title: 'an alarm that only scales',
      resources: {
        Load: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [{ Ref: 'Grow' }] } },
        Grow: { Type: 'AWS::AutoScaling::ScalingPolicy' },
      },
    },
  ],
});
