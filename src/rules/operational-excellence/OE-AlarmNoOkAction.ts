import { notifies } from '../private/alarm-notices';
import { ALARM_TYPES } from '../private/composite-rule';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const ALARM = 'AWS::CloudWatch::Alarm';
const topic = { Type: 'AWS::SNS::Topic', Properties: {} };

export default defineRule({
  id: 'OE-AlarmNoOkAction',
  bestPractices: ['OPS10-BP01'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Alarms that tell somebody also say when all is well again',
  why: 'The incident that the alarm opened stays open: somebody has to look whether it is over, and the next alarm is lost among those that nobody closed',
  remedy: 'Add alarm.addOkAction(…) with the action that addAlarmAction has',
  resourceTypes: [...ALARM_TYPES],
  check: alarm => {
    const notice = notifies(alarm);
    if (notice === false) return Verdict.NOT_APPLICABLE;
    const actions = alarm.property('OKActions');
    if (actions.items.length > 0) return Verdict.COMPLIANT;
    if (notice === undefined || actions.isUnknown) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'It tells somebody when it goes to ALARM, and nobody when it is OK again', property: 'OKActions' });
  },
  compliant: [
    {
      title: 'a topic that hears of both',
      resources: { Errors: { Type: ALARM, Properties: { AlarmActions: [{ Ref: 'OnCall' }], OKActions: [{ Ref: 'OnCall' }] } }, OnCall: topic },
      cdk: `const onCall = new cloudwatch_actions.SnsAction(new sns.Topic(this, 'OnCall'));
const errors = new cloudwatch.Alarm(this, 'Errors', {
  metric: new cloudwatch.Metric({ namespace: 'Orders', metricName: 'Errors' }),
  threshold: 1,
  evaluationPeriods: 5,
});
errors.addAlarmAction(onCall);
errors.addOkAction(onCall);`,
    },
  ],
  violating: [
    {
      title: 'a topic that only hears of the bad',
      resources: { Errors: { Type: ALARM, Properties: { AlarmActions: [{ Ref: 'OnCall' }] } }, OnCall: topic },
      cdk: `new cloudwatch.Alarm(this, 'Errors', {
  metric: new cloudwatch.Metric({ namespace: 'Orders', metricName: 'Errors' }),
  threshold: 1,
  evaluationPeriods: 5,
}).addAlarmAction(new cloudwatch_actions.SnsAction(new sns.Topic(this, 'OnCall')));`,
    },
    {
      title: 'a topic elsewhere, and an empty list',
      resources: { Health: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmActions: ['arn:aws:sns:eu-west-1:123456789012:on-call'], OKActions: [] } } },
    },
  ],
  ignored: [
    { title: 'no action at all', resources: { Errors: { Type: ALARM, Properties: {} } } },
    { title: 'actions that are switched off', resources: { Errors: { Type: ALARM, Properties: { ActionsEnabled: false, AlarmActions: [{ Ref: 'OnCall' }] } }, OnCall: topic } },
    { title: 'an OpsItem, which people close', resources: { Errors: { Type: ALARM, Properties: { AlarmActions: ['arn:aws:ssm:eu-west-1:123456789012:opsitem:2'] } } } },
    { title: 'the action is a parameter', resources: { Errors: { Type: ALARM, Properties: { AlarmActions: [{ Ref: 'Action' }] } } } },
    { title: 'the actions for OK are a parameter', resources: { Errors: { Type: ALARM, Properties: { AlarmActions: [{ Ref: 'OnCall' }], OKActions: { Ref: 'Actions' } } }, OnCall: topic } },
    {
      title: 'an alarm that only scales',
      resources: {
        Load: { Type: ALARM, Properties: { AlarmActions: [{ Ref: 'Grow' }] } },
        Grow: { Type: 'AWS::ApplicationAutoScaling::ScalingPolicy' },
      },
    },
  ],
});
