import { Duration } from 'aws-cdk-lib';
import { complaint } from '../core/private/errors';
import { LIMITS } from '../core/private/limits';
import { Severity } from '../core/severity';

/** Over which windows a burn rate is measured, and how urgent it is. */
export interface BurnRateOptions {
  /** The long window: whole minutes, at most seven days. The alarm starts when the rate over it is reached. */
  readonly longWindow: Duration;

  /**
   * The short window: whole minutes, shorter than the long one. The alarm ends when the rate over it is no longer reached.
   *
   * @default - a twelfth of the long window, rounded up to whole minutes
   */
  readonly shortWindow?: Duration;

  /**
   * How urgent it is: `PAGE` or `TICKET`.
   *
   * @default Severity.PAGE
   */
  readonly severity?: Severity;
}

/**
 * A speed of spending the error budget at which somebody is told. A rate of 1 spends exactly the budget over the window of the objective.
 *
 * @see https://sre.google/workbook/alerting-on-slos/
 */
export class BurnRate {
  /**
   * Told when this share of the budget would be spent within the long window.
   *
   * @param percentage of the error budget, above 0 and at most 100
   * @throws when a number or a window is out of range
   */
  public static spending(percentage: number, options: BurnRateOptions): BurnRate {
    if (!(percentage > 0 && percentage <= 100)) throw complaint('BurnRate.spending', { what: 'percentage is not a share of the budget', received: percentage, valid: 'above 0 and at most 100' });
    return new BurnRate(options, { budgetPercentage: percentage });
  }

  /**
   * Told when the budget is spent this many times faster than the window of the objective allows.
   *
   * @param rate 1 or more
   * @throws when a number or a window is out of range
   */
  public static atLeast(rate: number, options: BurnRateOptions): BurnRate {
    if (!(rate >= 1 && Number.isFinite(rate))) throw complaint('BurnRate.atLeast', { what: 'rate is not a burn rate to be told of', received: rate, valid: '1 or more: slower burning keeps the objective' });
    return new BurnRate(options, { rate });
  }

  /** The long window in minutes. */
  public readonly longMinutes: number;

  /** The short window in minutes. */
  public readonly shortMinutes: number;

  /** How urgent it is. */
  public readonly severity: Severity;

  private constructor(options: BurnRateOptions, private readonly speed: { readonly budgetPercentage?: number; readonly rate?: number }) {
    this.longMinutes = minutesOf(options.longWindow, 'longWindow');
    this.shortMinutes = options.shortWindow === undefined ? Math.ceil(this.longMinutes / 12) : minutesOf(options.shortWindow, 'shortWindow');
    this.severity = options.severity ?? Severity.PAGE;
    if (this.shortMinutes >= this.longMinutes) {
      throw complaint('BurnRate', { what: 'shortWindow is not shorter than longWindow', received: `${this.shortMinutes} minutes`, valid: `1 to ${this.longMinutes - 1} minutes` });
    }
    if (this.severity === Severity.INFO) throw complaint('BurnRate', { what: 'severity is not one of burn rates', received: this.severity, valid: 'PAGE or TICKET' });
  }

  /**
   * The burn rate over an objective's window.
   *
   * @param windowMinutes the window of the objective in minutes
   */
  public rateOver(windowMinutes: number): number {
    const { rate, budgetPercentage = 0 } = this.speed;
    return rate ?? Number((budgetPercentage / 100 * windowMinutes / this.longMinutes).toPrecision(12));
  }
}

function minutesOf(duration: Duration, name: string): number {
  const valid = `whole minutes, 1 minute to ${LIMITS.slo.lookBackMinutes / 1_440} days`;
  if (duration.isUnresolved()) throw complaint('BurnRate', { what: `${name} is a token`, received: duration.toString(), valid });
  const minutes = duration.toMinutes({ integral: false });
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > LIMITS.slo.lookBackMinutes) throw complaint('BurnRate', { what: `${name} is out of range`, received: duration.toHumanString(), valid });
  return minutes;
}
