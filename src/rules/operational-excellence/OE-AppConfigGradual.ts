import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const STRATEGY = 'AWS::AppConfig::DeploymentStrategy';
const DEPLOYMENT = 'AWS::AppConfig::Deployment';
const DURATION = 'DeploymentDurationInMinutes';
const GROWTH = 'GrowthFactor';
const REFERENCE = 'DeploymentStrategyId';

/** Deployments by what AppConfig offers ready-made; strategies of the app are judged themselves. */
function judgeDeployment(deployment: WorkloadResource): Verdict {
  const strategy = deployment.property(REFERENCE);
  if (strategy.targets(STRATEGY).length > 0) return Verdict.NOT_APPLICABLE;
  if (strategy.isUnknown) return Verdict.UNKNOWN;
  if (strategy.text?.startsWith('AppConfig.') !== true) return Verdict.NOT_APPLICABLE;
  if (strategy.text !== 'AppConfig.AllAtOnce') return Verdict.COMPLIANT;
  return Verdict.violating({ message: `The strategy is ${strategy.text}`, property: REFERENCE });
}

export default defineRule({
  id: 'OE-AppConfigGradual',
  bestPractices: ['OPS06-BP03'],
  level: RuleLevel.WARNING,
  title: 'Configuration is deployed to targets a part at a time',
  why: 'A bad value or flag reaches everything within seconds, before any alarm can go off and have it taken back',
  remedy: 'Set rolloutStrategy: appconfig.RolloutStrategy.CANARY_10_PERCENT_20_MINUTES, or another one that is linear or exponential',
  resourceTypes: [STRATEGY, DEPLOYMENT],
  check: resource => {
    if (resource.resourceType === DEPLOYMENT) return judgeDeployment(resource);
    const duration = resource.property(DURATION);
    const growth = resource.property(GROWTH);
    if (duration.number === 0) return Verdict.violating({ message: 'The deployment takes 0 minutes', property: DURATION });
    if ((growth.number ?? 0) >= 100) return Verdict.violating({ message: `The first step of the deployment is ${growth.text} percent of the targets`, property: GROWTH });
    return duration.isUnknown || growth.isUnknown ? Verdict.UNKNOWN : Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'a tenth at a time',
      resources: { Gradual: { Type: STRATEGY, Properties: { DeploymentDurationInMinutes: 20, GrowthFactor: 10, GrowthType: 'LINEAR', FinalBakeTimeInMinutes: 10 } } },
      cdk: `new appconfig.DeploymentStrategy(this, 'Gradual', {
  rolloutStrategy: appconfig.RolloutStrategy.CANARY_10_PERCENT_20_MINUTES,
});`,
    },
    { title: 'a deployment by what AppConfig offers', resources: { Release: { Type: DEPLOYMENT, Properties: { DeploymentStrategyId: 'AppConfig.Canary10Percent20Minutes' } } } },
  ],
  violating: [
    {
      title: 'all at once',
      resources: { Fast: { Type: STRATEGY, Properties: { DeploymentDurationInMinutes: 0, GrowthFactor: 100, FinalBakeTimeInMinutes: 10 } } },
      cdk: 'new appconfig.DeploymentStrategy(this, \'Fast\', { rolloutStrategy: appconfig.RolloutStrategy.ALL_AT_ONCE });',
    },
    { title: 'one step, though it takes its time', resources: { Fast: { Type: STRATEGY, Properties: { DeploymentDurationInMinutes: 20, GrowthFactor: 100 } } } },
    { title: 'a deployment all at once by what AppConfig offers', resources: { Release: { Type: DEPLOYMENT, Properties: { DeploymentStrategyId: 'AppConfig.AllAtOnce' } } } },
  ],
  ignored: [
    { title: 'the duration is a parameter', resources: { Gradual: { Type: STRATEGY, Properties: { DeploymentDurationInMinutes: { Ref: 'Minutes' }, GrowthFactor: 20 } } } },
    { title: 'the strategy of a deployment is a parameter', resources: { Release: { Type: DEPLOYMENT, Properties: { DeploymentStrategyId: { Ref: 'Strategy' } } } } },
    {
      title: 'a deployment by a strategy of the app, which is judged itself',
      resources: { Release: { Type: DEPLOYMENT, Properties: { DeploymentStrategyId: { Ref: 'Fast' } } }, Fast: { Type: STRATEGY, Properties: { DeploymentDurationInMinutes: 0, GrowthFactor: 100 } } },
      subject: 'Release',
    },
  ],
});
