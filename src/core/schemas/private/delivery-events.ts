import { type DeploymentEventDetail, INCIDENT_SEVERITIES, type IncidentEventDetail } from './delivery';
import { type Field, type FieldProblem, type FieldsOf, isObject, isText, line, listOf, NAME, oneOf, optional, problemsOf, TIME } from './fields';

export const DEPLOYMENT_STATUSES = ['STARTED', 'SUCCEEDED', 'FAILED', 'SUPERSEDED', 'STOPPED'] as const satisfies ReadonlyArray<DeploymentEventDetail['status']>;
export const INCIDENT_STATUSES = ['OPENED', 'ACKNOWLEDGED', 'RESTORED'] as const satisfies ReadonlyArray<IncidentEventDetail['status']>;

/** How much an event may say, far below what EventBridge takes in one entry. Ids become part of keys of the table. */
export const EVENT_LIMITS = { idLength: 200, revisionLength: 256, urlLength: 2_048, commitTimes: 1_000 } as const;

const ID = line(EVENT_LIMITS.idLength);
const URL_OF_PAGE: Field = {
  valid: `an address of a web page, of ${EVENT_LIMITS.urlLength} characters at most`,
  isValid: value => isText(value) && value.length <= EVENT_LIMITS.urlLength && /^https?:\/\/[^\s\u0000-\u001f\u007f]+$/.test(value),
};

const DEPLOYMENT: FieldsOf<DeploymentEventDetail> = {
  service: NAME,
  environment: NAME,
  id: ID,
  status: oneOf(DEPLOYMENT_STATUSES),
  at: optional(TIME),
  commitTimes: optional(listOf('times by ISO 8601 with their offsets', TIME, EVENT_LIMITS.commitTimes)),
  revision: optional(line(EVENT_LIMITS.revisionLength)),
  rollbackOf: optional(ID),
  rework: optional({ valid: 'true or false', isValid: value => typeof value === 'boolean' }),
  url: optional(URL_OF_PAGE),
};

const INCIDENT: FieldsOf<IncidentEventDetail> = {
  service: NAME,
  environment: NAME,
  id: ID,
  status: oneOf(INCIDENT_STATUSES),
  at: optional(TIME),
  severity: optional(oneOf(INCIDENT_SEVERITIES)),
  impactBeganAt: optional(TIME),
  url: optional(URL_OF_PAGE),
};

/** All that is wrong with the detail of an event of a deployment. */
export function problemsOfDeployment(detail: unknown): FieldProblem[] {
  const problems = problemsOf(detail, DEPLOYMENT);
  const takesItselfBack = isObject(detail) && detail.id !== undefined && detail.id === detail.rollbackOf;
  return takesItselfBack ? [...problems, { field: 'rollbackOf', received: detail.rollbackOf, valid: 'the id of another deployment' }] : problems;
}

/** All that is wrong with the detail of an event of an incident. */
export function problemsOfIncident(detail: unknown): FieldProblem[] {
  return problemsOf(detail, INCIDENT);
}
