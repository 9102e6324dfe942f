import { MINUTE } from '../log';
import type { Truth } from '../oracle';

/** A point of CloudWatch, once it is final. */
export interface Point {
  readonly metric: string;
  readonly severity?: string;
  /** Of what it tells of. */
  readonly at: number;
  /** Times in seconds. */
  readonly value: number;
  readonly final: number;
}

/** The points that tell of deployments and incidents. What did not happen has no point here, or one of zero. */
export function pointsOf({ deployments, incidents }: Truth): Point[] {
  return [
    ...deployments.flatMap(({ began, ended, failed, rolledBack, rework, leadTime }) => points(ended, ended + 75 * MINUTE, {
      Deployments: 1, FailedDeployments: Number(failed), Rollbacks: Number(rolledBack), ReworkDeployments: Number(rework),
      LeadTime: inSeconds(leadTime), DeploymentDuration: inSeconds(ended - began),
    })),
    ...incidents.flatMap(({ opened, severity }) => points(opened, opened + 15 * MINUTE, { IncidentsOpened: 1 }, severity)),
    ...incidents.flatMap(({ closed, severity, timeToRestore, timeToDetect, timeToAcknowledge }) => closed === undefined ? [] : [
      ...points(closed, closed + 25 * MINUTE, { IncidentsClosed: 1 }, severity),
      ...points(closed, closed + 25 * MINUTE, {
        TimeToRestore: inSeconds(timeToRestore), TimeToDetect: inSeconds(timeToDetect), TimeToAcknowledge: inSeconds(timeToAcknowledge),
      }),
    ]),
  ];
}

function points(at: number, final: number, values: Readonly<Record<string, number | undefined>>, severity?: string): Point[] {
  return Object.entries(values).flatMap(([metric, value]) => value === undefined ? [] : [{ metric, severity, at, value, final }]);
}

function inSeconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / 1_000;
}
