import {
  type DeploymentEventDetail, INCIDENT_SEVERITIES, type IncidentEventDetail, type IncidentSeverity,
} from '../../../src/core/schemas/private/delivery';
import type { Envelope } from './envelope';
import type { Fact, Phase } from './fact';
import { type Fields, Poison, textOf, timeOf } from './reading';
import type { Telling } from './telling';

const PHASES: Readonly<Record<DeploymentEventDetail['status'], Phase>> = {
  STARTED: 'started', SUCCEEDED: 'succeeded', FAILED: 'failed', SUPERSEDED: 'superseded', STOPPED: 'stopped',
};

const STATES: Readonly<Record<IncidentEventDetail['status'], 'failing' | 'acknowledged' | 'restored'>> = {
  OPENED: 'failing', ACKNOWLEDGED: 'acknowledged', RESTORED: 'restored',
};

const MOST_OF_AN_ID = 200;
/** Custom events of a service do not say what was deployed where. */
const TARGET = '';

export function customDeploymentFacts({ detail, time }: Envelope): Telling {
  const commitTimes = commitTimesOf(detail.commitTimes);
  const rollbackOf = detail.rollbackOf === undefined ? undefined : idOf(detail, 'rollbackOf');
  const isRework = flagOf(detail, 'rework');
  return {
    subject: ownerOf(detail),
    facts: [{
      kind: 'deployment', source: 'custom', target: TARGET, id: idOf(detail, 'id'), phase: oneOf(PHASES, detail, 'status'), at: momentOf(detail, 'at') ?? time,
      ...(commitTimes.length > 0 && { commitTimes }),
      ...(rollbackOf !== undefined && { isRollback: true, rollbackOf }),
      ...(isRework && { isRework }),
    }],
  };
}

export function customIncidentFacts({ detail, time }: Envelope): Telling {
  const from = `incident:${idOf(detail, 'id')}`;
  const at = momentOf(detail, 'at') ?? time;
  const impactBeganAt = momentOf(detail, 'impactBeganAt');
  const severity = severityOf(detail.severity);
  const state = oneOf(STATES, detail, 'status');
  const fact: Fact = state === 'acknowledged'
    ? { kind: 'acknowledgement', from, at }
    : { kind: 'signal', from, state, severity, at, ...(impactBeganAt !== undefined && { impactBeganAt }) };
  return { subject: ownerOf(detail), facts: [fact] };
}

function ownerOf(detail: Fields): Telling['subject'] {
  return { type: 'owner', service: textOf(detail, 'service'), environment: textOf(detail, 'environment') };
}

function idOf(detail: Fields, name: string): string {
  const id = textOf(detail, name);
  if (id.length > MOST_OF_AN_ID) throw new Poison(`'${name}' has ${id.length} characters, at most ${MOST_OF_AN_ID} are taken`);
  return id;
}

function oneOf<Value>(table: Readonly<Record<string, Value>>, detail: Fields, name: string): Value {
  const given = textOf(detail, name);
  if (!Object.hasOwn(table, given)) throw new Poison(`'${name}' is none of ${Object.keys(table).join(', ')}`);
  return table[given];
}

function momentOf(detail: Fields, name: string): number | undefined {
  if (detail[name] === undefined) return undefined;
  const time = timeOf(detail[name]);
  if (time === undefined) throw new Poison(`'${name}' is no time in ISO 8601 with a time zone`);
  return time;
}

function commitTimesOf(given: unknown): number[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) throw new Poison("'commitTimes' is no list");
  return given.map((text: unknown) => {
    const time = timeOf(text);
    if (time === undefined) throw new Poison("'commitTimes' has an item that is no time in ISO 8601 with a time zone");
    return time;
  });
}

function flagOf(detail: Fields, name: string): boolean {
  const value = detail[name] ?? false;
  if (typeof value !== 'boolean') throw new Poison(`'${name}' is neither true nor false`);
  return value;
}

function severityOf(given: unknown): IncidentSeverity {
  if (given === undefined) return 'PAGE';
  const severity = INCIDENT_SEVERITIES.find(each => each === given);
  if (!severity) throw new Poison(`'severity' is none of ${INCIDENT_SEVERITIES.join(', ')}`);
  return severity;
}
