import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const GROUP = 'AWS::CodeDeploy::DeploymentGroup';
const PROPERTY = 'AlarmConfiguration';

const code = (options: string) => `const handler = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
const live = new lambda.Alias(this, 'Live', { aliasName: 'live', version: handler.currentVersion });
new codedeploy.LambdaDeploymentGroup(this, 'Group', {
  alias: live,
  deploymentConfig: codedeploy.LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,${options}
});`;

const group = (AlarmConfiguration: unknown) => ({ Group: { Type: GROUP, Properties: { AlarmConfiguration } } });
const ALARMS = [{ Name: 'orders-errors' }];

export default defineRule({
  id: 'OE-CodeDeployAlarms',
  bestPractices: ['OPS06-BP04'],
  level: RuleLevel.ERROR,
  title: 'CodeDeploy watches alarms while it deploys',
  why: 'A step that only takes time stops nothing: without an alarm the next step comes however many requests fail, and the rollback has no trigger',
  remedy: 'Set alarms: [...] with the alarms on errors and latency of what is deployed',
  resourceTypes: [GROUP],
  check: deploymentGroup => {
    const enabled = deploymentGroup.property(`${PROPERTY}.Enabled`);
    const alarms = deploymentGroup.property(`${PROPERTY}.Alarms`);
    if (!enabled.isUnknown && enabled.flag !== true) {
      const found = enabled.isAbsent ? 'not set' : 'off';
      return Verdict.violating({ message: `The alarms of the deployment group are ${found}`, property: `${PROPERTY}.Enabled` });
    }
    if (!alarms.isUnknown && alarms.items.length === 0) return Verdict.violating({ message: 'The deployment group names no alarms', property: `${PROPERTY}.Alarms` });
    return enabled.isUnknown || alarms.isUnknown ? Verdict.UNKNOWN : Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'an alarm',
      resources: group({ Enabled: true, Alarms: ALARMS }),
      cdk: code(`
  alarms: [live.metricErrors().createAlarm(this, 'Errors', { threshold: 1, evaluationPeriods: 1 })],`),
    },
  ],
  violating: [
    { title: 'no alarms', resources: { Group: { Type: GROUP, Properties: { ApplicationName: 'orders' } } }, cdk: code('') },
    { title: 'an empty list', resources: group({ Enabled: true, Alarms: [] }) },
    { title: 'switched off', resources: group({ Enabled: false, Alarms: ALARMS }) },
  ],
  ignored: [
    { title: 'the alarms are a parameter', resources: group({ Enabled: true, Alarms: { Ref: 'Alarms' } }) },
    { title: 'a condition decides', resources: group({ 'Fn::If': ['IsLive', { Enabled: true, Alarms: ALARMS }, { Ref: 'AWS::NoValue' }] }) },
  ],
});
