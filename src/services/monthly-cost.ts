import { PRICES } from '../core/private/prices';

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

/** What the observability of a service costs in a month by list price, free tier not counted. */
export class MonthlyCost {
  /** @internal */
  public static _of(quantities: { readonly alarmMetrics: number; readonly compositeAlarms: number; readonly dashboards: number }): MonthlyCost {
    return new MonthlyCost([
      item('alarm metrics', quantities.alarmMetrics, PRICES.alarmMetric),
      item('composite alarms', quantities.compositeAlarms, PRICES.compositeAlarm),
      item('dashboards', quantities.dashboards, PRICES.dashboard),
    ].filter(({ quantity }) => quantity > 0));
  }

  private constructor(
    /** What the total is made of. */
    public readonly items: MonthlyCostItem[],
  ) {}

  /** The sum in USD. */
  public get total(): number {
    return cents(this.items.reduce((sum, { amount }) => sum + amount, 0));
  }

  /** Day of the price list, ISO 8601. */
  public get pricesAsOf(): string {
    return PRICES.asOf;
  }

  /** Region of the price list. */
  public get pricesRegion(): string {
    return PRICES.region;
  }
}

function item(what: string, quantity: number, unitPrice: number): MonthlyCostItem {
  return { what, quantity, unitPrice, amount: cents(quantity * unitPrice) };
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
