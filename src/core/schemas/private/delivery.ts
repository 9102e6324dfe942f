/** What the constructs of `src/delivery` and the functions of `handlers/delivery` agree on. */

/** Where deployments are told of. Of several that tell of one service, the first of this order counts, unless the service says otherwise. */
export const COUNTED_SOURCES = ['custom', 'pipeline', 'stack', 'codedeploy', 'ecs', 'alias'] as const;
export type CountedSource = typeof COUNTED_SOURCES[number];

/** By how much an incident matters: the severities of alarms, the gravest first. */
export const INCIDENT_SEVERITIES = ['PAGE', 'TICKET', 'INFO'] as const;
export type IncidentSeverity = typeof INCIDENT_SEVERITIES[number];

/**
 * What belongs to a service: the value of an SSM parameter `<registry path>/<service>/<environment>/<number>`. A service has several of them where one would be
 * too long; lists of the same service are joined.
 */
export interface RegisteredService {
  readonly service: string;
  readonly environment: string;
  readonly counts: CountedSource;
  /** Names of stacks. */
  readonly stacks?: readonly string[];
  /** Names of pipelines. */
  readonly pipelines?: readonly string[];
  /** `<application>/<deployment group>`. */
  readonly deploymentGroups?: readonly string[];
  /** ARNs. */
  readonly ecsServices?: readonly string[];
  /** `<function name>:<alias>`. */
  readonly aliases?: readonly string[];
  /** Alarms that are an incident while they are in ALARM, by name: health alarms, and composites of objectives that page. */
  readonly alarms?: Readonly<Record<string, IncidentSeverity>>;
  /** Alarms of symptoms begin with one of these; they tell since when something was wrong. */
  readonly symptomPrefixes?: readonly string[];
  /** Names of canaries. */
  readonly canaries?: readonly string[];
}

/** The service that events belong to which no registered service claims. */
export const UNMAPPED = 'unmapped';

/** Of the events that CI systems and incident tools send, or `cdk-pillars event` for them. */
export const CUSTOM_SOURCE = 'cdk-pillars';
export const CUSTOM_DETAIL_TYPES = { deployment: 'Deployment', incident: 'Incident' } as const;

/** `detail` of a custom event of a deployment. */
export interface DeploymentEventDetail {
  readonly service: string;
  readonly environment: string;
  /** Of the deployment: the same in all of its events, such as the number of the run. */
  readonly id: string;
  readonly status: 'STARTED' | 'SUCCEEDED' | 'FAILED' | 'SUPERSEDED' | 'STOPPED';
  /** ISO 8601; the time of the event if absent. */
  readonly at?: string;
  /** Times of the commits that are deployed for the first time, ISO 8601. */
  readonly commitTimes?: readonly string[];
  readonly revision?: string;
  /** Id of the deployment that this one takes back. */
  readonly rollbackOf?: string;
  /** An unplanned deployment that mends what users met. */
  readonly rework?: boolean;
  readonly url?: string;
}

/** `detail` of a custom event of an incident. */
export interface IncidentEventDetail {
  readonly service: string;
  readonly environment: string;
  /** Of the incident: the same in all of its events. */
  readonly id: string;
  readonly status: 'OPENED' | 'ACKNOWLEDGED' | 'RESTORED';
  readonly at?: string;
  /** PAGE if absent. */
  readonly severity?: IncidentSeverity;
  /** Since when users were hit, where the tool knows. */
  readonly impactBeganAt?: string;
  readonly url?: string;
}

/** Metrics of a service, with the dimensions Service and Environment. */
export const DELIVERY_METRICS = {
  deployments: 'Deployments',
  failedDeployments: 'FailedDeployments',
  rollbacks: 'Rollbacks',
  rework: 'ReworkDeployments',
  leadTime: 'LeadTime',
  deploymentDuration: 'DeploymentDuration',
  /** 1 in the minute in which a deployment ended, at once and not only when it is final: drawn over graphs, read with Maximum, counted nowhere. */
  deploymentMarker: 'DeploymentMarker',
  timeToRestore: 'TimeToRestore',
  timeToDetect: 'TimeToDetect',
  timeToAcknowledge: 'TimeToAcknowledge',
  overdueReviews: 'OverdueReviews',
} as const;

/** Metrics with the dimensions Service, Environment and Severity. */
export const INCIDENT_METRICS = { opened: 'IncidentsOpened', closed: 'IncidentsClosed', open: 'OpenIncidents' } as const;

/** Metrics of the telemetry itself, without dimensions beside the name of its table. */
export const HANDLER_METRICS = { late: 'EventsTooLateToEmit', duplicates: 'DuplicateEvents', unmapped: 'UnmappedEvents' } as const;
/** The dimension of these: the name of the table. */
export const HANDLER_DIMENSION = 'Table';

/** Ends of executions of runbook automations, with the dimensions Service, Environment and Outcome. */
export const EXECUTION_METRIC = 'AutomationExecutions';
/** How executions end. Source: Systems Manager API Reference, AutomationExecution. */
export const OUTCOMES = ['Success', 'Failed', 'TimedOut', 'Cancelled', 'Rejected', 'CompletedWithSuccess', 'CompletedWithFailure', 'Exited'] as const;

/** The tag of a stack that tells when the last commit was made that it is deployed of, ISO 8601. */
export const COMMIT_TIME_TAG = 'cdk-pillars:commit-time';

export const DEFAULT_DELIVERY_NAMESPACE = 'CdkPillars/Delivery';
export const DEFAULT_REGISTRY_PATH = '/cdk-pillars/delivery';

/** Environment variables of the functions. Times are in seconds. */
export const DELIVERY_ENVIRONMENT = {
  table: 'TABLE_NAME',
  registryPath: 'REGISTRY_PATH',
  namespace: 'METRIC_NAMESPACE',
  /** How long an event may be late before what it tells of is final. */
  grace: 'GRACE_SECONDS',
  /** An incident that opens so soon after a deployment is blamed on it. */
  changeFailureWindow: 'CHANGE_FAILURE_SECONDS',
  /** An incident that comes back so soon is the same. */
  reopenWithin: 'REOPEN_SECONDS',
  /** Updates of stacks of a service that are no further apart are one deployment. */
  changeGap: 'CHANGE_GAP_SECONDS',
  /** The deployment after a failed one, so soon, is rework. */
  reworkWindow: 'REWORK_SECONDS',
  /** How long events and what was made of them are kept. */
  retention: 'RETENTION_SECONDS',
  /** Where the function writes its log, which is asked whether a point went out. */
  logGroup: 'LOG_GROUP_NAME',
} as const;

export const DELIVERY_DEFAULTS = {
  graceSeconds: 900, changeFailureSeconds: 3_600, reopenSeconds: 600, changeGapSeconds: 600, reworkSeconds: 86_400, retentionSeconds: 400 * 86_400,
} as const;

/** The times that the functions go by, in seconds, each with the environment variable of its name. */
export interface DeliveryTimes {
  readonly grace: number;
  readonly changeFailureWindow: number;
  readonly reopenWithin: number;
  readonly changeGap: number;
  readonly reworkWindow: number;
  readonly retention: number;
}

/** Of the table: a partition for each service, and one for the work that is to be done. */
export const DELIVERY_TABLE = { partitionKey: 'pk', sortKey: 'sk', timeToLive: 'expiresAt' } as const;

/** Operational data of an OpsItem, by which it is known whose it is. Searchable. */
export const OPS_ITEM_DATA = { service: '/cdk-pillars/service', environment: '/cdk-pillars/environment', kind: '/cdk-pillars/kind' } as const;
/** An OpsItem about an alarm tells of acknowledgement only, a review of nothing; any other one is an incident that somebody saw. */
export const OPS_ITEM_KINDS = { incident: 'incident', review: 'review' } as const;
