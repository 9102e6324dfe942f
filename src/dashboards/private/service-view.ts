import type { IAlarm, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { SignalAlarm } from '../../alarms/signal-alarm';
import type { ServiceTier } from '../../core/service-tier';
import type { BoundSignal } from '../../signals/bound-signal';
import type { ServiceLevelObjective } from '../../slo/service-level-objective';

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
  readonly businessMetrics: { readonly [title: string]: IMetric };
}
