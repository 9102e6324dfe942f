/** Folder of the cloud assembly in which each service describes itself; the command line and the review read it. */
export const MANIFEST_FOLDER = 'cdk-pillars';

/** Folder beside these descriptions with the runbooks of each service, in a folder called like its description. */
export const RUNBOOK_FOLDER = 'runbooks';

/** Folder beside these descriptions with the objectives of each service, in files called like its description. */
export const SLO_FOLDER = 'slos';

/** What a service made, as written into the cloud assembly. */
export interface ServiceManifest {
  readonly version: 1;
  readonly service: string;
  readonly environment: string;
  readonly owner: string;
  readonly tier: string;
  readonly path: string;
  readonly pagesPeople: boolean;
  /** Where the service stands; absent where only deployment can tell. */
  readonly region?: string;
  readonly account?: string;
  /** Who is told, in the order of the routes of the service. */
  readonly routes?: readonly RouteEntry[];
  readonly alarms: readonly AlarmEntry[];
  /** Alarms of the user's own, in the care of the service. */
  readonly ownAlarms?: readonly OwnAlarmEntry[];
  readonly health?: HealthEntry;
  /** The health alarms of global resources, in the Regions of their metrics. */
  readonly healthElsewhere?: ReadonlyArray<HealthEntry & { readonly region: string }>;
  /** The objectives, as `slos/<name>.json` beside the description has them in full. */
  readonly objectives?: readonly ObjectiveEntry[];
  readonly dashboards: readonly string[];
  readonly coverage: {
    readonly percentage: number;
    readonly resources: readonly ResourceEntry[];
  };
  /** To how many alarms something answers by itself. */
  readonly automation?: {
    readonly percentage: number;
    readonly alarms: number;
    readonly withDocument: number;
    readonly withAction: number;
  };
  readonly monthlyCost: {
    readonly total: number;
    readonly pricesAsOf: string;
    readonly pricesRegion: string;
    readonly items: readonly CostEntry[];
    /** What depends on the load, and is in no sum. */
    readonly notes?: readonly string[];
  };
}

interface RouteEntry {
  /** Such as `topic` or `pagerduty`. */
  readonly kind: string;
  readonly description: string;
  readonly minimumSeverity: string;
  readonly notifyRecovery: boolean;
  /** What arrives where, in words; one entry for each receiver that is known. */
  readonly arrivals: readonly string[];
}

interface AlarmEntry {
  readonly name: string;
  /** Where the alarm stands, if not in the Region of the service. */
  readonly region?: string;
  readonly severity: string;
  readonly resource: string;
  readonly signal: string;
  readonly description: string;
  /** In USD, by list price. */
  readonly monthlyCost?: number;
  /** The health alarm through which the alarm reaches people; absent when it acts by itself. */
  readonly through?: string;
  /** Whom it reaches, in words; empty when nobody is told. */
  readonly reaches: readonly string[];
  /** Section of the runbook in the cloud assembly, relative to the folder of this description, such as `runbooks/orders/sqs-queue.md#visible`. */
  readonly runbook?: string;
}

interface OwnAlarmEntry {
  readonly name: string;
  readonly severity: string;
  readonly description: string;
  /** The health alarm through which the alarm reaches people; absent when it acts by itself. */
  readonly through?: string;
  readonly reaches: readonly string[];
}

interface HealthEntry {
  readonly name: string;
  readonly severity: string;
  readonly reaches: readonly string[];
}

interface ObjectiveEntry {
  readonly id: string;
  readonly description: string;
  /** In percent. */
  readonly goal: number;
  readonly window: string;
  readonly measured?: string;
  readonly alarms: { readonly page?: string; readonly ticket?: string; readonly budget: string };
}

interface ResourceEntry {
  readonly path: string;
  readonly type: string;
  readonly kind?: string;
  readonly state: string;
  readonly note?: string;
  readonly signals: readonly SignalEntry[];
}

interface CostEntry {
  readonly what: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly amount: number;
}

interface SignalEntry {
  readonly id: string;
  readonly state: string;
  readonly note?: string;
}
