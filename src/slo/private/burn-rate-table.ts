import { Duration } from 'aws-cdk-lib';
import { Severity } from '../../core/severity';
import { BurnRate } from '../burn-rate';

interface Row {
  readonly severity: Severity;
  readonly longMinutes: number;
  readonly shortMinutes: number;
  /** Share of the error budget in percent that is spent when the alarm starts. */
  readonly budget: number;
}

/** Windows shorter than this spend larger shares: a 50th of a week's budget is gone after minutes that nobody should be woken up for. */
const SHORT_OBJECTIVE_MINUTES = 14 * 1_440;

/** For 30 days: burn rates of 14.4, 6, 3 and 1. Source: https://sre.google/workbook/alerting-on-slos/, table 5-8, and the 30-day windows of Sloth. */
const USUAL: readonly Row[] = [
  { severity: Severity.PAGE, longMinutes: 60, shortMinutes: 5, budget: 2 },
  { severity: Severity.PAGE, longMinutes: 360, shortMinutes: 30, budget: 5 },
  { severity: Severity.TICKET, longMinutes: 1_440, shortMinutes: 120, budget: 10 },
  { severity: Severity.TICKET, longMinutes: 4_320, shortMinutes: 360, budget: 10 },
];

/** For 7 days: burn rates of 16.8 and 5.6, as Splunk has them, and 2.1 and 1.17, which are this library's own. */
const SHORT: readonly Row[] = [
  { severity: Severity.PAGE, longMinutes: 60, shortMinutes: 5, budget: 10 },
  { severity: Severity.PAGE, longMinutes: 360, shortMinutes: 30, budget: 20 },
  { severity: Severity.TICKET, longMinutes: 1_440, shortMinutes: 120, budget: 30 },
  { severity: Severity.TICKET, longMinutes: 4_320, shortMinutes: 360, budget: 50 },
];

/** The burn rates of an objective that names none. A ticket is never for less than what spends the budget, while its window is shorter than that of the objective. */
export function defaultBurnRates(windowMinutes: number): BurnRate[] {
  return (windowMinutes < SHORT_OBJECTIVE_MINUTES ? SHORT : USUAL).map(({ severity, longMinutes, shortMinutes, budget }) => {
    const options = { severity, longWindow: Duration.minutes(longMinutes), shortWindow: Duration.minutes(shortMinutes) };
    const row = BurnRate.spending(budget, options);
    return severity === Severity.TICKET && longMinutes < windowMinutes && row.rateOver(windowMinutes) < 1 ? BurnRate.atLeast(1, options) : row;
  });
}
