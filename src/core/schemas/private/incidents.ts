import type { IncidentSeverity } from './delivery';

/** What `IncidentResponse` and the function of `handlers/incidents` agree on. */

/** A service that has incidents: the value of an SSM parameter `<path>/services/<service>/<environment>`. */
export interface RespondingService {
  readonly service: string;
  readonly environment: string;
  readonly owner: string;
  readonly tier: string;
  /** Alarms that are an incident while they are in ALARM. */
  readonly alarms: readonly RespondingAlarm[];
  /** All alarms of the service begin so: what they did stands in the timeline. */
  readonly alarmPrefix: string;
  readonly runbook?: string;
  readonly dashboards?: readonly IncidentLink[];
  readonly automations?: readonly IncidentAutomation[];
}

export interface RespondingAlarm {
  readonly name: string;
  /** Whether `name` is what names of such alarms begin with. */
  readonly isPrefix?: boolean;
  readonly severity: IncidentSeverity;
}

export interface IncidentLink {
  readonly title: string;
  readonly url: string;
}

/** An SSM Automation document that an engineer may run. */
export interface IncidentAutomation {
  readonly documentName: string;
  readonly title?: string;
}

/** Of the OpsItems that the function makes. It is also how the rule on OpsItems knows them. */
export const OPS_ITEM_SOURCE = 'cdk-pillars';

/** Operational data beside that of `OPS_ITEM_DATA`. Each key has one writer, as SSM knows no conditional writes: the group of the service, or that of the reviews. */
export const INCIDENT_DATA = {
  /** JSON of what is known of the incident. */
  record: '/cdk-pillars/incident',
  /** What happened when, one line each. */
  timeline: '/cdk-pillars/timeline',
  /** JSON of when people resolved it, and of its review. */
  closed: '/cdk-pillars/closed',
  /** Of a review: the OpsItem of the incident. Searchable. */
  reviewOf: '/cdk-pillars/review-of',
  /** Of a review: ISO 8601. Searchable. */
  due: '/cdk-pillars/due',
  /** Of a review: the day on which it was reminded of last, ISO 8601. */
  reminded: '/cdk-pillars/reminded',
} as const;

/** What rules send besides events: `kind` of the message. */
export const INCIDENT_TASKS = { sweep: 'sweep', reviews: 'reviews' } as const;

export const INCIDENT_ENVIRONMENT = {
  /** Path of the parameters. */
  registryPath: 'REGISTRY_PATH',
  namespace: 'METRIC_NAMESPACE',
  /** An incident that comes back so soon is the same. */
  reopenWithin: 'REOPEN_SECONDS',
  reviewDue: 'REVIEW_DUE_SECONDS',
  /** How long before it is due a review is first reminded of. */
  reviewReminder: 'REVIEW_REMINDER_SECONDS',
  /** `NONE` for no reviews. */
  minimumReviewSeverity: 'MINIMUM_REVIEW_SEVERITY',
  resolveOnRecovery: 'RESOLVE_ON_RECOVERY',
  /** Topic that is told of changes of reviews; empty for none. */
  notify: 'NOTIFY_TOPIC_ARN',
} as const;

export const NO_REVIEWS = 'NONE';
export const DEFAULT_INCIDENT_PATH = '/cdk-pillars/incidents';
/** Of the registry: where the services are, and the template of reviews. */
export const INCIDENT_PARAMETERS = { services: 'services', template: 'review-template' } as const;

/** What reviews are asked. In braces: what is known. */
export const REVIEW_TEMPLATE = `# Review of an incident of {service} ({environment})

Blameless: everybody did what made sense with what they knew. Ask what made it sensible, and what would make the next time easier. No names beside actions.

Opened {opened}, restored {restored}, severity {severity}, OpsItem {incident}. Owner {owner}. Due {due}.

## What happened
In a few sentences, for somebody who was not there.

## Impact
Who noticed what, how many, for how long.

## Timeline
The operational data has what alarms did. Add what people saw, thought and did.

## Detection
What told us first? What could have told us sooner?

## Response
What helped, what slowed us down? Did the runbook hold?

## Contributing factors
Several, never one root cause; technical and organizational.

## What went well

## Actions
| action | owner | by |
|---|---|---|
`;

/**
 * Limits of OpsItems.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_OpsItem.html
 */
export const OPS_ITEM_LIMITS = {
  title: 1_024, description: 2_048, source: 128, dataKey: 128, dataValueBytes: 20_480, resources: 100,
} as const;

/** The severity of OpsCenter for each of ours, as `AlarmRoute.toOpsItem` has it. */
export const OPS_ITEM_SEVERITIES: Readonly<Record<IncidentSeverity, string>> = { PAGE: '1', TICKET: '3', INFO: '4' };
