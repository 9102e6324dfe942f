import { reaches } from '../private/alarm-reach';
import { isUsedOtherwise } from '../private/alarm-uses';
import { ALARM_TYPES, COMPOSITE } from '../private/composite-rule';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const ALARM = 'AWS::CloudWatch::Alarm';
const topic = { Type: 'AWS::SNS::Topic', Properties: {} };

export default defineRule({
  id: 'OE-AlarmHasAlarmAction',
  bestPractices: ['OPS08-BP04', 'OPS10-BP02'],
  level: RuleLevel.ERROR,
  title: 'Alarms tell somebody, or act',
  why: 'Nobody hears the alarm: the fault goes on until users complain',
  remedy: 'Add an alarm action, such as alarm.addAlarmAction(new cloudwatch_actions.SnsAction(topic)), a composite alarm that has one, or an EventBridge rule on its state change; with ObservedService, give it routes',
  nagRule: 'cloudwatch.CloudWatchAlarmAction',
  nagDifference: 'it takes an action for OK or INSUFFICIENT_DATA for enough and looks at no other resource, this rule asks that somebody hears of ALARM, also through a composite alarm, an EventBridge rule or a deployment',
  resourceTypes: [...ALARM_TYPES],
  check: alarm => {
    const reached = reaches(alarm);
    if (reached === true || isUsedOtherwise(alarm)) return Verdict.COMPLIANT;
    if (reached === undefined) return Verdict.UNKNOWN;
    const isOff = alarm.property('ActionsEnabled').flag === false;
    return Verdict.violating({
      message: `${isOff ? 'Its actions are switched off' : 'It has no alarm action'}, no composite alarm with one stands on it, and no EventBridge rule with a target matches it`,
      property: isOff ? 'ActionsEnabled' : 'AlarmActions',
    });
  },
  compliant: [
    {
      title: 'an action of its own',
      resources: { Errors: { Type: ALARM, Properties: { AlarmActions: [{ Ref: 'OnCall' }] } }, OnCall: topic },
      cdk: `const errors = new cloudwatch.Alarm(this, 'Errors', {
  metric: new cloudwatch.Metric({ namespace: 'Orders', metricName: 'Errors' }),
  threshold: 1,
  evaluationPeriods: 5,
});
errors.addAlarmAction(new cloudwatch_actions.SnsAction(new sns.Topic(this, 'OnCall')));`,
    },
    {
      title: 'through a composite alarm of a composite alarm',
      resources: {
        Errors: { Type: ALARM, Properties: {} },
        Api: { Type: COMPOSITE, Properties: { AlarmName: 'api', AlarmRule: { 'Fn::Sub': 'ALARM("${Errors.Arn}") OR ALARM(other)' } } },
        Health: { Type: COMPOSITE, Properties: { AlarmRule: 'ALARM("api")', AlarmActions: [{ Ref: 'OnCall' }] } },
        OnCall: topic,
      },
    },
    {
      title: 'an EventBridge rule on the state of all alarms',
      resources: {
        Errors: { Type: ALARM, Properties: {} },
        Listener: {
          Type: 'AWS::Events::Rule',
          Properties: {
            EventPattern: { 'source': ['aws.cloudwatch'], 'detail-type': ['CloudWatch Alarm State Change'], 'detail': { state: { value: ['ALARM'] } } },
            Targets: [{ Id: 'Target0', Arn: { Ref: 'OnCall' } }],
          },
        },
        OnCall: topic,
      },
    },
    {
      title: 'an alarm that rolls deployments back',
      resources: {
        Errors: { Type: ALARM, Properties: {} },
        Deployments: { Type: 'AWS::CodeDeploy::DeploymentGroup', Properties: { AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { Ref: 'Errors' } }] } } },
      },
    },
    {
      title: 'an alarm behind a composite alarm that holds pages back',
      resources: {
        Deploying: { Type: ALARM, Properties: {} },
        Suppressors: { Type: COMPOSITE, Properties: { AlarmRule: { 'Fn::Sub': 'ALARM("${Deploying}")' } } },
        Health: { Type: COMPOSITE, Properties: { AlarmRule: 'ALARM("errors")', ActionsSuppressor: { Ref: 'Suppressors' }, AlarmActions: [{ Ref: 'OnCall' }] } },
        OnCall: topic,
      },
    },
    {
      title: 'an alarm that ends the practice of a shift to other zones',
      resources: {
        Errors: { Type: ALARM, Properties: {} },
        Practice: {
          Type: 'AWS::ARCZonalShift::ZonalAutoshiftConfiguration',
          Properties: { PracticeRunConfiguration: { OutcomeAlarms: [{ AlarmIdentifier: { 'Fn::GetAtt': ['Errors', 'Arn'] }, Type: 'CLOUDWATCH' }] } },
        },
      },
    },
  ],
  violating: [
    {
      title: 'no action',
      resources: { Errors: { Type: ALARM, Properties: { AlarmName: 'errors' } } },
      cdk: `new cloudwatch.Alarm(this, 'Errors', {
  metric: new cloudwatch.Metric({ namespace: 'Orders', metricName: 'Errors' }),
  threshold: 1,
  evaluationPeriods: 5,
});`,
    },
    {
      title: 'only an action when all is well again',
      resources: { Errors: { Type: ALARM, Properties: { OKActions: [{ Ref: 'OnCall' }] } }, OnCall: topic },
    },
    {
      title: 'actions that are switched off',
      resources: { Errors: { Type: ALARM, Properties: { ActionsEnabled: false, AlarmActions: [{ Ref: 'OnCall' }] } }, OnCall: topic },
    },
    {
      title: 'in a composite alarm that it only holds back',
      resources: {
        Deploying: { Type: ALARM, Properties: {} },
        Errors: { Type: ALARM, Properties: { AlarmActions: [{ Ref: 'OnCall' }] } },
        Health: { Type: COMPOSITE, Properties: { AlarmRule: { 'Fn::Sub': 'ALARM("${Errors}") AND NOT ALARM("${Deploying}")' }, AlarmActions: [{ Ref: 'OnCall' }] } },
        OnCall: topic,
      },
    },
    {
      title: 'an EventBridge rule on the alarms of others',
      resources: {
        Errors: { Type: ALARM, Properties: { AlarmName: 'errors' } },
        Listener: { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: ['aws.cloudwatch'], detail: { alarmName: [{ prefix: 'payments-' }] } }, Targets: [{ Id: 'a', Arn: { Ref: 'OnCall' } }] } },
        OnCall: topic,
      },
    },
    {
      title: 'an EventBridge rule that is switched off',
      resources: {
        Errors: { Type: ALARM, Properties: {} },
        Listener: { Type: 'AWS::Events::Rule', Properties: { State: 'DISABLED', EventPattern: { source: ['aws.cloudwatch'] }, Targets: [{ Id: 'a', Arn: { Ref: 'OnCall' } }] } },
        OnCall: topic,
      },
    },
    {
      title: 'an EventBridge rule on another bus than that of AWS services',
      resources: {
        Errors: { Type: ALARM, Properties: {} },
        Listener: { Type: 'AWS::Events::Rule', Properties: { EventBusName: 'orders', EventPattern: { source: ['aws.cloudwatch'] }, Targets: [{ Id: 'a', Arn: { Ref: 'OnCall' } }] } },
        OnCall: topic,
      },
    },
    {
      title: 'an EventBridge rule without a target',
      resources: { Errors: { Type: ALARM, Properties: {} }, Listener: { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: ['aws.cloudwatch'] } } } },
    },
  ],
  ignored: [
    { title: 'actions that a parameter gives', resources: { Errors: { Type: ALARM, Properties: { AlarmActions: { Ref: 'Actions' } } } } },
  ],
});
