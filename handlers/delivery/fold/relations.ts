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

/** What deployments and rollbacks are to each other and to incidents. Neighbours that are known already are looked at, hold, and do not come back. */
export function related(
  endings: readonly Ending[], incidents: readonly Incident[], windows: Windows, known: readonly Deployment[] = [],
): Deployment[] {
  const all = classified([...known, ...endings]);
  const deployments = all.filter(({ isRollback }) => !isRollback);
  const rollbacks = all.filter(({ isRollback }) => isRollback);
  const told = rollbacks.flatMap(each => isKnown(each) ? [] : [rollbackTo(each, takenBackBy(each, deployments))]);
  const takenBack = new Set([...rollbacks.filter(isKnown), ...told].flatMap(({ takesBack }) => takesBack?.key ?? []));
  const culprits = new Set(incidents.map(incident => blamed(incident, deployments, windows.changeFailure)));
  const judged = deployments.map(each => isKnown(each) ? each : { ...each, ...judge(each, takenBack.has(keyOf(each)), culprits.has(each)) });
  const mending = reworking(judged, incidents, windows.rework);
  return [
    ...judged.flatMap(each => isKnown(each) ? [] : [{ ...each, rework: mending.has(each), ...leadTime(each) }]),
    ...told,
  ];
}

/** Deployments that are known have been judged. */
function isKnown(each: Classified<Ending> | Deployment): each is Deployment {
  return 'rework' in each;
}

function judge(ending: Ending, isTakenBack: boolean, isBlamed: boolean): Pick<Deployment, 'rolledBack' | 'failed'> {
  const rolledBack = isTakenBack || ending.wentBack;
  return { rolledBack, failed: ending.outcome === 'failed' || rolledBack || isBlamed };
}

function leadTime(ending: Ending): Pick<Deployment, 'leadTimeSeconds'> {
  const leadTimeSeconds = leadTimeOf(ending);
  return leadTimeSeconds === undefined ? {} : { leadTimeSeconds };
}

function rollbackTo(rollback: Classified<Ending>, target: Ending | undefined): Deployment {
  const takesBack = target && { key: keyOf(target), endedAt: target.endedAt };
  return { ...rollback, rolledBack: false, failed: rollback.outcome === 'failed', rework: false, ...(takesBack && { takesBack }) };
}
