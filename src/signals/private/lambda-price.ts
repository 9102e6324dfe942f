import { Token } from 'aws-cdk-lib';
import { perMillionMilliseconds, WORKLOAD_PRICES } from '../../core/private/workload-prices';
import type { ObservedResource } from '../observed-resource';
import type { SignalVariant } from '../signal-source';
import { numberOf } from './derived-threshold';

/** The function with what a request and a millisecond of it cost; none where that is not known. */
export function priced(fn: ObservedResource, dimensions: { [name: string]: string }): SignalVariant[] {
  const { perMillionRequests, perGigabyteSecond } = WORKLOAD_PRICES.lambda;
  const megabytes = numberOf(fn, 'MemorySize', 128);
  const architecture = architectureOf(fn);
  if (megabytes === undefined || architecture === undefined) return [];
  const usdPerMillionMilliseconds = perMillionMilliseconds(architecture === 'arm64' ? perGigabyteSecond.arm64 : perGigabyteSecond.x86_64, megabytes);
  return [{ dimensions, constants: { usdPerMillionRequests: perMillionRequests, usdPerMillionMilliseconds } }];
}

/** What the function runs on; `undefined` when only deployment or the owner of an import knows. */
function architectureOf(fn: ObservedResource): string | undefined {
  const declared = fn.property('Architectures.0') ?? (fn.imported ? undefined : 'x86_64');
  return typeof declared === 'string' && !Token.isUnresolved(declared) ? declared : undefined;
}
