import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const ENVIRONMENT = 'AWS::AppConfig::Environment';
const PROPERTY = 'Monitors';

const MONITOR = { AlarmArn: { 'Fn::GetAtt': ['Errors', 'Arn'] }, AlarmRoleArn: 'arn:aws:iam::123456789012:role/appconfig' };

export default defineRule({
  id: 'OE-AppConfigMonitors',
  bestPractices: ['OPS06-BP04'],
  level: RuleLevel.WARNING,
  title: 'Environments of AppConfig watch alarms while they deploy',
  why: 'A value or a flag that breaks the application is deployed to the end: AppConfig takes a deployment back when an alarm goes off, and it has none to go by',
  remedy: 'Set monitors: [appconfig.Monitor.fromCloudWatchAlarm(alarm)] with an alarm on what users notice',
  resourceTypes: [ENVIRONMENT],
  check: environment => {
    const monitors = environment.property(PROPERTY);
    if (monitors.items.some(({ isUnknown }) => !isUnknown)) return Verdict.COMPLIANT;
    if (monitors.isUnknown || monitors.items.length > 0) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'The environment watches no alarm', property: PROPERTY });
  },
  compliant: [
    {
      title: 'an alarm on errors',
      resources: { Live: { Type: ENVIRONMENT, Properties: { ApplicationId: { Ref: 'Orders' }, Name: 'live', Monitors: [MONITOR] } } },
      cdk: `const errors = new cloudwatch.Metric({ namespace: 'AWS/ApplicationELB', metricName: 'HTTPCode_Target_5XX_Count', statistic: 'Sum' });
new appconfig.Environment(this, 'Live', {
  application: new appconfig.Application(this, 'Orders'),
  monitors: [appconfig.Monitor.fromCloudWatchAlarm(errors.createAlarm(this, 'Errors', { threshold: 10, evaluationPeriods: 1 }))],
});`,
    },
  ],
  violating: [
    {
      title: 'no alarm',
      resources: { Live: { Type: ENVIRONMENT, Properties: { ApplicationId: { Ref: 'Orders' }, Name: 'live' } } },
      cdk: 'new appconfig.Environment(this, \'Live\', { application: new appconfig.Application(this, \'Orders\') });',
    },
    { title: 'an empty list', resources: { Live: { Type: ENVIRONMENT, Properties: { Name: 'live', Monitors: [] } } } },
  ],
  ignored: [
    { title: 'the alarms are a condition', resources: { Live: { Type: ENVIRONMENT, Properties: { Monitors: { 'Fn::If': ['IsLive', [MONITOR], { Ref: 'AWS::NoValue' }] } } } } },
    { title: 'the only alarm is a condition', resources: { Live: { Type: ENVIRONMENT, Properties: { Monitors: [{ 'Fn::If': ['IsLive', MONITOR, { Ref: 'AWS::NoValue' }] }] } } } },
  ],
});
