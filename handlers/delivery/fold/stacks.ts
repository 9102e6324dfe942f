import type { DeploymentFact } from '../facts/fact';
import { endingOf } from './endings';
import type { Ending } from './episodes';
import { compareTexts, earliest, groupBy } from './order';
import { joined } from './spans';

/** Of deployments of several stacks together. */
export const ALL_STACKS = 'stacks';

interface Operation {
  readonly ending: Ending;
  readonly from: number;
  readonly to: number;
}

/** Operations of stacks that overlap, or begin within the gap after the end of another, are one deployment. */
export function stackDeployments(facts: readonly DeploymentFact[], gap: number): Ending[] {
  const operations = [...groupBy(facts, fact => fact.target).values()].flatMap(operationsOf);
  return joined(operations, gap).map(deploymentOf);
}

/** Of one stack. Taking back by hand what failed before belongs to the operation that failed: what only goes back is no deployment. */
function operationsOf(facts: readonly DeploymentFact[]): Operation[] {
  return groupsOf(facts).flatMap(group => {
    const ending = group.every(fact => fact.isRollback) ? undefined : endingOf(group);
    return ending ? [{ ending, from: ending.startedAt, to: ending.endedAt }] : [];
  });
}

/** By token; where events have none, an operation lasts until an end that comes before the next beginning. */
function groupsOf(facts: readonly DeploymentFact[]): DeploymentFact[][] {
  const groups = [...groupBy(facts.filter(({ id }) => id !== ''), fact => fact.id).values()];
  let open: DeploymentFact[] = [];
  for (const fact of facts.filter(({ id }) => id === '').sort(byTime)) {
    const hasEnded = open.some(({ phase }) => phase !== 'started');
    if (hasEnded && fact.phase === 'started') {
      groups.push(open);
      open = [];
    }
    open.push(fact);
  }
  return open.length > 0 ? [...groups, open] : groups;
}

function byTime(a: DeploymentFact, b: DeploymentFact): number {
  return a.at - b.at || Number(a.phase !== 'started') - Number(b.phase !== 'started') || compareTexts(a.phase, b.phase);
}

function deploymentOf(operations: readonly Operation[]): Ending {
  const endings = operations.map(({ ending }) => ending);
  const startedAt = earliest(endings.map(ending => ending.startedAt))!;
  const commitAt = earliest(endings.flatMap(ending => ending.commitAt ?? []));
  return {
    source: 'stack',
    target: ALL_STACKS,
    id: new Date(startedAt).toISOString(),
    startedAt,
    endedAt: endings.map(ending => ending.endedAt).reduce((a, b) => Math.max(a, b)),
    outcome: endings.some(ending => ending.outcome === 'failed') ? 'failed' : 'succeeded',
    saysRollback: false,
    saysRework: false,
    wentBack: endings.some(ending => ending.saysRollback),
    ...(commitAt !== undefined && { commitAt }),
  };
}
