import type { BurnRate } from './burn-rate';
import type { SloExclusionWindow } from './exclusion-window';
import type { ObjectiveWindow } from './objective-window';
import type { SloBackend } from './slo-backend';

/** What is agreed about an objective, besides what it promises. */
export interface ObjectiveTerms {
  /**
   * Over which time the objective holds.
   *
   * @default - the last 30 days, at any moment
   */
  readonly window?: ObjectiveWindow;

  /**
   * Who answers for it.
   *
   * @default - the owner of the service, where there is one
   */
  readonly owner?: string;

  /**
   * What is promised to whom, as a person would say it.
   *
   * @default - made from what is measured, the goal and the window
   */
  readonly description?: string;

  /**
   * At which speeds of spending the error budget somebody is told.
   *
   * @default - for 30 days: a page at 14.4 over an hour and at 6 over six hours, a ticket at 3 over a day and at 1 over three days; rows that the goal can never reach are
   * left out with a note. The share of the budget decides for other windows.
   */
  readonly burnRates?: BurnRate[];

  /**
   * So many events have to be bad in the long window before an alarm starts, so that one failed request of few does not page.
   *
   * @default 2
   */
  readonly minimumBadEvents?: number;

  /**
   * Share of the error budget in percent below which Application Signals warns.
   *
   * @default 50
   */
  readonly warningThreshold?: number;

  /**
   * Times that do not count.
   *
   * @default - all times count
   */
  readonly exclusionWindows?: SloExclusionWindow[];

  /**
   * What the team does when the budget is spent, as a person would say it. Shown on the dashboards and in reports.
   *
   * @default - releases stop, except for those that restore the objective
   */
  readonly budgetPolicy?: string;

  /**
   * Who keeps the books.
   *
   * @default SloBackend.APPLICATION_SIGNALS
   */
  readonly backend?: SloBackend;
}
