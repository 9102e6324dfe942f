import type { Application, Episodes } from '../../../../handlers/delivery/application';
import { nameOf, type Registry } from '../replay/log';
import { everybody, type Point, type Truth } from '../replay/oracle';
import { type PrintedPoint, pointsIn } from './printed';
import type { Printed } from './stage';

/** What is known of a service, to the second, in the words of no side. */
export interface Known {
  readonly deployments: readonly object[];
  readonly incidents: readonly object[];
}

export function knownByOracle({ deployments, incidents }: Truth): Known {
  return known(
    deployments.map(({ began, ended, failed, rolledBack, rework, leadTime }) => ({
      began: second(began), ended: second(ended), failed, rolledBack, rework, leadTime: rounded(leadTime, 1_000),
    })),
    incidents.map(({ opened, closed, severity, timeToRestore, timeToDetect, timeToAcknowledge }) => ({
      opened: second(opened), closed: second(closed), severity, timeToRestore: rounded(timeToRestore, 1_000),
      timeToDetect: rounded(timeToDetect, 1_000),
      timeToAcknowledge: rounded(timeToAcknowledge, 1_000),
    })),
  );
}

export function knownByStore({ deployments, incidents }: Episodes): Known {
  return known(
    deployments.filter(({ isRollback }) => !isRollback).map(({ startedAt, endedAt, failed, rolledBack, rework, leadTimeSeconds }) => ({
      began: second(startedAt), ended: second(endedAt), failed, rolledBack, rework, leadTime: rounded(leadTimeSeconds),
    })),
    incidents.map(({ openedAt, closedAt, restoredAt, severity, timeToDetectSeconds, timeToAcknowledgeSeconds }) => ({
      opened: second(openedAt), closed: second(closedAt), severity, timeToRestore: rounded(restoredAt && restoredAt - openedAt, 1_000),
      timeToDetect: rounded(timeToDetectSeconds), timeToAcknowledge: rounded(timeToAcknowledgeSeconds),
    })),
  );
}

export async function storeOf(application: Application, registry: Registry): Promise<Record<string, Known>> {
  const found: Record<string, Known> = {};
  for (const { service, environment } of everybody(registry)) {
    found[nameOf({ service, environment })] = knownByStore(await application.episodesOf(service, environment));
  }
  return found;
}

export function byOracle(truths: ReadonlyMap<string, Truth>): Record<string, Known> {
  return Object.fromEntries([...truths].map(([name, truth]) => [name, knownByOracle(truth)]));
}

/** What can be drawn of either side: `<metric> <service>/<environment> <severity> <time> <value>`. Points of zero are as good as none. */
export function ofOracle(name: string, { metric, severity, at, value }: Point): string {
  return row(metric, name, severity, at, value);
}

/** The points of lines that go out once. */
export function oncePoints(printed: readonly Printed[]): string[] {
  return printed.flatMap(({ line }) => pointsIn(line)).filter(isOnce).map(ofLine);
}

export function ofLine({ metric, dimensions, at, value }: PrintedPoint): string {
  return row(metric, `${dimensions.Service}/${dimensions.Environment}`, dimensions.Severity, at, value);
}

const ONCE = new Set([
  'Deployments', 'FailedDeployments', 'Rollbacks', 'ReworkDeployments', 'LeadTime', 'DeploymentDuration', 'TimeToRestore', 'TimeToDetect', 'TimeToAcknowledge',
  'IncidentsOpened', 'IncidentsClosed',
]);

/** A count of zero, other than a time of zero, tells of nothing. */
export function isOnce({ metric, value }: Pick<PrintedPoint, 'metric' | 'value'>): boolean {
  return ONCE.has(metric) && (value !== 0 || /Time|Duration/.test(metric));
}

function row(metric: string, name: string, severity: string | undefined, at: number, value: number): string {
  return [metric, name, severity ?? '-', new Date(at).toISOString().slice(0, 19), Math.round(value)].join(' ');
}

function known(deployments: readonly object[], incidents: readonly object[]): Known {
  const sorted = (values: readonly object[]) => values.map(value => JSON.stringify(value)).sort().map(text => JSON.parse(text) as object);
  return { deployments: sorted(deployments), incidents: sorted(incidents) };
}

function second<T extends number | undefined>(at: T): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString().slice(0, 19);
}

function rounded(value: number | undefined, by = 1): number | undefined {
  return value === undefined ? undefined : Math.round(value / by);
}
