import { isHeard } from '../private/alarm-events';
import { ALARM_TYPES } from '../private/composite-rule';
import { defineRule } from '../private/define-rule';
import { isSteering } from '../private/steering-alarm';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const ALARM = 'AWS::CloudWatch::Alarm';
const topic = { Type: 'AWS::SNS::Topic', Properties: {} };

const TAG = /severity|priority|urgency/i;
/** `P1`, `sev-2`, `critical`, as a word of a name; `high` and `low` are rather said of a metric. */
const IN_NAME = /(^|[^A-Za-z0-9])((P|SEV)[-_]?[0-5]|critical)([^A-Za-z0-9]|$)/i;
/** How descriptions begin that name one, as those of ObservedService do. */
const IN_DESCRIPTION = /^\s*\[(PAGE|TICKET|INFO|(P|SEV)[-_]?[0-5]|CRITICAL|HIGH|MEDIUM|LOW|WARNING)\]/i;

/** Whether somebody hears of the alarm itself, and not of a composite alarm that it is part of. */
function speaksForItself(alarm: WorkloadResource): boolean {
  if (alarm.property('ActionsEnabled').flag === false) return isHeard(alarm) === true;
  const actions = alarm.property('AlarmActions');
  return actions.isUnknown || actions.items.length > 0 || isHeard(alarm) === true;
}

export default defineRule({
  id: 'OE-AlarmSeverity',
  bestPractices: ['OPS10-BP03'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Alarms say how severe they are',
  why: 'All pages look equal: whoever has three of them at once cannot tell where to begin, and no route can tell what may wait until morning',
  remedy: 'Tag the alarm: Tags.of(alarm).add(\'severity\', \'P2\'), or write it into alarmName, with ObservedService it is there already',
  resourceTypes: [...ALARM_TYPES],
  check: alarm => {
    const tags = alarm.property('Tags');
    const keys = tags.values('*.Key');
    if (keys.some(({ text }) => text !== undefined && TAG.test(text)) || alarm.stackTags.some(key => TAG.test(key))) return Verdict.COMPLIANT;
    const [name, description] = [alarm.property('AlarmName'), alarm.property('AlarmDescription')];
    if (IN_NAME.test(name.knownText) || IN_DESCRIPTION.test(description.knownText)) return Verdict.COMPLIANT;
    if (isSteering(alarm) || !speaksForItself(alarm)) return Verdict.NOT_APPLICABLE;
    if (keys.some(({ isUnknown }) => isUnknown) || (name.isUnknown && name.knownText === '')) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'It has no tag severity or priority, and no P1 to P5 in its name', property: 'Tags' });
  },
  compliant: [
    {
      title: 'a tag',
      resources: { Errors: { Type: ALARM, Properties: { Tags: [{ Key: 'severity', Value: 'P2' }], AlarmActions: [{ Ref: 'OnCall' }] } }, OnCall: topic },
    },
    {
      title: 'a priority in the name',
      resources: { Errors: { Type: ALARM, Properties: { AlarmName: { 'Fn::Sub': '${Stage}-orders-errors-P1' }, AlarmActions: [{ Ref: 'OnCall' }] } }, OnCall: topic },
      cdk: `new cloudwatch.Alarm(this, 'Errors', {
  alarmName: 'orders-errors-P1',
  metric: new cloudwatch.Metric({ namespace: 'Orders', metricName: 'Errors' }),
  threshold: 1,
  evaluationPeriods: 5,
}).addAlarmAction(new cloudwatch_actions.SnsAction(new sns.Topic(this, 'OnCall')));`,
    },
    {
      title: 'a severity that the description begins with',
      resources: { Health: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmDescription: '[PAGE] Orders: users feel it', AlarmActions: [{ Ref: 'OnCall' }] } }, OnCall: topic },
    },
  ],
  violating: [
    {
      title: 'neither tag nor name',
      resources: { Errors: { Type: ALARM, Properties: { AlarmName: 'orders-errors-high', AlarmActions: [{ Ref: 'OnCall' }] } }, OnCall: topic },
      cdk: `new cloudwatch.Alarm(this, 'Errors', {
  metric: new cloudwatch.Metric({ namespace: 'Orders', metricName: 'Errors' }),
  threshold: 1,
  evaluationPeriods: 5,
}).addAlarmAction(new cloudwatch_actions.SnsAction(new sns.Topic(this, 'OnCall')));`,
    },
    {
      title: 'a percentile, which is no priority',
      resources: { Slow: { Type: ALARM, Properties: { AlarmName: 'orders-latency-p99', Tags: [{ Key: 'owner', Value: 'orders' }], AlarmActions: [{ Ref: 'OnCall' }] } }, OnCall: topic },
    },
  ],
  ignored: [
    { title: 'an alarm that speaks through a composite alarm only', resources: { Errors: { Type: ALARM, Properties: { AlarmName: 'orders-errors' } } } },
    { title: 'the tags are a parameter', resources: { Errors: { Type: ALARM, Properties: { Tags: { Ref: 'Tags' }, AlarmActions: [{ Ref: 'OnCall' }] } }, OnCall: topic } },
    { title: 'the name is a parameter', resources: { Errors: { Type: ALARM, Properties: { AlarmName: { Ref: 'Name' }, AlarmActions: [{ Ref: 'OnCall' }] } }, OnCall: topic } },
    {
      title: 'an alarm that only scales',
      resources: {
        Load: { Type: ALARM, Properties: { AlarmActions: [{ Ref: 'Grow' }] } },
        Grow: { Type: 'AWS::ApplicationAutoScaling::ScalingPolicy' },
      },
    },
  ],
});
