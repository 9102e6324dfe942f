import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { actingPrefix, withinLimit } from '../../alarms/private/describe-alarm';
import { LIMITS } from '../../core/private/limits';
import { Severity } from '../../core/severity';
import { Comparison } from '../../signals/alarm-spec';
import { renderMetric } from '../../signals/private/metric-model';
import { badCount, ownBurnRate, publishedAttainment, publishedBurnRate, single, type Measure } from './burn-measure';
import { highestRate, windowLabel, type BurnRateRow } from './burn-rate-rows';
import { metricCount } from './expression';
import { isMeasured, type DiscoveredSli, type MeasuredSli } from './sli';

export interface SloAlarmsInit {
  readonly scope: Construct;
  readonly sli: MeasuredSli | DiscoveredSli;
  readonly rows: readonly BurnRateRow[];
  readonly goal: number;
  readonly windowMinutes: number;
  /** Name of the objective in Application Signals; undefined where it is not kept there. */
  readonly sloName?: string;
  readonly minimumBad: number;
  readonly maximumSeverity: (severity: Severity) => Severity;
  /** What alarm names begin and end with. */
  readonly prefix: string;
  readonly suffix: string;
  readonly serviceTitle: string;
  /** Such as "99.9% of requests succeed (30 days)". */
  readonly promise: string;
  readonly runbook: string;
}

/** An alarm as it is billed. */
export interface BilledAlarm {
  readonly name: string;
  readonly metrics: number;
  readonly isHighResolution: false;
}

/** The alarms of one objective: pairs on a long and a short window without actions, a composite for each severity, and the budget. */
export class SloAlarms {
  public readonly composites = new Map<Severity, { readonly alarm: cloudwatch.CompositeAlarm; readonly name: string }>();
  public readonly budget: cloudwatch.Alarm;
  public readonly budgetName: string;
  public readonly billed: BilledAlarm[] = [];

  constructor(private readonly init: SloAlarmsInit) {
    const { rows, maximumSeverity } = init;
    const bySeverity = new Map<Severity, BurnRateRow[]>();
    for (const row of rows) {
      const severity = maximumSeverity(row.severity);
      bySeverity.set(severity, [...bySeverity.get(severity) ?? [], row]);
    }
    for (const [severity, own] of bySeverity) this.composites.set(severity, this.composite(severity, own));
    this.budgetName = named(init.prefix, 'budget', init.suffix);
    this.budget = this.budgetAlarm();
  }

  private composite(severity: Severity, rows: readonly BurnRateRow[]) {
    const { scope, prefix, suffix, serviceTitle, promise, runbook } = this.init;
    const name = named(prefix, severity.toLowerCase(), suffix);
    const pairs = rows.map(row => cloudwatch.AlarmRule.allOf(...(['long', 'short'] as const).map(window => inAlarm(this.windowAlarm(row, window)))));
    const guard = this.guard(severity, rows);
    const burning = pairs.length === 1 ? pairs[0] : cloudwatch.AlarmRule.anyOf(...pairs);
    const speeds = rows.map(row => `${Number(row.rate.toPrecision(4))} over ${windowLabel(row.longMinutes)} and ${windowLabel(row.shortMinutes)}`).join(', or ');
    const alarm = new cloudwatch.CompositeAlarm(scope, severity === Severity.PAGE ? 'Page' : 'Ticket', {
      compositeAlarmName: name,
      alarmDescription: withinLimit(
        `${actingPrefix(severity, serviceTitle)}the error budget is being spent too fast. Promised: ${promise}.`,
        ` Burn rate at least ${speeds}. First: open the operations dashboard, see what fails and since when, and compare with the latest deployment.`,
        ` Runbook: ${runbook}`,
      ),
      alarmRule: guard ? cloudwatch.AlarmRule.allOf(burning, inAlarm(guard)) : burning,
    });
    return { alarm, name };
  }

  private windowAlarm(row: BurnRateRow, window: 'long' | 'short'): cloudwatch.Alarm {
    const { sli, sloName, goal, minimumBad } = this.init;
    const minutes = window === 'long' ? row.longMinutes : row.shortMinutes;
    // A short window has few events: the number of bad ones is asked of the long one.
    const measure = sloName !== undefined || !isMeasured(sli)
      ? publishedBurnRate(sloName!, minutes, row.rate)
      : ownBurnRate(sli, goal, minutes, row.rate, window === 'long' ? minimumBad : 1);
    const words = `burn rate of at least ${Number(row.rate.toPrecision(4))} over ${windowLabel(minutes)}`;
    return this.alarm(`Burn-${row.id}-${window}`, `burn-${this.init.suffix}-${row.id}-${window}`, words, measure);
  }

  /** Application Signals knows no least number of bad events, so an alarm of its own asks for it. */
  private guard(severity: Severity, rows: readonly BurnRateRow[]): cloudwatch.Alarm | undefined {
    const { sli, sloName, minimumBad } = this.init;
    if (sloName === undefined || minimumBad <= 1 || !isMeasured(sli) || sli.kind !== 'requests') return undefined;
    // An alarm over more than a day is evaluated once an hour.
    const minutes = Math.min(1_440, Math.max(...rows.map(({ longMinutes }) => longMinutes)));
    const measure = single(badCount(sli, minutes * 60), minimumBad, Comparison.AT_OR_ABOVE);
    const id = `enough-${severity.toLowerCase()}`;
    return this.alarm(`Enough-${severity.toLowerCase()}`, `${id}-${this.init.suffix}`,
      `at least ${minimumBad} bad events in ${windowLabel(minutes)}, so that one of few does not ${severity === Severity.PAGE ? 'page' : 'open a ticket'}`, measure);
  }

  private budgetAlarm(): cloudwatch.Alarm {
    const { sli, sloName, goal, windowMinutes, serviceTitle, promise, runbook, scope } = this.init;
    const seen = Math.min(windowMinutes, LIMITS.slo.lookBackMinutes);
    const measure = sloName !== undefined || !isMeasured(sli)
      ? single(publishedAttainment(sloName!), goal, Comparison.BELOW)
      : ownBurnRate(sli, goal, seen, Math.min(windowMinutes / seen, highestRate(goal)), 1);
    const partly = sloName === undefined && seen < windowMinutes ? ` Counts the last ${windowLabel(seen)} only, which alone spent the budget of ${windowLabel(windowMinutes)}, or failed throughout.` : '';
    this.bill(this.budgetName, measure);
    return this.make(scope, 'Budget', this.budgetName, withinLimit(
      `${actingPrefix(this.init.maximumSeverity(Severity.TICKET), serviceTitle)}the error budget is spent. Promised: ${promise}.`,
      `${partly} First: follow the budget policy of the service; deployments that wait for this alarm go on when it is over.`,
      ` Runbook: ${runbook}`,
    ), measure);
  }

  private alarm(id: string, name: string, words: string, measure: Measure): cloudwatch.Alarm {
    const { scope, serviceTitle, promise, runbook, prefix } = this.init;
    const full = `${prefix}${name}`.slice(0, LIMITS.alarm.nameLength);
    this.bill(full, measure);
    return this.make(scope, id, full, withinLimit(`[through its objective] ${serviceTitle}: ${words}. Promised: ${promise}.`, ' Has no actions.',
      ` Runbook: ${runbook}`), measure);
  }

  private make(scope: Construct, id: string, alarmName: string, alarmDescription: string, {
    model, threshold, comparison, periods, datapoints,
    missingIsBad,
  }: Measure): cloudwatch.Alarm {
    return new cloudwatch.Alarm(scope, id, {
      alarmName, alarmDescription, threshold,
      metric: renderMetric(model),
      comparisonOperator: comparison as string as cloudwatch.ComparisonOperator,
      evaluationPeriods: periods,
      ...datapoints === periods ? {} : { datapointsToAlarm: datapoints },
      treatMissingData: missingIsBad ? cloudwatch.TreatMissingData.BREACHING : cloudwatch.TreatMissingData.NOT_BREACHING,
    });
  }

  private bill(name: string, { model }: Measure): void {
    this.billed.push({ name, metrics: metricCount(model), isHighResolution: false });
  }
}

function inAlarm(alarm: cloudwatch.IAlarm): cloudwatch.IAlarmRule {
  return cloudwatch.AlarmRule.fromAlarm(alarm, cloudwatch.AlarmState.ALARM);
}

function named(prefix: string, role: string, suffix: string): string {
  return `${prefix}${role}-${suffix}`.slice(0, LIMITS.alarm.nameLength);
}
