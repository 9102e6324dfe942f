import { Token } from 'aws-cdk-lib';
import type { ObservedResource } from '../observed-resource';

/** What an instance is launched as. */
export interface LaunchSettings {
  /** A literal type such as `t3.micro`, or empty. */
  readonly type: string;
  /** As declared: `standard`, `unlimited`, nothing, or what only deployment can tell. */
  readonly creditMode: unknown;
}

/**
 * CPU credits that a burstable instance earns in an hour, by size. It keeps those of a day at most.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-credits-baseline-concepts.html
 */
const T2 = new Map([['nano', 3], ['micro', 6], ['small', 12], ['medium', 24], ['large', 36], ['xlarge', 54], ['2xlarge', 81.6]]);
const NEWER = new Map([['nano', 6], ['micro', 12], ['small', 24], ['medium', 24], ['large', 36], ['xlarge', 96], ['2xlarge', 192]]);

export function launchSettings(resource: ObservedResource, typePath: string, creditPath: string): LaunchSettings {
  const type = resource.property(typePath);
  return { type: typeof type === 'string' && !Token.isUnresolved(type) ? type : '', creditMode: resource.property(creditPath) };
}

export function isBurstable({ type }: LaunchSettings): boolean {
  return /^(t2|t3|t3a|t4g)\./.test(type);
}

/** Whether an instance slows down when it has no credits left: those of T2 do unless told otherwise, others only when told so. */
export function mayRunDry(launch: LaunchSettings): boolean {
  return isBurstable(launch) && (launch.creditMode === undefined ? launch.type.startsWith('t2.') : launch.creditMode !== 'unlimited');
}

/** Whether an instance goes on without credits, and is billed for it. */
export function mayBeCharged(launch: LaunchSettings): boolean {
  return isBurstable(launch) && (launch.creditMode === undefined ? !launch.type.startsWith('t2.') : launch.creditMode !== 'standard');
}

/** The most CPU credits that the instance can have. */
export function maximumCredits(launch: LaunchSettings): number | undefined {
  const [family, size] = launch.type.split('.');
  const perHour = isBurstable(launch) ? (family === 't2' ? T2 : NEWER).get(size) : undefined;
  return perHour === undefined ? undefined : 24 * perHour;
}
