import { Size, Token } from 'aws-cdk-lib';
import type { CfnCanary } from 'aws-cdk-lib/aws-synthetics';
import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import type { CanaryOptions } from '../synthetic-canary-props';
import { refuseClearText } from './clear-text';
import type { RunsAt } from './schedule';

const { canary: QUOTAS } = LIMITS;
/** Room for a cold start, a slow page and its screenshots. */
const USUAL_TIMEOUT = 120;

/** The numbers of a canary, checked. */
export interface RunSettings {
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly storageMegabytes?: number;
  readonly retries: number;
  readonly retentionDays: number;
  readonly replicaRegions: readonly string[];
}

export function runSettings(where: IConstruct, options: CanaryOptions, { seconds: between = Infinity }: RunsAt): RunSettings {
  const { timeout, memory = Size.mebibytes(1_024), ephemeralStorage, retries = 1, artifactsRetention, replicaRegions = [] } = options;
  const within = (what: string, value: number, [minimum, maximum]: readonly [number, number], unit: string) => {
    if (Number.isInteger(value) && value >= minimum && value <= maximum) return value;
    throw complaint(where, { what: `${what} is out of range`, received: Number.isNaN(value) ? 'a token' : value, valid: `${minimum} to ${maximum} ${unit}` });
  };
  const timeoutSeconds = within('timeout', seconds(timeout) ?? Math.min(USUAL_TIMEOUT, between), QUOTAS.timeoutSeconds, 'seconds');
  if (timeoutSeconds > between) {
    throw complaint(where, { what: 'timeout is longer than the time between runs', received: `${timeoutSeconds} s`, valid: `${between} s at most`, fix: 'Shorten it, or run less often' });
  }
  const memoryMegabytes = within('memory', mebibytes(memory), QUOTAS.memoryMegabytes, 'MiB');
  if (memoryMegabytes % QUOTAS.memoryStepMegabytes !== 0) {
    const nearest = Math.round(memoryMegabytes / QUOTAS.memoryStepMegabytes) * QUOTAS.memoryStepMegabytes;
    throw complaint(where, { what: 'memory is not a multiple of 64 MiB', received: memoryMegabytes, valid: `such as ${nearest}` });
  }
  return {
    timeoutSeconds, memoryMegabytes, replicaRegions: checkedRegions(where, replicaRegions),
    ...ephemeralStorage === undefined ? {} : { storageMegabytes: within('ephemeralStorage', mebibytes(ephemeralStorage), QUOTAS.storageMegabytes, 'MiB') },
    retries: within('retries', retries, [0, QUOTAS.retries], 'retries'),
    retentionDays: within('artifactsRetention', days(artifactsRetention) ?? 30, QUOTAS.retentionDays, 'days'),
  };
}

/** Refuses variables that are secrets, or that do not fit. */
export function checkVariables(where: IConstruct, variables: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (!/^[A-Za-z]\w+$/.test(name)) throw complaint(where, { what: 'this is no name of an environment variable', received: name, valid: 'a letter, then letters, digits and _; two or more' });
    refuseClearText(where.node.path, `the environment variable ${name}`, value);
  }
  const sizes = Object.entries(variables).map(([name, value]) => name.length + (Token.isUnresolved(value) ? 0 : Buffer.byteLength(value)));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes > QUOTAS.environmentBytes) {
    throw complaint(where, { what: 'the environment variables are too large', received: `${bytes} bytes`, valid: `${QUOTAS.environmentBytes} bytes at most`, fix: 'Put them into a file of the script' });
  }
}

/** A visual journey compares with the baseline of each browser that the canary has. */
export function visualReferences(baseline: string | undefined): CfnCanary.VisualReferenceProperty[] | undefined {
  return baseline === undefined ? undefined : [{ baseCanaryRunId: baseline, browserType: 'CHROME' }];
}

function checkedRegions(where: IConstruct, regions: readonly string[]): readonly string[] {
  if (regions.length > QUOTAS.replicas) throw complaint(where, { what: 'there are too many replicaRegions', received: regions.length, valid: `${QUOTAS.replicas} at most` });
  const wrong = regions.find((region, index) => Token.isUnresolved(region) || !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region) || regions.indexOf(region) !== index);
  if (wrong !== undefined) throw complaint(where, { what: 'replicaRegions holds something that is no Region, or one twice', received: wrong, valid: 'literals such as eu-west-1' });
  return regions;
}

function seconds(duration: CanaryOptions['timeout']): number | undefined {
  return duration && (duration.isUnresolved() ? NaN : duration.toMilliseconds() / 1_000);
}

function days(duration: CanaryOptions['artifactsRetention']): number | undefined {
  return duration && (duration.isUnresolved() ? NaN : duration.toMilliseconds() / 86_400_000);
}

function mebibytes(size: Size): number {
  return size.isUnresolved() ? NaN : size.toBytes() / 1_048_576;
}
