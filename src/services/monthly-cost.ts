import { PRICES } from '../core/private/prices';
import type { TelemetryCharge } from '../tracing/private/telemetry/telemetry-charge';
import type { PriceList } from './price-list';

/** One line of a cost estimate. */
export interface MonthlyCostItem {
  /** What is paid for. */
  readonly what: string;

  /** How many of it are billed. */
  readonly quantity: number;

  /** Price of one for a month, in USD. */
  readonly unitPrice: number;

  /** `quantity` times `unitPrice`, in USD. */
  readonly amount: number;
}

/**
 * What a service has that is paid for.
 *
 * @internal
 */
export interface Billed {
  readonly alarms: readonly { readonly name: string; readonly metrics: number; readonly isHighResolution: boolean }[];
  readonly compositeAlarms: number;
  readonly customMetrics: readonly string[];
  readonly dashboards: readonly string[];
  readonly telemetry?: readonly TelemetryCharge[];
  readonly notes?: readonly string[];
  readonly canaries: readonly { readonly name: string; readonly runs: number }[];
}

/** What the observability of a service costs in a month by list price, free tier not counted. */
export class MonthlyCost {
  /** @internal */
  public static _of(billed: Billed, overrides: PriceList = {}): MonthlyCost {
    const { alarms, compositeAlarms, customMetrics, dashboards, canaries, telemetry = [], notes = [] } = billed;
    const prices = { ...PRICES, ...overrides };
    const fine = alarms.filter(alarm => alarm.isHighResolution);
    const usual = alarms.filter(alarm => !alarm.isHighResolution);
    const items = [
      item('alarm metrics', metricsOf(usual), prices.alarmMetric),
      item('high-resolution alarm metrics', metricsOf(fine), prices.highResolutionAlarmMetric),
      item('composite alarms', compositeAlarms, prices.compositeAlarm),
      item('custom metrics', customMetrics.length, prices.customMetric),
      item('dashboards', dashboards.length, prices.dashboard),
      ...[...new Set(telemetry.map(({ what }) => what))].map(what => {
        const charges = telemetry.filter(charge => charge.what === what);
        return item(what, charges.reduce((sum, { quantity }) => sum + quantity, 0), prices[charges[0].price]);
      }),
      item('canary runs', canaries.reduce((sum, { runs }) => sum + runs, 0), prices.canaryRun),
    ];
    const details = [
      ...alarms.map(alarm => item(alarm.name, alarm.metrics, alarm.isHighResolution ? prices.highResolutionAlarmMetric : prices.alarmMetric)),
      ...customMetrics.map(name => item(name, 1, prices.customMetric)),
      ...dashboards.map(name => item(name, 1, prices.dashboard)),
      ...telemetry.map(({ what, of, quantity, price }) => item(`${what} of ${of}`, quantity, prices[price])),
      ...canaries.map(({ name, runs }) => item(name, runs, prices.canaryRun)),
    ];
    return new MonthlyCost(items.filter(({ quantity }) => quantity > 0), details, prices.asOf, prices.region, [...notes]);
  }

  private constructor(
    /** What the total is made of, by what CloudWatch bills. */
    public readonly items: MonthlyCostItem[],
    /** The same by name: each alarm of a signal with the metrics that it bills, each dashboard, and telemetry by resource. */
    public readonly details: MonthlyCostItem[],
    /** Day of the price list, ISO 8601. */
    public readonly pricesAsOf: string,
    /** Region of the price list. */
    public readonly pricesRegion: string,
    /** What depends on the load, and is in no sum, with its unit price. */
    public readonly notes: string[],
  ) {}

  /** The sum in USD. */
  public get total(): number {
    return cents(this.items.reduce((sum, { amount }) => sum + amount, 0));
  }
}

function metricsOf(alarms: Billed['alarms']): number {
  return alarms.reduce((sum, { metrics }) => sum + metrics, 0);
}

function item(what: string, quantity: number, unitPrice: number): MonthlyCostItem {
  return { what, quantity, unitPrice, amount: cents(quantity * unitPrice) };
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
