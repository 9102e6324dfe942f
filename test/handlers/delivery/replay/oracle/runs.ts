import type { CountedSource } from '../../../../../src/core/schemas/private/delivery';
import { MINUTE } from '../log';
import type { Ending, Told } from './told';

/** One execution, deployment or operation that ended in success or failure. */
export interface Run {
  readonly target: string;
  readonly id: string;
  readonly began: number;
  readonly ended: number;
  readonly ending: Ending;
  readonly rollback: boolean;
  readonly rollbackOf?: string;
  readonly rework: boolean;
  readonly commits: readonly number[];
}

/** What is told of each run, put together, by when it began. */
export function runsOf(counts: CountedSource, events: readonly Told[]): Run[] {
  const runs = byRun(counts === 'stack' ? events.filter(event => movesOn(events, event)) : events);
  return counts === 'codedeploy' || counts === 'ecs' ? withUnsaidRollbacks(runs) : runs;
}

function byRun(events: readonly Told[]): Run[] {
  const keys = [...new Set(events.map(({ target, id }) => `${target} ${id}`))];
  return keys.flatMap(key => {
    const own = events.filter(({ target, id }) => `${target} ${id}` === key).sort((a, b) => a.at - b.at);
    const end = own.filter(({ ending }) => ending).sort((a, b) => a.at - b.at || Number(a.ending === 'FAILED') - Number(b.ending === 'FAILED')).pop();
    return !end || end.ending === 'DROPPED' ? [] : [{
      target: own[0].target,
      id: own[0].id,
      began: own[0].at,
      ended: end.at,
      ending: end.ending!,
      rollback: own.some(({ rollback }) => rollback),
      rollbackOf: own.find(({ rollbackOf }) => rollbackOf)?.rollbackOf,
      rework: own.some(({ rework }) => rework),
      commits: own.flatMap(({ commits }) => commits),
    }];
  }).sort((a, b) => a.began - b.began);
}

/** Whether an operation of a stack does more than to roll back what failed before. */
function movesOn(events: readonly Told[], event: Told): boolean {
  return events.some(({ target, id, rollback }) => target === event.target && id === event.id && !rollback);
}

/** CodeDeploy and ECS do not say that they roll back: it is the first that begins within 5 minutes of the end of a failed one. */
function withUnsaidRollbacks(runs: readonly Run[]): Run[] {
  const judged: Run[] = [];
  for (const run of runs) {
    const before = judged.filter(({ target }) => target === run.target);
    const rollback = before.some(failed => !failed.rollback && failed.ending === 'FAILED' && failed.ended <= run.began && run.began <= failed.ended + 5 * MINUTE
      && !before.some(between => between !== failed && between.began >= failed.ended));
    judged.push({ ...run, rollback });
  }
  return judged;
}
