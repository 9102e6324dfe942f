import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const ALL_AT_ONCE = /AllAtOnce/i;

/** Where a deployment group deploys to; `undefined` where that is not known. */
function platformOf(group: WorkloadResource): string | undefined {
  const [application] = group.property('ApplicationName').targets('AWS::CodeDeploy::Application');
  const platform = application?.property('ComputePlatform');
  if (platform) return platform.isAbsent ? 'Server' : platform.text;
  return group.property('ECSServices').isAbsent ? undefined : 'ECS';
}

/** Whether a configuration of the app leaves nothing behind that could still serve. */
function isAllAtOnce(config: WorkloadResource): boolean | undefined {
  const routing = config.property('TrafficRoutingConfig.Type');
  const healthy = config.property('MinimumHealthyHosts.Value');
  if (routing.isUnknown || healthy.isUnknown) return undefined;
  return routing.text === 'AllAtOnce' || healthy.number === 0;
}

export default defineRule({
  id: 'OE-CodeDeployNotAllAtOnce',
  bestPractices: ['OPS06-BP03', 'OPS05-BP09'],
  level: RuleLevel.ERROR,
  title: 'CodeDeploy deploys step by step',
  why: 'A bad revision reaches all users before any alarm can stop it',
  remedy: 'Set deploymentConfig to one that is canary or linear, such as CANARY_10PERCENT_5MINUTES, and for servers to ONE_AT_A_TIME or HALF_AT_A_TIME',
  resourceTypes: ['AWS::CodeDeploy::DeploymentGroup'],
  check: group => {
    const property = 'DeploymentConfigName';
    const name = group.property(property);
    if (name.isAbsent) {
      const platform = platformOf(group);
      if (platform === undefined) return Verdict.UNKNOWN;
      // Servers get CodeDeployDefault.OneAtATime.
      return platform === 'Server' ? Verdict.COMPLIANT : Verdict.violating({ message: `The deployment configuration is not set, which is all at once on ${platform}`, property });
    }
    const [config] = name.targets('AWS::CodeDeploy::DeploymentConfig');
    const answer = config ? isAllAtOnce(config) : ALL_AT_ONCE.test(name.knownText) || (name.isUnknown ? undefined : false);
    if (answer === undefined) return Verdict.UNKNOWN;
    return answer ? Verdict.violating({ message: `The deployment configuration is ${name.knownText || config.logicalId}, which deploys all at once`, property }) : Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'a canary',
      resources: { Group: { Type: 'AWS::CodeDeploy::DeploymentGroup', Properties: { DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes' } } },
      cdk: `const handler = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
new codedeploy.LambdaDeploymentGroup(this, 'Group', {
  alias: new lambda.Alias(this, 'Live', { aliasName: 'live', version: handler.currentVersion }),
  deploymentConfig: codedeploy.LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
});`,
    },
    {
      title: 'what servers get by default',
      resources: {
        Group: { Type: 'AWS::CodeDeploy::DeploymentGroup', Properties: { ApplicationName: { Ref: 'Application' } } },
        Application: { Type: 'AWS::CodeDeploy::Application', Properties: {} },
      },
    },
    {
      title: 'a configuration of the app that is linear',
      resources: {
        Group: { Type: 'AWS::CodeDeploy::DeploymentGroup', Properties: { DeploymentConfigName: { Ref: 'Config' } } },
        Config: { Type: 'AWS::CodeDeploy::DeploymentConfig', Properties: { ComputePlatform: 'Lambda', TrafficRoutingConfig: { Type: 'TimeBasedLinear' } } },
      },
    },
  ],
  violating: [
    {
      title: 'all at once',
      resources: { Group: { Type: 'AWS::CodeDeploy::DeploymentGroup', Properties: { DeploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce' } } },
      cdk: `const handler = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
new codedeploy.LambdaDeploymentGroup(this, 'Group', {
  alias: new lambda.Alias(this, 'Live', { aliasName: 'live', version: handler.currentVersion }),
  deploymentConfig: codedeploy.LambdaDeploymentConfig.ALL_AT_ONCE,
});`,
    },
    {
      title: 'what functions get by default',
      resources: {
        Group: { Type: 'AWS::CodeDeploy::DeploymentGroup', Properties: { ApplicationName: { Ref: 'Application' } } },
        Application: { Type: 'AWS::CodeDeploy::Application', Properties: { ComputePlatform: 'Lambda' } },
      },
    },
    {
      title: 'what services get by default, of an application elsewhere',
      resources: { Group: { Type: 'AWS::CodeDeploy::DeploymentGroup', Properties: { ApplicationName: 'orders', ECSServices: [{ ClusterName: 'main', ServiceName: 'orders' }] } } },
    },
    {
      title: 'a configuration of the app that is all at once',
      resources: {
        Group: { Type: 'AWS::CodeDeploy::DeploymentGroup', Properties: { DeploymentConfigName: { Ref: 'Config' } } },
        Config: { Type: 'AWS::CodeDeploy::DeploymentConfig', Properties: { ComputePlatform: 'Lambda', TrafficRoutingConfig: { Type: 'AllAtOnce' } } },
      },
    },
    {
      title: 'a configuration of the app that needs no healthy host',
      resources: {
        Group: { Type: 'AWS::CodeDeploy::DeploymentGroup', Properties: { DeploymentConfigName: 'fast' } },
        Config: { Type: 'AWS::CodeDeploy::DeploymentConfig', Properties: { DeploymentConfigName: 'fast', MinimumHealthyHosts: { Type: 'HOST_COUNT', Value: 0 } } },
      },
    },
  ],
  ignored: [
    { title: 'the configuration is a parameter', resources: { Group: { Type: 'AWS::CodeDeploy::DeploymentGroup', Properties: { DeploymentConfigName: { Ref: 'Config' } } } } },
    { title: 'the default, of an application elsewhere', resources: { Group: { Type: 'AWS::CodeDeploy::DeploymentGroup', Properties: { ApplicationName: 'orders' } } } },
    {
      title: 'the platform is a parameter',
      resources: {
        Group: { Type: 'AWS::CodeDeploy::DeploymentGroup', Properties: { ApplicationName: { Ref: 'Application' } } },
        Application: { Type: 'AWS::CodeDeploy::Application', Properties: { ComputePlatform: { Ref: 'Platform' } } },
      },
    },
  ],
});
