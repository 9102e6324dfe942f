import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const ALIAS = 'AWS::Lambda::Alias';
const UPDATE = 'CodeDeployLambdaAliasUpdate';
const GROUP = { ApplicationName: 'orders', DeploymentGroupName: 'orders' };

const code = (options: string) => `const handler = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
const smokeTest = new lambda.Function(this, 'SmokeTest', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
new codedeploy.LambdaDeploymentGroup(this, 'Group', {
  alias: new lambda.Alias(this, 'Live', { aliasName: 'live', version: handler.currentVersion }),${options}
});`;

const alias = (update: unknown) => ({ Live: { Type: ALIAS, Properties: { Name: 'live' }, UpdatePolicy: { [UPDATE]: update } } });

export default defineRule({
  id: 'OE-CodeDeployTestHook',
  bestPractices: ['OPS06-BP02'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'New versions of functions are tested where they run before they get traffic',
  why: 'Without a test before traffic shifts, users are the first to call the new version with its real configuration and permissions',
  remedy: 'Set preHook to a function that calls the new version and reports what it found to CodeDeploy',
  resourceTypes: [ALIAS],
  check: lambdaAlias => {
    const update = lambdaAlias.attribute(`UpdatePolicy.${UPDATE}`);
    if (update.isUnknown) return Verdict.UNKNOWN;
    if (update.isAbsent) return Verdict.NOT_APPLICABLE;
    // The hook is named by reference, as a rule.
    return update.property('BeforeAllowTrafficHook').isAbsent ? Verdict.violating({ message: 'No hook tests the new version before it gets traffic' }) : Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'a hook before traffic shifts',
      resources: alias({ ...GROUP, BeforeAllowTrafficHook: { Ref: 'SmokeTest' } }),
      cdk: code('\n  preHook: smokeTest,'),
    },
  ],
  violating: [
    { title: 'no hook', resources: alias(GROUP), cdk: code('') },
    { title: 'a hook after the traffic has shifted', resources: alias({ ...GROUP, AfterAllowTrafficHook: { Ref: 'SmokeTest' } }), cdk: code('\n  postHook: smokeTest,') },
  ],
  ignored: [
    { title: 'an alias that CodeDeploy does not shift', resources: { Live: { Type: ALIAS, Properties: { Name: 'live' } } } },
    { title: 'a condition decides', resources: alias({ 'Fn::If': ['IsLive', GROUP, { Ref: 'AWS::NoValue' }] }) },
  ],
});
