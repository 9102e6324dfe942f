import { type Ending, keyOf } from './episodes';
import { compareTexts } from './order';

/** CodeDeploy and ECS take a failed deployment back by one of their own, of which events say nothing, so soon after. */
export const ROLLS_BACK_WITHIN = 5 * 60_000;
const ROLL_BACK_UNTOLD: readonly string[] = ['codedeploy', 'ecs'];

export type Classified<Item extends Ending> = Item & { readonly isRollback: boolean };

/** Which are rollbacks; what is known of earlier ones already holds. */
export function classified<Item extends Ending & { readonly isRollback?: boolean }>(endings: readonly Item[]): Classified<Item>[] {
  const done: Classified<Item>[] = [];
  const failures = new Map<string, number[]>();
  for (const ending of [...endings].sort(byBeginning)) {
    const key = `${ending.source}#${ending.target}`;
    const before = (failures.get(key) ?? []).filter(at => at <= ending.startedAt);
    const later = (failures.get(key) ?? []).filter(at => at > ending.startedAt);
    const isUntold = ROLL_BACK_UNTOLD.includes(ending.source) && before.some(at => ending.startedAt <= at + ROLLS_BACK_WITHIN);
    const isRollback = ending.isRollback ?? (ending.saysRollback || isUntold);
    // Only the first to begin after a failure is its rollback.
    failures.set(key, ending.outcome === 'failed' && !isRollback ? [...later, ending.endedAt] : later);
    done.push({ ...ending, isRollback });
  }
  return done;
}

/** The deployment that a rollback takes back: the one that it names, or the last one of the same target that ended before it began. */
export function takenBackBy<Item extends Classified<Ending>>(rollback: Ending, deployments: readonly Item[]): Item | undefined {
  const ofTarget = deployments.filter(each => !each.isRollback && each.source === rollback.source && each.target === rollback.target);
  if (rollback.rollbackOf !== undefined) return ofTarget.find(({ id }) => id === rollback.rollbackOf);
  return ofTarget.filter(({ endedAt }) => endedAt <= rollback.startedAt).sort(byEnd).at(-1);
}

export function byBeginning(a: Ending, b: Ending): number {
  return a.startedAt - b.startedAt || a.endedAt - b.endedAt || compareTexts(keyOf(a), keyOf(b));
}

function byEnd(a: Ending, b: Ending): number {
  return a.endedAt - b.endedAt || byBeginning(a, b);
}
