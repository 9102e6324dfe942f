import { COUNTED_SOURCES, INCIDENT_SEVERITIES, type RegisteredService } from './delivery';
import { type Field, type FieldProblem, type FieldsOf, isObject, isText, listOf, NAME, oneOf, optional, problemsOf } from './fields';

const TEXTS = optional(listOf('texts', { isValid: value => isText(value) && value !== '' }));
const ALARMS: Field = {
  valid: `an object of names of alarms with their severities, ${INCIDENT_SEVERITIES.join(', ')}`,
  isValid: value => isObject(value) && Object.values(value).every(oneOf(INCIDENT_SEVERITIES).isValid),
};

const REGISTRATION: FieldsOf<RegisteredService> = {
  service: NAME,
  environment: NAME,
  counts: oneOf(COUNTED_SOURCES),
  stacks: TEXTS,
  pipelines: TEXTS,
  deploymentGroups: TEXTS,
  ecsServices: TEXTS,
  aliases: TEXTS,
  alarms: optional(ALARMS),
  symptomPrefixes: TEXTS,
  canaries: TEXTS,
};

/** All that is wrong with the value of a parameter of the registry. */
export function problemsOfRegistration(value: unknown): FieldProblem[] {
  return problemsOf(value, REGISTRATION);
}
