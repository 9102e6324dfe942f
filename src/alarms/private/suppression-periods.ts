import type { Duration } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import type { SuppressionOptions } from '../suppression-options';

/** For how long, in seconds, a page waits for what would hold it back, and is held back after that is over. */
export interface SuppressionPeriods {
  readonly wait: number;
  readonly extension: number;
}

const DEPENDENCIES: SuppressionPeriods = { wait: 120, extension: 300 };
/** An objective that loses its budget fast is noticed within that. */
const OBJECTIVES: SuppressionPeriods = { wait: 600, extension: 600 };
const LONGEST_DEPLOYMENT_MINUTES = 15;

/** The periods of a service: where other services or deployments hold its pages back, and where its own objectives do. */
export function suppressionPeriods(
  service: IConstruct, { waitPeriod, extensionPeriod }: SuppressionOptions,
): { others: SuppressionPeriods; objectives: SuppressionPeriods } {
  const [wait, extension] = [seconds(service, 'waitPeriod', waitPeriod), seconds(service, 'extensionPeriod', extensionPeriod)];
  const given = { ...wait === undefined ? {} : { wait }, ...extension === undefined ? {} : { extension } };
  return { others: { ...DEPENDENCIES, ...given }, objectives: { ...OBJECTIVES, ...given } };
}

/** For how many minutes one deployment can hold pages back. */
export function longestDeployment(service: IConstruct, { longestDeployment: longest }: SuppressionOptions): number {
  if (longest === undefined) return LONGEST_DEPLOYMENT_MINUTES;
  return wholeMinutes(service, 'suppression.longestDeployment', longest, 1, LIMITS.alarm.windowSeconds / 60);
}

/** A literal number of whole minutes within bounds. */
export function wholeMinutes(where: IConstruct, what: string, duration: Duration, minimum: number, maximum: number): number {
  const minutes = duration.isUnresolved() ? NaN : duration.toMilliseconds() / 60_000;
  if (Number.isInteger(minutes) && minutes >= minimum && minutes <= maximum) return minutes;
  throw complaint(where, { what: `${what} is out of range`, received: inWords(duration), valid: `${minimum} to ${maximum} whole minutes` });
}

function seconds(service: IConstruct, name: keyof SuppressionOptions, duration: Duration | undefined): number | undefined {
  if (duration === undefined) return undefined;
  const value = duration.isUnresolved() ? NaN : duration.toMilliseconds() / 1000;
  if (Number.isInteger(value) && value >= 0) return value;
  throw complaint(service, { what: `suppression.${name} is out of range`, received: inWords(duration), valid: 'whole seconds, 0 or more' });
}

function inWords(duration: Duration): string {
  return duration.isUnresolved() ? 'a token' : duration.toHumanString();
}
