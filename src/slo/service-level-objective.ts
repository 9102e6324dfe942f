import { Annotations, Duration, Stack, Token } from 'aws-cdk-lib';
import type { AlarmBase, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { claim } from '../core/private/claims';
import { complaint } from '../core/private/errors';
import { LIMITS } from '../core/private/limits';
import { markOwn } from '../core/private/own-constructs';
import { atMost } from '../core/private/severity-order';
import { Severity } from '../core/severity';
import { renderMetric } from '../signals/private/metric-model';
import type { ObjectiveTerms } from './objective-terms';
import { ObjectiveWindow } from './objective-window';
import { publishedAttainment, publishedBurnRate } from './private/burn-measure';
import { burnRateRows, lookBacks, type BurnRateRow } from './private/burn-rate-rows';
import { checkGoal } from './private/check-objective';
import { shareOfBadEvents } from './private/error-budget';
import { metricCount } from './private/expression';
import { isMeasured, type DiscoveredSli, type MeasuredSli } from './private/sli';
import { SloAlarms, type BilledAlarm } from './private/slo-alarms';
import { sloResource } from './private/slo-resource';
import type { ServiceLevelIndicator } from './service-level-indicator';
import { SloBackend } from './slo-backend';

/** Properties of `ServiceLevelObjective`. */
export interface ServiceLevelObjectiveProps extends ObjectiveTerms {
  /** Name of the objective: a literal of 2 to 128 letters, digits, spaces, `-`, `.` and `_`. Unique in an account and Region. */
  readonly sloName: string;

  /** What is measured. */
  readonly indicator: ServiceLevelIndicator;

  /** The share of events, or of periods, that has to be good, in percent: above 0 and below 100. */
  readonly goal: number;

  /** The service, as descriptions of alarms name it. */
  readonly serviceName: string;

  /**
   * The most urgent severity of its alarms.
   *
   * @default Severity.PAGE
   */
  readonly maximumSeverity?: Severity;

  /**
   * What names of its alarms begin with.
   *
   * @default 'slo-'
   */
  readonly alarmNamePrefix?: string;

  /**
   * What names of its alarms end with.
   *
   * @default - `sloName` with `-` for spaces
   */
  readonly alarmNameSuffix?: string;

  /**
   * Where the runbook of its alarms stands.
   *
   * @default - the description of the objective says what to do
   */
  readonly runbook?: string;
}

/**
 * A service level objective with burn-rate alarms that page once, and an alarm that tells when the budget is spent.
 *
 * `ObservedService` makes one of each of its objectives, and has its alarms reach people. Made by hand, its alarms have no actions until they are given some: act on `pageAlarm`
 * and `ticketAlarm`, never on the alarms behind them.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-applicationsignals-servicelevelobjective.html
 */
export class ServiceLevelObjective extends Construct {
  /** Name of the objective. Ends in `-periods` where periods are judged, since one kind cannot become the other by an update. */
  public readonly sloName: string;

  /** The share that has to be good, in percent. */
  public readonly goal: number;

  /** Over which time it holds. */
  public readonly window: ObjectiveWindow;

  /** Who keeps the books. */
  public readonly backend: SloBackend;

  /** What is promised. */
  public readonly description: string;

  /** Who answers for it, where that is stated. */
  public readonly owner?: string;

  /** What the team does when the budget is spent. */
  public readonly budgetPolicy: string;

  /** Rows of the table of burn rates that were left out, and why. */
  public readonly notes: string[];

  /** ARN of the objective in Application Signals; undefined where metric math alone keeps the books. */
  public readonly sloArn?: string;

  /** @internal */
  public readonly _rows: readonly BurnRateRow[];

  /** @internal */
  public readonly _sli: MeasuredSli | DiscoveredSli;

  private readonly alarms: SloAlarms;

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @throws when a value is one that Application Signals or CloudWatch would refuse, or when the goal can never reach a burn rate that is asked for
   */
  constructor(scope: Construct, id: string, props: ServiceLevelObjectiveProps) {
    super(scope, id);
    markOwn(this);
    this.goal = props.goal;
    checkGoal(this.node.path, props.goal);
    this.window = props.window ?? ObjectiveWindow.rolling(Duration.days(30));
    this.backend = props.backend ?? SloBackend.APPLICATION_SIGNALS;
    this.owner = props.owner;
    this.budgetPolicy = props.budgetPolicy ?? 'Releases stop, except for those that restore the objective.';
    this._sli = props.indicator._bind(this);
    this.description = props.description ?? `${props.goal}% of ${this._sli.kind} are good`;
    this.sloName = this._sli.kind === 'periods' ? `${props.sloName}-periods` : props.sloName;
    const minimumBad = props.minimumBadEvents ?? 2;
    this.check(props, minimumBad);
    const { rows, notes } = burnRateRows(this, props.goal, this.window.minutes, props.burnRates);
    this._rows = rows;
    this.notes = [...notes];
    if (notes.length > 0) Annotations.of(this).addInfo(notes.join('. '));
    const isPublished = this.backend === SloBackend.APPLICATION_SIGNALS;
    if (isPublished) {
      this.sloArn = sloResource(this, {
        name: this.sloName, description: this.description, goal: this.goal, window: this.window, warningThreshold: props.warningThreshold ?? 50,
        lookBacks: lookBacks(rows),
        exclusionWindows: props.exclusionWindows ?? [], sli: this._sli,
      }).attrArn;
    }
    this.alarms = new SloAlarms({
      scope: this, sli: this._sli, rows, goal: this.goal, windowMinutes: this.window.minutes, sloName: isPublished ? this.sloName : undefined,
      minimumBad,
      maximumSeverity: severity => atMost(severity, props.maximumSeverity ?? Severity.PAGE),
      prefix: props.alarmNamePrefix ?? 'slo-', suffix: props.alarmNameSuffix ?? props.sloName.replace(/ /g, '-'),
      serviceTitle: props.serviceName, promise: `${this.description} (${this.window.description})`, runbook: props.runbook ?? this.budgetPolicy,
    });
  }

  /** The composite alarm that pages: the budget is being spent fast. Undefined where no row of the table pages. */
  public get pageAlarm(): AlarmBase | undefined {
    return this.alarms.composites.get(Severity.PAGE)?.alarm;
  }

  /** The composite alarm that opens a ticket: the budget is being spent slowly, and will not last. Undefined where no row of the table does. */
  public get ticketAlarm(): AlarmBase | undefined {
    return this.alarms.composites.get(Severity.TICKET)?.alarm;
  }

  /**
   * The alarm that is in ALARM while the budget is spent; deployments can wait for it. Where metric math alone keeps the books, it sees the last seven days at most, and
   * is in ALARM when these alone spent the budget.
   */
  public get budgetAlarm(): AlarmBase {
    return this.alarms.budget;
  }

  /**
   * The burn rate over a window: 1 spends exactly the budget.
   *
   * @param window one of the windows of the burn rates where Application Signals keeps the books; any up to seven days otherwise
   * @throws when there is no such burn rate
   */
  public metricBurnRate(window: Duration): IMetric {
    const minutes = window.toMinutes();
    if (this.backend === SloBackend.APPLICATION_SIGNALS) {
      const published = lookBacks(this._rows);
      if (!published.includes(minutes)) {
        throw complaint(this, {
          what: 'no burn rate is published over this window',
          received: `${minutes} minutes`, valid: published.map(each => `${each}`).join(', '),
        });
      }
      return renderMetric(publishedBurnRate(this.sloName, minutes, 1).model);
    }
    const sli = this._sli;
    if (!isMeasured(sli) || sli.kind !== 'requests') {
      throw complaint(this,
        {
          what: 'the burn rate of judged periods is not a metric without Application Signals',
          fix: 'Use its alarms, or SloBackend.APPLICATION_SIGNALS',
        });
    }
    return renderMetric(shareOfBadEvents(sli, this.goal, minutes * 60));
  }

  /**
   * The share that was good over the window of the objective, in percent.
   *
   * @throws when Application Signals does not keep the books
   */
  public metricAttainment(): IMetric {
    if (this.backend !== SloBackend.APPLICATION_SIGNALS) {
      throw complaint(this, {
        what: 'attainment is published by Application Signals only', received: this.backend,
        fix: 'Use metricBurnRate, or SloBackend.APPLICATION_SIGNALS',
      });
    }
    return renderMetric(publishedAttainment(this.sloName));
  }

  /**
   * Alarms that act, with their severities.
   *
   * @internal
   */
  public get _acting() {
    return [...this.alarms.composites].map(([severity, composite]) => ({ severity, ...composite }));
  }

  /** @internal */
  public get _budgetName(): string {
    return this.alarms.budgetName;
  }

  /**
   * What is billed for it.
   *
   * @internal
   */
  public get _billed(): { readonly alarms: readonly BilledAlarm[]; readonly composites: number } {
    return { alarms: this.alarms.billed, composites: this.alarms.composites.size };
  }

  private check(props: ServiceLevelObjectiveProps, minimumBad: number): void {
    const fail = (what: string, received: unknown, valid: string, fix?: string) => {
      throw complaint(this, { what, received, valid, fix });
    };
    if (Token.isUnresolved(this.sloName) || !LIMITS.slo.namePattern.test(this.sloName)) {
      fail('sloName is not a name of an objective',
        this.sloName, 'a literal of 2 to 128 letters, digits, spaces, -, . and _');
    }
    const { warningThreshold, exclusionWindows = [] } = props;
    if (warningThreshold !== undefined && !(warningThreshold > 0 && warningThreshold < 100)) fail('warningThreshold is not a share of the budget', warningThreshold, 'percent above 0 and below 100');
    if (!(Number.isInteger(minimumBad) && minimumBad >= 1)) {
      fail('minimumBadEvents is not a number of events', minimumBad,
        'a whole number from 1 on');
    }
    if (exclusionWindows.length > LIMITS.slo.exclusionWindows) {
      fail('there are too many exclusionWindows', exclusionWindows.length,
        `${LIMITS.slo.exclusionWindows} at most`);
    }
    if (this.backend === SloBackend.CLOUDWATCH) {
      const needs = 'SloBackend.APPLICATION_SIGNALS knows it';
      if (!isMeasured(this._sli)) fail('a discovered indicator has no metrics of its own', this.backend, 'an indicator of metrics', needs);
      if (exclusionWindows.length > 0) {
        fail('alarms on metrics know no exclusionWindows', exclusionWindows.length, 'none',
          `Mute the alarms instead; ${needs}`);
      }
      if (this.window._calendar) fail('alarms on metrics know no calendar windows', this.window.description, 'a rolling window', needs);
    }
    const stack = Stack.of(this);
    const other = claim(this, `slo ${stack.account}/${stack.region}#${this.sloName}`);
    if (other !== undefined) {
      fail(`there is already an objective of this name in the same account and Region, at ${other}`, this.sloName,
        'a name of its own');
    }
    this.checkQueries();
  }

  /** A count holds ten metrics at most. */
  private checkQueries(): void {
    const sli = this._sli;
    if (!isMeasured(sli)) return;
    const models = sli.kind === 'requests' ? [sli.total, sli.good ?? sli.bad!] : [sli.metric];
    const inAlarm = models.reduce((sum, model) => sum + metricCount(model), 0);
    if (this.backend === SloBackend.CLOUDWATCH && inAlarm > LIMITS.alarm.metrics) {
      throw complaint(this, {
        what: 'an alarm on the indicator reads too many metrics', received: inAlarm,
        valid: `${LIMITS.alarm.metrics} at most`, fix: 'Use SloBackend.APPLICATION_SIGNALS',
      });
    }
    for (const model of models) {
      if (!('inputs' in model)) continue;
      const count = Object.keys(model.inputs).length;
      if (count > LIMITS.slo.metrics) {
        throw complaint(this, {
          what: 'the indicator reads too many metrics', received: count,
          valid: `${LIMITS.slo.metrics} at most`,
        });
      }
      if (model.expression.length > LIMITS.expression.length) {
        throw complaint(this, {
          what: 'the expression of the indicator is too long',
          received: model.expression.length, valid: `${LIMITS.expression.length} characters`,
        });
      }
    }
  }
}
