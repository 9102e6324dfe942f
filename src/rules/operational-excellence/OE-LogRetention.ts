import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

export default defineRule({
  id: 'OE-LogRetention',
  bestPractices: ['OPS08-BP02'],
  level: RuleLevel.ERROR,
  title: 'Log groups have a retention',
  why: 'The events are kept forever: queries get slower and storage dearer with every day, for events that nobody will read',
  remedy: 'Set retention of the log group, or logRetention of ecs.LogDrivers.awsLogs, to logs.RetentionDays.THREE_MONTHS, or as long as somebody may ask for the events',
  nagRule: 'cloudwatch.CloudWatchLogGroupRetentionPeriod',
  nagDifference: 'log groups of the class DELIVERY keep logs for a fixed time, so this rule does not ask them for a retention',
  resourceTypes: ['AWS::Logs::LogGroup'],
  check: group => {
    const kind = group.property('LogGroupClass');
    const retention = group.property('RetentionInDays');
    if (kind.text === 'DELIVERY') return Verdict.NOT_APPLICABLE;
    if (retention.isUnknown || (retention.isAbsent && kind.isUnknown)) return Verdict.UNKNOWN;
    return retention.isAbsent ? Verdict.violating({ message: 'The retention is not set, so that events never expire', property: 'RetentionInDays' }) : Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'three months',
      resources: { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 90 } } },
      cdk: 'new logs.LogGroup(this, \'Logs\', { retention: logs.RetentionDays.THREE_MONTHS });',
    },
    {
      title: 'the two years of the CDK',
      resources: { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 731 } } },
      cdk: 'new logs.LogGroup(this, \'Logs\');',
    },
  ],
  violating: [
    {
      title: 'no retention',
      resources: { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/orders/api' } } },
      cdk: 'new logs.LogGroup(this, \'Logs\', { retention: logs.RetentionDays.INFINITE });',
    },
    { title: 'no properties', resources: { Logs: { Type: 'AWS::Logs::LogGroup', Properties: {} } }, cdk: 'new logs.CfnLogGroup(this, \'Logs\');' },
  ],
  ignored: [
    { title: 'the retention is a parameter', resources: { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: { Ref: 'Retention' } } } } },
    { title: 'the class for delivery, where it is fixed', resources: { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupClass: 'DELIVERY' } } } },
    { title: 'the class is a parameter', resources: { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupClass: { Ref: 'Class' } } } } },
  ],
});
