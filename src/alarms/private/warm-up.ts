import type { Duration } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { LIMITS } from '../../core/private/limits';
import { wholeMinutes } from './suppression-periods';

/** How many minutes an alarm waits after it is created or updated. */
export function warmUpMinutes(where: IConstruct, warmUp: Duration): number {
  const { minimum, maximum } = LIMITS.alarm.warmUpMinutes;
  return wholeMinutes(where, 'warmUp', warmUp, minimum, maximum);
}

/** As alarms of metrics and of logs have it. */
export function renderWarmUp(minutes: number | undefined): { warmUpConfiguration?: { warmUpPeriodDurationInMinutes: number } } {
  return minutes === undefined ? {} : { warmUpConfiguration: { warmUpPeriodDurationInMinutes: minutes } };
}
