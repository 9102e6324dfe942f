import { aws_codedeploy as codedeploy, type Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { wholeMinutes } from '../../alarms/private/suppression-periods';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { percentage, unsuitable, type StrategyPlan } from './strategy-plan';

const { percentage: PERCENTAGE, shiftMinutes } = LIMITS.codeDeploy;

/** Minutes of what CodeDeploy has ready-made for functions, each of 10 percent. */
const READY_MADE: Readonly<Record<'canary' | 'linear', readonly number[]>> = { canary: [5, 10, 15, 30], linear: [1, 2, 3, 10] };

/**
 * The name of the deployment configuration for functions: one that CodeDeploy has, else one that is made.
 *
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html#deployment-configuration-lambda
 */
export function trafficRouting(scope: Construct, plan: StrategyPlan): string {
  if (plan.kind === 'allAtOnce') return 'CodeDeployDefault.LambdaAllAtOnce';
  if (plan.kind !== 'canary' && plan.kind !== 'linear') throw unsuitable(scope, plan, 'a function', ['canary', 'linear', 'allAtOnce']);
  refuseFinalBake(scope, plan.finalBake);
  const percent = percentage(scope, plan.percentage, PERCENTAGE, 1);
  const steps = plan.kind === 'canary' ? 1 : Math.ceil(100 / percent) - 1;
  const minutes = wholeMinutes(scope, plan.kind === 'canary' ? '`bake` of the strategy' : '`every` of the strategy', plan.kind === 'canary' ? plan.bake : plan.every, 1, shiftMinutes);
  if (steps * minutes > shiftMinutes) {
    throw complaint(scope, { what: 'the last shift of traffic is too long after the first', received: `${steps * minutes} minutes`, valid: `${shiftMinutes} minutes at most` });
  }
  if (percent === 10 && READY_MADE[plan.kind].includes(minutes)) {
    return plan.kind === 'canary' ? `CodeDeployDefault.LambdaCanary10Percent${minutes}Minutes` : `CodeDeployDefault.LambdaLinear10PercentEvery${minutes}Minute${minutes === 1 ? '' : 's'}`;
  }
  // Nameless, as any change of it makes another one, which could not have the same name.
  return new codedeploy.CfnDeploymentConfig(scope, 'Config', {
    computePlatform: 'Lambda',
    trafficRoutingConfig: plan.kind === 'canary'
      ? { type: 'TimeBasedCanary', timeBasedCanary: { canaryInterval: minutes, canaryPercentage: percent } }
      : { type: 'TimeBasedLinear', timeBasedLinear: { linearInterval: minutes, linearPercentage: percent } },
  }).ref;
}

function refuseFinalBake(scope: Construct, finalBake: Duration | undefined): void {
  if (finalBake === undefined) return;
  throw complaint(scope, { what: 'CodeDeploy does not watch alarms after all traffic of a function has shifted', received: finalBake.toHumanString(), fix: 'Leave `finalBake` out' });
}
