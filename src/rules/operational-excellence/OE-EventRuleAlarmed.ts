import { carriesAlarms } from '../private/alarm-events';
import { type AlarmRequirement, requireAlarms } from '../private/alarmed-kinds';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const RULE = 'AWS::Events::Rule';
const QUEUE = 'AWS::SQS::Queue';
const REQUIREMENTS: readonly AlarmRequirement[] = [{ kind: 'eventbridge-rule', signals: ['failedInvocations', 'sentToDlq'] }];

const target = { Id: 'Target0', Arn: 'arn:aws:lambda:eu-west-1:123456789012:function:orders' };
const nightly = { Type: RULE, Properties: { ScheduleExpression: 'rate(1 day)', Targets: [target] } };
const alarm = (metricName: string) => ({
  Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/Events', MetricName: metricName, Dimensions: [{ Name: 'RuleName', Value: { Ref: 'Nightly' } }] },
});

export default defineRule({
  id: 'OE-EventRuleAlarmed',
  bestPractices: ['OPS08-BP04'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'EventBridge rules have an alarm on events that reached no target',
  why: 'Where a permission is missing or a target is gone, EventBridge drops the events: the target sees nothing, so that nothing fails there',
  remedy: 'Observe it with ObservedService, add an alarm on FailedInvocations, or give every target a deadLetterQueue',
  resourceTypes: [RULE],
  check: (rule, context) => {
    const targets = rule.property('Targets');
    if (rule.property('State').text === 'DISABLED' || targets.isAbsent) return Verdict.NOT_APPLICABLE;
    if (targets.isUnknown) return Verdict.UNKNOWN;
    const queues = targets.items.map(item => item.property('DeadLetterConfig.Arn'));
    if (queues.length === 0 || carriesAlarms(rule)) return Verdict.NOT_APPLICABLE;
    // What is not delivered arrives there, and another rule asks for an alarm on it.
    if (queues.every(queue => !queue.isAbsent)) return Verdict.COMPLIANT;
    return requireAlarms(rule, context, REQUIREMENTS);
  },
  compliant: [
    {
      title: 'an alarm on failed invocations',
      resources: { Nightly: nightly, Failed: alarm('FailedInvocations') },
      cdk: `const nightly = new events.Rule(this, 'Nightly', {
  schedule: events.Schedule.rate(Duration.days(1)),
  targets: [new events_targets.SqsQueue(new sqs.Queue(this, 'Orders'))],
});
new cloudwatch.Metric({ namespace: 'AWS/Events', metricName: 'FailedInvocations', dimensionsMap: { RuleName: nightly.ruleName }, statistic: 'Sum' })
  .createAlarm(this, 'Failed', { threshold: 1, evaluationPeriods: 1 });`,
    },
    {
      title: 'a dead-letter queue of every target',
      resources: {
        Nightly: { Type: RULE, Properties: { ScheduleExpression: 'rate(1 day)', Targets: [{ ...target, DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Undelivered', 'Arn'] } } }] } },
        Undelivered: { Type: QUEUE },
      },
    },
  ],
  violating: [
    {
      title: 'no alarm',
      resources: { Nightly: nightly },
      cdk: `new events.Rule(this, 'Nightly', {
  schedule: events.Schedule.rate(Duration.days(1)),
  targets: [new events_targets.SqsQueue(new sqs.Queue(this, 'Orders'))],
});`,
    },
    {
      title: 'a dead-letter queue of one target of two',
      resources: { Nightly: { Type: RULE, Properties: { Targets: [{ ...target, DeadLetterConfig: { Arn: 'arn:aws:sqs:eu-west-1:123456789012:undelivered' } }, { ...target, Id: 'Target1' }] } } },
    },
    { title: 'an alarm on how often it runs', resources: { Nightly: nightly, Runs: alarm('TriggeredRules') } },
  ],
  ignored: [
    { title: 'a rule that is switched off', resources: { Nightly: { Type: RULE, Properties: { State: 'DISABLED', ScheduleExpression: 'rate(1 day)', Targets: [target] } } } },
    { title: 'a rule without a target', resources: { Nightly: { Type: RULE, Properties: { ScheduleExpression: 'rate(1 day)', Targets: [] } } } },
    { title: 'the targets are a parameter', resources: { Nightly: { Type: RULE, Properties: { ScheduleExpression: 'rate(1 day)', Targets: { Ref: 'Targets' } } } } },
    {
      title: 'a rule that carries alarms',
      resources: { Route: { Type: RULE, Properties: { EventPattern: { 'source': ['aws.cloudwatch'], 'detail-type': ['CloudWatch Alarm State Change'] }, Targets: [target] } } },
    },
  ],
});
