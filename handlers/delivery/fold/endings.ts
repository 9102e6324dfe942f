import type { DeploymentFact } from '../facts/fact';
import { type Ending, keyOf } from './episodes';
import { earliest, groupBy } from './order';

const ENDS = ['succeeded', 'superseded', 'stopped', 'failed'] as const;

/** Deployments and rollbacks of one target each that ended in success or failure, in no order. */
export function endingsOf(facts: readonly DeploymentFact[]): Ending[] {
  return [...groupBy(facts, keyOf).values()].flatMap(group => endingOf(group) ?? []);
}

/** What the events of one deployment say together: the last end holds, and of two at the same time the worse. */
export function endingOf(facts: readonly DeploymentFact[]): Ending | undefined {
  const ends = facts.filter(fact => fact.phase !== 'started');
  if (ends.length === 0) return undefined;
  const last = ends.reduce((a, b) => isLater(b, a) ? b : a);
  if (last.phase !== 'succeeded' && last.phase !== 'failed') return undefined;
  const commitAt = earliest(facts.flatMap(fact => fact.commitTimes ?? []));
  const rollbackOf = facts.map(fact => fact.rollbackOf).filter(id => id !== undefined).sort()[0];
  return {
    source: last.source,
    target: last.target,
    id: last.id,
    startedAt: earliest(facts.map(fact => fact.at))!,
    endedAt: last.at,
    outcome: last.phase,
    saysRollback: facts.some(fact => fact.isRollback),
    saysRework: facts.some(fact => fact.isRework),
    wentBack: false,
    ...(commitAt !== undefined && { commitAt }),
    ...(rollbackOf !== undefined && { rollbackOf }),
  };
}

function isLater(a: DeploymentFact, b: DeploymentFact): boolean {
  return (a.at - b.at || rank(a) - rank(b)) > 0;
}

function rank({ phase }: DeploymentFact): number {
  return ENDS.indexOf(phase as typeof ENDS[number]);
}
