import type { Construct } from 'constructs';
import { ContainerInsightsLevel, DatabaseInsightsLevel } from './insights-level';
import { checkOptions } from './private/telemetry/check-options';
import { TelemetrySwitch } from './private/telemetry/telemetry-switch';
import type { TelemetryOptions } from './telemetry-options';

const ESSENTIAL: TelemetryOptions = { groupMetrics: true, databaseInsights: DatabaseInsightsLevel.STANDARD, logs: {} };

const FULL: TelemetryOptions = {
  ...ESSENTIAL,
  tracing: true,
  lambdaInsights: true,
  containerInsights: ContainerInsightsLevel.ENHANCED,
  eksObservability: true,
  detailedMonitoring: true,
  hostMetrics: true,
  bucketRequestMetrics: true,
  distributionMetrics: true,
  resolverMetrics: true,
  shardMetrics: true,
  routeMetrics: true,
  brokerMetrics: true,
  jobMetrics: true,
};

/**
 * What an `ObservedService` switches on at its resources before it looks what they publish.
 *
 * It sets properties of resources of this app that were left open, in whatever stack they stand, and none of imports. What somebody set stays, `false` too, and is reported as
 * an info.
 *
 * @example
 * import { ObservedService, Telemetry } from 'cdk-pillars';
 *
 * new ObservedService(this, 'Checkout', {
 *   serviceName: 'checkout',
 *   owner: 'payments-team',
 *   routes: [],
 *   telemetry: Telemetry.essential({ lambdaInsights: true }),
 * });
 */
export class Telemetry {
  /**
   * What costs nothing, or less than two dollars a month for the whole service: group metrics, the standard level of Database Insights, and log hygiene.
   *
   * @param changes options that differ
   * @throws when an option is not valid
   */
  public static essential(changes: TelemetryOptions = {}): Telemetry {
    return new Telemetry(merged(ESSENTIAL, changes));
  }

  /**
   * Everything that a signal of the catalog requires, and what AWS offers besides at the resources themselves. See `monthlyCost` of the service for its price. What may cost
   * much more than it tells (the advanced level of Database Insights, anomaly detection, contributors) has to be asked for.
   *
   * @param changes options that differ
   * @throws when an option is not valid
   */
  public static full(changes: TelemetryOptions = {}): Telemetry {
    return new Telemetry(merged(FULL, changes));
  }

  /**
   * Just what the options say.
   *
   * @throws when an option is not valid
   */
  public static of(options: TelemetryOptions): Telemetry {
    return new Telemetry(options);
  }

  private constructor(private readonly options: TelemetryOptions) {
    checkOptions(options);
  }

  /** @internal */
  public _for(service: Construct, namePrefix: string): TelemetrySwitch {
    return new TelemetrySwitch(service, namePrefix, this.options);
  }
}

/** An option that is given as undefined changes nothing, as languages without optional members do. */
function merged(preset: TelemetryOptions, changes: TelemetryOptions): TelemetryOptions {
  return { ...preset, ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) };
}
