import type { RegisteredService } from '../../../../../src/core/schemas/private/delivery';
import { MINUTE } from '../log';
import type { Ending, Told } from './told';

/** One execution, deployment or operation, whatever became of it. */
export interface Run {
  readonly target: string;
  readonly id: string;
  readonly began: number;
  readonly ended?: number;
  readonly ending?: Ending;
  readonly rollback: boolean;
  readonly rollbackOf?: string;
  readonly rework: boolean;
  readonly commits: readonly number[];
}

export type EndedRun = Run & { readonly ended: number };

/** What is told of each run, put together. */
export function runsOf(events: readonly Told[]): Run[] {
  const keys = [...new Set(events.map(({ target, id }) => `${target} ${id}`))];
  return keys.map(key => {
    const own = events.filter(({ target, id }) => `${target} ${id}` === key).sort((a, b) => a.at - b.at);
    const end = own.filter(({ ending }) => ending).pop();
    return {
      target: own[0].target,
      id: own[0].id,
      began: own[0].at,
      ended: end?.at,
      ending: end?.ending,
      rollback: own.some(({ rollback }) => rollback),
      rollbackOf: own.find(({ rollbackOf }) => rollbackOf)?.rollbackOf,
      rework: own.some(({ rework }) => rework),
      commits: own.flatMap(({ commits }) => commits),
    };
  }).sort((a, b) => a.began - b.began);
}

/** CodeDeploy and ECS do not say that they roll back: it is the first that begins within 5 minutes of the end of a failed one. */
export function withUnsaidRollbacks({ counts }: RegisteredService, runs: readonly Run[]): Run[] {
  if (counts !== 'codedeploy' && counts !== 'ecs') return [...runs];
  const judged: Run[] = [];
  for (const run of runs) {
    const rollback = judged.some(failed => failed.target === run.target && !failed.rollback && failed.ending === 'FAILED'
      && failed.ended! <= run.began && run.began <= failed.ended! + 5 * MINUTE
      && !judged.some(between => between !== failed && between.target === run.target && between.began >= failed.ended!));
    judged.push({ ...run, rollback });
  }
  return judged;
}

export function hasEnded(run: Run): run is EndedRun {
  return run.ended !== undefined && run.ending !== 'DROPPED';
}
