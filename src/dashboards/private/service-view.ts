import type { IAlarm, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { SignalAlarm } from '../../alarms/signal-alarm';
import type { DeliveryBands } from '../../core/private/dora-bands';
import type { ServiceTier } from '../../core/service-tier';
import type { BoundSignal } from '../../signals/bound-signal';
import type { ServiceLevelObjective } from '../../slo/service-level-objective';

/** The share of alarms of a service to which something answers by itself. */
export interface AutomationShare {
  readonly percentage: number;
  /** How many alarms there are, and how many of them have either. */
  readonly alarms: number;
  /** A document with the steps of their runbook. */
  readonly withDocument: number;
  /** Something that runs when they fire. */
  readonly withAction: number;
}

/** Where the metrics about deployments and incidents of a service are, and what to compare them with. */
export interface DeliveryView {
  readonly namespace: string;
  readonly bands: DeliveryBands;
}

/** What a dashboard shows of a service. Read when the service is added, and again when something is observed later. */
export interface ServiceView {
  readonly serviceName: string;
  readonly environment: string;
  readonly title: string;
  /** The Region of the service; may be a token. */
  readonly region: string;
  readonly owner: string;
  readonly tier: ServiceTier;
  readonly runbookBaseUrl?: string;
  readonly signals: readonly BoundSignal[];
  readonly alarms: readonly SignalAlarm[];
  /** One for each Region that has symptoms, that of the service first. */
  readonly healthAlarms: ReadonlyArray<{ readonly alarm: IAlarm; readonly literalName: string }>;
  readonly objectives: readonly ServiceLevelObjective[];
  /** Alarms of the user's own, in the Region of the service. */
  readonly ownAlarms: ReadonlyArray<{ readonly alarm: IAlarm; readonly literalName: string }>;
  /** Absent where nobody counts deployments and incidents. */
  readonly delivery?: DeliveryView;
  /** Asked for when it is drawn. */
  readonly automation: () => AutomationShare;
  readonly businessMetrics: { readonly [title: string]: IMetric };
}
