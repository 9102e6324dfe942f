import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const GROUP = 'AWS::CodeDeploy::DeploymentGroup';
const PROPERTY = 'AutoRollbackConfiguration.Enabled';

const code = (options: string) => `const handler = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
new codedeploy.LambdaDeploymentGroup(this, 'Group', {
  alias: new lambda.Alias(this, 'Live', { aliasName: 'live', version: handler.currentVersion }),${options}
});`;

const group = (AutoRollbackConfiguration: unknown) => ({ Group: { Type: GROUP, Properties: { AutoRollbackConfiguration } } });

export default defineRule({
  id: 'OE-CodeDeployAutoRollback',
  bestPractices: ['OPS06-BP04'],
  level: RuleLevel.ERROR,
  title: 'CodeDeploy rolls back deployments that fail',
  why: 'A deployment that fails or is stopped by an alarm leaves the bad revision in front of the users until somebody deploys the old one by hand',
  remedy: 'Set autoRollback: { failedDeployment: true, stoppedDeployment: true }, and deploymentInAlarm: true where the group has alarms',
  resourceTypes: [GROUP],
  check: deploymentGroup => {
    const enabled = deploymentGroup.property(PROPERTY);
    if (enabled.isUnknown) return Verdict.UNKNOWN;
    if (enabled.flag === true) return Verdict.COMPLIANT;
    return Verdict.violating({ message: `Automatic rollback is ${enabled.isAbsent ? 'not set' : 'off'}`, property: PROPERTY });
  },
  compliant: [
    { title: 'rolled back', resources: group({ Enabled: true, Events: ['DEPLOYMENT_FAILURE'] }), cdk: code('\n  autoRollback: { failedDeployment: true },') },
  ],
  violating: [
    { title: 'switched off', resources: group({ Enabled: false }), cdk: code('\n  autoRollback: { failedDeployment: false },') },
    { title: 'not set', resources: { Group: { Type: GROUP, Properties: { ApplicationName: 'orders' } } } },
  ],
  ignored: [
    { title: 'it is a parameter', resources: group({ Enabled: { Ref: 'Rollback' } }) },
    { title: 'a condition decides', resources: group({ 'Fn::If': ['IsLive', { Enabled: true }, { Ref: 'AWS::NoValue' }] }) },
  ],
});
