import type { Construct } from 'constructs';
import { wholeMinutes } from '../../alarms/private/suppression-periods';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { finalBake, percentage, unsuitable, type StrategyPlan } from './strategy-plan';

const { minutes: MINUTES } = LIMITS.appConfig;
const STEP = { minimum: 1, maximum: 99 };

export interface GradualConfiguration {
  readonly deploymentDurationInMinutes: number;
  readonly finalBakeTimeInMinutes: number;
  readonly growthFactor: number;
  readonly growthType: 'LINEAR' | 'EXPONENTIAL';
}

/** @see https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-creating-deployment-strategy.html */
export function gradualConfiguration(where: Construct, plan: StrategyPlan): GradualConfiguration {
  switch (plan.kind) {
    case 'linear': {
      const growthFactor = percentage(where, plan.percentage, STEP, 1);
      const steps = Math.ceil(100 / growthFactor);
      const duration = steps * wholeMinutes(where, '`every` of the strategy', plan.every, 1, MINUTES.maximum);
      if (duration > MINUTES.maximum) {
        throw complaint(where, { what: 'all steps of the strategy together are too long', received: `${steps} steps, ${duration} minutes`, valid: `${MINUTES.maximum} minutes at most` });
      }
      return { deploymentDurationInMinutes: duration, finalBakeTimeInMinutes: finalBake(where, plan.finalBake, MINUTES), growthFactor, growthType: 'LINEAR' };
    }
    case 'exponential': return {
      deploymentDurationInMinutes: wholeMinutes(where, '`over` of the strategy', plan.over, 1, MINUTES.maximum),
      finalBakeTimeInMinutes: finalBake(where, plan.finalBake, MINUTES), growthFactor: percentage(where, plan.percentage, STEP, 1), growthType: 'EXPONENTIAL',
    };
    case 'allAtOnce': return { deploymentDurationInMinutes: 0, finalBakeTimeInMinutes: 15, growthFactor: 100, growthType: 'LINEAR' };
    default: throw unsuitable(where, plan, 'a configuration', ['linear', 'exponential', 'allAtOnce']);
  }
}
