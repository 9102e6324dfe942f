import type { Ending } from './episodes';
import { secondsBetween } from './order';

/** Clocks differ by so much. */
const SKEW = 5 * 60_000;

/** Seconds from the earliest commit to the end of what succeeded; absent where no commit is known or it lies in the future. */
export function leadTimeOf({ commitAt, endedAt, outcome }: Ending): number | undefined {
  if (commitAt === undefined || outcome !== 'succeeded' || commitAt > endedAt + SKEW) return undefined;
  return secondsBetween(commitAt, endedAt);
}
