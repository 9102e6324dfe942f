import type { DeploymentFact, Fact } from '../facts/fact';
import { keyOf } from '../fold/episodes';
import type { Threads } from '../store/threads';

/** Operations of stacks whose events carry no token are no longer than this. */
const LONGEST_UNTOLD = 24 * 3_600_000;

/** From when on facts have to be folded again that an event changes: a deployment from its beginning, and so the one that it takes back. */
export async function changedSince(home: string, facts: readonly Fact[], threads: Threads): Promise<number | undefined> {
  const times = await Promise.all(facts.map(async fact => fact.kind === 'deployment' ? begunAt(home, fact, threads) : fact.at));
  return times.length > 0 ? Math.min(...times) : undefined;
}

async function begunAt(home: string, fact: DeploymentFact, threads: Threads): Promise<number> {
  if (fact.id === '') return fact.at - LONGEST_UNTOLD;
  const ids = [fact.id, ...(fact.rollbackOf === undefined ? [] : [fact.rollbackOf])];
  return Math.min(...await Promise.all(ids.map(async id => threads.touch(home, keyOf({ ...fact, id }), fact.at))));
}
