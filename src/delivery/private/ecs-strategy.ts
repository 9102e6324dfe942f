import type { Construct } from 'constructs';
import { wholeMinutes } from '../../alarms/private/suppression-periods';
import { LIMITS } from '../../core/private/limits';
import { finalBake, percentage, unsuitable, type StrategyPlan } from './strategy-plan';

const { bakeMinutes, canaryPercentage, linearPercentage } = LIMITS.ecsDeployment;

/** What `DeploymentConfiguration` of a service says of a strategy. */
export interface StrategyConfiguration {
  readonly Strategy: string;
  readonly BakeTimeInMinutes?: number;
  readonly CanaryConfiguration?: { readonly CanaryPercent: number; readonly CanaryBakeTimeInMinutes: number };
  readonly LinearConfiguration?: { readonly StepPercent: number; readonly StepBakeTimeInMinutes: number };
  readonly DeploymentCircuitBreaker?: { readonly Enable: boolean; readonly Rollback: boolean };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-service-deploymentconfiguration.html */
export function deploymentConfiguration(where: Construct, plan: StrategyPlan): StrategyConfiguration {
  switch (plan.kind) {
    case 'canary': return {
      Strategy: 'CANARY', BakeTimeInMinutes: finalBake(where, plan.finalBake, bakeMinutes),
      CanaryConfiguration: {
        CanaryPercent: percentage(where, plan.percentage, canaryPercentage, 0.1),
        CanaryBakeTimeInMinutes: wholeMinutes(where, '`bake` of the strategy', plan.bake, 1, bakeMinutes.maximum),
      },
    };
    case 'linear': return {
      Strategy: 'LINEAR', BakeTimeInMinutes: finalBake(where, plan.finalBake, bakeMinutes),
      LinearConfiguration: {
        StepPercent: percentage(where, plan.percentage, linearPercentage, 0.1),
        StepBakeTimeInMinutes: wholeMinutes(where, '`every` of the strategy', plan.every, 1, bakeMinutes.maximum),
      },
    };
    case 'blueGreen': return { Strategy: 'BLUE_GREEN', BakeTimeInMinutes: finalBake(where, plan.finalBake, { ...bakeMinutes, minimum: 1 }) };
    case 'allAtOnce': return { Strategy: 'BLUE_GREEN', BakeTimeInMinutes: 0 };
    case 'rolling': return { Strategy: 'ROLLING', DeploymentCircuitBreaker: { Enable: true, Rollback: true } };
    default: throw unsuitable(where, plan, 'an ECS service', ['canary', 'linear', 'blueGreen', 'rolling', 'allAtOnce']);
  }
}
