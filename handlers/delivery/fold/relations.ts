import { blamed } from './blame';
import { type Deployment, type Ending, type Incident, keyOf } from './episodes';
import { leadTimeOf } from './lead-time';
import { reworking } from './rework';
import { type Classified, classified, takenBackBy } from './rollbacks';

/** Milliseconds. */
export interface Windows {
  readonly changeFailure: number;
  readonly rework: number;
}

/**
 * What deployments are to each other and to incidents. Those that ended before `since` are there for their neighbours only: what is known of them holds, and they
 * come back as they were.
 */
export function related(endings: readonly (Ending | Deployment)[], incidents: readonly Incident[], windows: Windows, since = -Infinity): Deployment[] {
  const all: Classified<Ending | Deployment>[] = classified(endings);
  const deployments = all.filter(({ isRollback }) => !isRollback);
  const rollbacks = all.filter(({ isRollback }) => isRollback);
  const targets = new Map(rollbacks.map(rollback => [rollback, isFixed(rollback, since) ? rollback.takesBack : referenceTo(takenBackBy(rollback, deployments))]));
  const takenBack = new Set([...targets.values()].flatMap(target => target?.key ?? []));
  const culprits = new Set(incidents.flatMap(incident => blamed(incident, deployments, windows.changeFailure) ?? []));
  const judged = deployments.map(each => isFixed(each, since) ? each : { ...each, ...judge(each, takenBack.has(keyOf(each)), culprits.has(each)) });
  const mending = reworking(judged, incidents, windows.rework);
  return [
    ...judged.map(each => isFixed(each, since) ? each : { ...each, rework: mending.has(each), ...leadTime(each) }),
    ...rollbacks.map(each => isFixed(each, since) ? each : rollbackTo(each, targets.get(each))),
  ];
}

function isFixed(each: Ending | Deployment, since: number): each is Deployment {
  return each.endedAt < since && 'failed' in each;
}

function judge(ending: Ending, isTakenBack: boolean, isBlamed: boolean): Pick<Deployment, 'rolledBack' | 'failed'> {
  const rolledBack = isTakenBack || ending.wentBack;
  return { rolledBack, failed: ending.outcome === 'failed' || rolledBack || isBlamed };
}

function leadTime(ending: Ending): Pick<Deployment, 'leadTimeSeconds'> {
  const leadTimeSeconds = leadTimeOf(ending);
  return leadTimeSeconds === undefined ? {} : { leadTimeSeconds };
}

function rollbackTo(rollback: Classified<Ending>, takesBack: Deployment['takesBack']): Deployment {
  return { ...rollback, rolledBack: false, failed: rollback.outcome === 'failed', rework: false, ...(takesBack && { takesBack }) };
}

function referenceTo(deployment: Ending | undefined): Deployment['takesBack'] {
  return deployment && { key: keyOf(deployment), endedAt: deployment.endedAt };
}
