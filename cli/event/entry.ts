import { CUSTOM_DETAIL_TYPES, CUSTOM_SOURCE, type DeploymentEventDetail, type IncidentEventDetail } from '../../src/core/schemas/private/delivery';
import { problemsOfDeployment, problemsOfIncident } from '../../src/core/schemas/private/delivery-events';
import { type FieldProblem, timeOf } from '../../src/core/schemas/private/fields';
import { UsageFailure } from '../failure';

/** An entry of `aws events put-events --entries`. */
export interface EventEntry {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
  /** ISO 8601; when EventBridge gets the event if absent. */
  readonly Time?: string;
  readonly EventBusName?: string;
}

/** What was wanted of an event, as it was written. */
export type Wanted<Detail> = { readonly [Name in keyof Detail]?: unknown };

/** Where a value comes from if its option is not given. */
const ELSEWHERE = 'The environment does not tell it either: that is known of GitHub Actions, GitLab and CodeBuild only.';
const TOLD_BY_ENVIRONMENT: readonly string[] = ['id', 'environment'];
const OPTIONS: Readonly<Record<string, string>> = { commitTimes: '--commit-time' };

/** @throws about each option that is not as it has to be */
export function entryOfDeployment(wanted: Wanted<DeploymentEventDetail>, bus: string | undefined): EventEntry {
  return entryOf(CUSTOM_DETAIL_TYPES.deployment, wanted, problemsOfDeployment(wanted), bus);
}

/** @throws about each option that is not as it has to be */
export function entryOfIncident(wanted: Wanted<IncidentEventDetail>, bus: string | undefined): EventEntry {
  return entryOf(CUSTOM_DETAIL_TYPES.incident, wanted, problemsOfIncident(wanted), bus);
}

function entryOf(detailType: string, wanted: { readonly at?: unknown }, problems: readonly FieldProblem[], bus: string | undefined): EventEntry {
  const busProblems = bus === undefined || isBus(bus) ? [] : [{ field: 'bus', received: bus, valid: 'the name or the ARN of an event bus' }];
  const complaints = [...problems, ...busProblems].map(problem => complaintAbout(problem, detailType));
  if (complaints.length > 0) throw new UsageFailure(complaints.join('\n'));
  const at = timeOf(wanted.at);
  return {
    Source: CUSTOM_SOURCE,
    DetailType: detailType,
    Detail: JSON.stringify(wanted),
    ...at === undefined ? {} : { Time: new Date(at).toISOString() },
    ...bus === undefined ? {} : { EventBusName: bus },
  };
}

function complaintAbout({ field, received, valid }: FieldProblem, detailType: string): string {
  const option = OPTIONS[field] ?? `--${field.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
  if (received !== undefined) return `${option} is not valid: '${Array.isArray(received) ? received.join('\', \'') : String(received)}'. Valid: ${valid}.`;
  const elsewhere = detailType === CUSTOM_DETAIL_TYPES.deployment && TOLD_BY_ENVIRONMENT.includes(field) ? ` ${ELSEWHERE}` : '';
  return `${option} is missing. Valid: ${valid}.${elsewhere}`;
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html */
function isBus(bus: string): boolean {
  return bus.length <= 1_600 && /^(arn:aws[\w-]*:events:[a-z]+-[a-z]+-[\w-]+:\d{12}:event-bus\/)?[/.\-_A-Za-z0-9]+$/.test(bus);
}
