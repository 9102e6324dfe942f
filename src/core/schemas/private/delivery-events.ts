import { type DeploymentEventDetail, INCIDENT_SEVERITIES, type IncidentEventDetail } from './delivery';

export const DEPLOYMENT_STATUSES = ['STARTED', 'SUCCEEDED', 'FAILED', 'SUPERSEDED', 'STOPPED'] as const satisfies ReadonlyArray<DeploymentEventDetail['status']>;
export const INCIDENT_STATUSES = ['OPENED', 'ACKNOWLEDGED', 'RESTORED'] as const satisfies ReadonlyArray<IncidentEventDetail['status']>;

/** How much an event may say, far below what EventBridge takes in one entry. */
export const EVENT_LIMITS = { textLength: 256, urlLength: 2_048, commitTimes: 1_000 } as const;

/** What is wrong with a field of a custom event. */
export interface FieldProblem {
  readonly field: string;
  readonly received: unknown;
  /** What it may be. */
  readonly valid: string;
}

/** What a field may be. */
interface Field {
  readonly valid: string;
  readonly isValid: (value: unknown) => boolean;
  readonly isOptional?: boolean;
}

type Fields<Detail> = { readonly [Name in keyof Required<Detail>]: Field };

/** As services and environments are named. */
const NAME: Field = { valid: '1 to 64 letters, digits, - and _, the first a letter or a digit', isValid: value => isText(value) && /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(value) };
const TEXT: Field = { valid: `a text of 1 to ${EVENT_LIMITS.textLength} characters without line breaks`, isValid: value => isText(value) && isLine(value, EVENT_LIMITS.textLength) };
const TIME: Field = { valid: 'a time by ISO 8601 with its offset, such as 2026-11-21T15:04:05Z', isValid: value => timeOf(value) !== undefined };
const URL_OF_PAGE: Field = { valid: `an address of a web page, of ${EVENT_LIMITS.urlLength} characters at most`, isValid: value => isText(value) && isLine(value, EVENT_LIMITS.urlLength) && /^https?:\/\/[^\s]+$/.test(value) };

const DEPLOYMENT: Fields<DeploymentEventDetail> = {
  service: NAME,
  environment: NAME,
  id: TEXT,
  status: oneOf(DEPLOYMENT_STATUSES),
  at: optional(TIME),
  commitTimes: optional({
    valid: `up to ${EVENT_LIMITS.commitTimes} times by ISO 8601 with their offsets`,
    isValid: value => Array.isArray(value) && value.length <= EVENT_LIMITS.commitTimes && value.every(TIME.isValid),
  }),
  revision: optional(TEXT),
  rollbackOf: optional(TEXT),
  rework: optional({ valid: 'true or false', isValid: value => typeof value === 'boolean' }),
  url: optional(URL_OF_PAGE),
};

const INCIDENT: Fields<IncidentEventDetail> = {
  service: NAME,
  environment: NAME,
  id: TEXT,
  status: oneOf(INCIDENT_STATUSES),
  at: optional(TIME),
  severity: optional(oneOf(INCIDENT_SEVERITIES)),
  impactBeganAt: optional(TIME),
  url: optional(URL_OF_PAGE),
};

/** All that is wrong with the detail of an event of a deployment. Fields that it has besides are nobody's business. */
export function problemsOfDeployment(detail: unknown): FieldProblem[] {
  const problems = problemsOf(detail, DEPLOYMENT);
  const { id, rollbackOf } = (detail ?? {}) as Partial<DeploymentEventDetail>;
  return id === undefined || id !== rollbackOf ? problems : [...problems, { field: 'rollbackOf', received: rollbackOf, valid: 'the id of another deployment' }];
}

/** All that is wrong with the detail of an event of an incident. */
export function problemsOfIncident(detail: unknown): FieldProblem[] {
  return problemsOf(detail, INCIDENT);
}

/** Whether a detail is that of a deployment. */
export function isDeploymentEvent(detail: unknown): detail is DeploymentEventDetail {
  return problemsOfDeployment(detail).length === 0;
}

/** Whether a detail is that of an incident. */
export function isIncidentEvent(detail: unknown): detail is IncidentEventDetail {
  return problemsOfIncident(detail).length === 0;
}

const ISO_8601 = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

/** A time by ISO 8601 in milliseconds; undefined if it is none, tells no offset, or names a day that there is not. */
export function timeOf(value: unknown): number | undefined {
  const parts = isText(value) ? ISO_8601.exec(value) : null;
  if (parts === null) return undefined;
  const [year, month, day] = parts.slice(1, 4).map(Number);
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  const time = Date.parse(parts[0]);
  return Number.isNaN(time) ? undefined : time;
}

function problemsOf(detail: unknown, fields: Readonly<Record<string, Field>>): FieldProblem[] {
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) return [{ field: 'detail', received: detail, valid: 'an object' }];
  const values = detail as Readonly<Record<string, unknown>>;
  return Object.entries(fields).flatMap(([field, { isOptional, isValid, valid }]) => {
    const received = values[field];
    return (received === undefined && isOptional) || isValid(received) ? [] : [{ field, received, valid }];
  });
}

function oneOf(choices: readonly string[]): Field {
  return { valid: choices.join(', '), isValid: value => isText(value) && choices.includes(value) };
}

function optional(field: Field): Field {
  return { ...field, isOptional: true };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isLine(text: string, length: number): boolean {
  return text.trim() !== '' && text.length <= length && !/[\u0000-\u001f\u007f]/.test(text);
}
