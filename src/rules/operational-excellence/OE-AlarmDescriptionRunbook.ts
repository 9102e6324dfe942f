import { reaches } from '../private/alarm-reach';
import { isUsedOtherwise } from '../private/alarm-uses';
import { ALARM_TYPES } from '../private/composite-rule';
import { defineRule } from '../private/define-rule';
import { isSteering } from '../private/steering-alarm';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const PATTERNS = new Map<string, RegExp>();

function compiled(pattern: string): RegExp {
  let expression = PATTERNS.get(pattern);
  if (!expression) PATTERNS.set(pattern, expression = new RegExp(pattern));
  return expression;
}

/** What announces a link of which only deployment tells the rest. */
const ANNOUNCEMENT = /https?:|runbook|playbook|wiki|\bsee\b/i;

export default defineRule({
  id: 'OE-AlarmDescriptionRunbook',
  bestPractices: ['OPS07-BP03', 'OPS07-BP04', 'OPS10-BP02'],
  level: RuleLevel.WARNING,
  title: 'The description of an alarm says where its runbook is',
  why: 'Whoever is woken by the alarm starts from nothing',
  remedy: 'Write the address of the runbook, or the name of its SSM document, into alarmDescription; runbookPattern of the pack says what counts as one',
  resourceTypes: [...ALARM_TYPES],
  check: (alarm, { runbookPattern }) => {
    const description = alarm.property('AlarmDescription');
    const { knownText } = description;
    if (compiled(runbookPattern).test(knownText)) return Verdict.COMPLIANT;
    // Whatever it stops, it wakes nobody.
    if (isSteering(alarm) || (isUsedOtherwise(alarm) && reaches(alarm) === false)) return Verdict.NOT_APPLICABLE;
    if (description.isUnknown) {
      if (description.targets('AWS::SSM::Document').length > 0) return Verdict.COMPLIANT;
      const isNamingOnly = knownText !== '' && description.targets().length > 0 && !ANNOUNCEMENT.test(knownText);
      if (!isNamingOnly) return Verdict.UNKNOWN;
    }
    const message = knownText.trim() === '' ? 'There is no description' : `The description has no address of a runbook that starts with https://, and names no SSM document: \`${excerpt(knownText)}\``;
    return Verdict.violating({ message, property: 'AlarmDescription' });
  },
  compliant: [
    {
      title: 'the address of the runbook',
      resources: { Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmDescription: 'Orders fail. Runbook: https://wiki.example.com/orders/errors' } } },
      cdk: `new cloudwatch.Alarm(this, 'Errors', {
  metric: new cloudwatch.Metric({ namespace: 'Orders', metricName: 'Errors' }),
  threshold: 1,
  evaluationPeriods: 1,
  alarmDescription: 'Orders fail. Runbook: https://wiki.example.com/orders/errors',
});`,
    },
    {
      title: 'an SSM document of the app',
      resources: {
        Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmDescription: { 'Fn::Sub': 'Orders fail: run ${Restart}' } } },
        Restart: { Type: 'AWS::SSM::Document', Properties: {} },
      },
    },
    {
      title: 'a composite alarm with the address of the runbook',
      resources: { Health: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmDescription: 'https://wiki.example.com/orders' } } },
    },
  ],
  violating: [
    {
      title: 'no description',
      resources: { Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [{ Ref: 'Pager' }] } }, Pager: { Type: 'AWS::SNS::Topic' } },
      cdk: `new cloudwatch.Alarm(this, 'Errors', {
  metric: new cloudwatch.Metric({ namespace: 'Orders', metricName: 'Errors' }),
  threshold: 1,
  evaluationPeriods: 1,
});`,
    },
    { title: 'a description without a link', resources: { Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmDescription: 'Orders fail.' } } } },
    {
      title: 'a description that names a resource only',
      resources: {
        Depth: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmDescription: { 'Fn::Sub': 'Too much in ${Orders.QueueName}' } } },
        Orders: { Type: 'AWS::SQS::Queue' },
      },
    },
    {
      title: 'a person is told besides what scales',
      resources: {
        Load: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmDescription: 'Load', AlarmActions: [{ Ref: 'Grow' }, { Ref: 'Pager' }] } },
        Grow: { Type: 'AWS::AutoScaling::ScalingPolicy' },
        Pager: { Type: 'AWS::SNS::Topic' },
      },
    },
  ],
  ignored: [
    {
      title: 'an alarm that only rolls deployments back',
      resources: {
        Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: {} },
        Deployments: { Type: 'AWS::CodeDeploy::DeploymentGroup', Properties: { AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { Ref: 'Errors' } }] } } },
      },
    },
    { title: 'the description is a parameter', resources: { Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmDescription: { Ref: 'Description' } } } } },
    {
      title: 'the address of the runbooks is a parameter',
      resources: { Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmDescription: { 'Fn::Sub': 'Orders fail. Runbook: ${Runbooks}/orders' } } } },
    },
    {
      title: 'an alarm that only scales',
      resources: {
        Load: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [{ Ref: 'Grow' }] } },
        Grow: { Type: 'AWS::ApplicationAutoScaling::ScalingPolicy' },
      },
    },
    {
      title: 'an alarm that only recovers an instance',
      resources: { Status: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [{ 'Fn::Sub': 'arn:${AWS::Partition}:automate:${AWS::Region}:ec2:recover' }] } } },
    },
  ],
});

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
