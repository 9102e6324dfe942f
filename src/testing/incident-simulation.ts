import type { Duration } from 'aws-cdk-lib';
import type { AlarmState, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { complaint } from '../core/private/errors';
import { suggest } from '../core/private/suggest';
import { type AlarmModel, MINUTE } from '../simulation/private/model';
import { type Change, type Execution, simulate, type SimulationOutput } from '../simulation/private/simulate';
import type { AlarmNotification, AlarmStateChange, LeftOutAlarm } from './alarm-notification';
import type { MetricSeries } from './metric-series';
import { withoutResource } from './private/reference-text';
import { SimulatedApp } from './private/simulated-app';
import { checkSeries, historyNeeded } from './private/simulation-needs';
import { epochMinuteOf, minutesIn } from './private/simulation-time';

/** Properties of `IncidentSimulation`. */
export interface IncidentSimulationProps {
  /** What is measured. Metrics without a series have no data. */
  readonly series: MetricSeries[];

  /** How long to simulate: whole minutes, at least one. */
  readonly duration: Duration;

  /**
   * How long before minute 0 the usual data of the series go back, in whole minutes. `Duration.minutes(0)` stands for alarms that are created in minute 0: they
   * start in `INSUFFICIENT_DATA`, and warm up where they are told to.
   *
   * @default - as long as any alarm, or objective behind it, looks back
   */
  readonly history?: Duration;

  /**
   * When minute 0 is, in ISO 8601: for mute rules, windows that follow the clock, alarms that are evaluated on the hour, and functions of time.
   *
   * @default '2026-01-05T00:00:00Z' - a Monday
   */
  readonly startsAt?: string;

  /**
   * How much later than the requests Application Signals publishes burn rates and attainment rates; whole minutes.
   *
   * @default Duration.minutes(0)
   */
  readonly objectiveLag?: Duration;
}

/**
 * What the alarms of a synthesized app do over given data: which change their state, when, and whom they tell. For unit tests of alarms.
 *
 * Metric alarms, metric math, composites with suppression, mute rules and the metrics of service level objectives are evaluated as AWS documents it, minute by minute;
 * nothing is deployed. Alarms with an anomaly band, on logs, PromQL or Metrics Insights are left out, see `leftOut`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm_Suppression.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export class IncidentSimulation {
  /**
   * Synthesizes the app of a scope, and simulates its alarms.
   *
   * @param scope whose alarms to simulate: a construct, a stack, a Stage or an App. Alarms of other stacks that they stand on are simulated as well
   * @param props the data, and how long to simulate
   * @throws when a series is about no metric that an alarm watches, a duration is no whole number of minutes, or an alarm uses what is not simulated
   */
  public static of(scope: IConstruct, props: IncidentSimulationProps): IncidentSimulation {
    return new IncidentSimulation(SimulatedApp.under(scope), props);
  }

  /**
   * Simulates the alarms of a CloudFormation template. An alarm without a literal name is named by its logical id.
   *
   * @param template the template as an object
   * @param props the data, and how long to simulate
   * @throws when a series is about no metric that an alarm watches, a duration is no whole number of minutes, or an alarm uses what is not simulated
   */
  public static ofTemplate(template: { [section: string]: any }, props: IncidentSimulationProps): IncidentSimulation {
    return new IncidentSimulation(SimulatedApp.ofTemplate(template), props);
  }

  private readonly minutes: number;
  private readonly output: SimulationOutput;

  private constructor(private readonly app: SimulatedApp, props: IncidentSimulationProps) {
    const { where, alarms, objectives, mutes } = app;
    const minutes = this.minutes = minutesIn(where, 'duration', props.duration, 1);
    const objectiveLagMinutes = props.objectiveLag ? minutesIn(where, 'objectiveLag', props.objectiveLag, 0) : 0;
    const historyMinutes = props.history ? minutesIn(where, 'history', props.history, 0) : historyNeeded(alarms, objectives) + objectiveLagMinutes;
    const series = props.series.map(each => ({ metric: app.metric(each._metric), source: each._timeline(historyMinutes, minutes) }));
    checkSeries(where, series, alarms, objectives);
    const epochMinute = epochMinuteOf(where, props.startsAt ?? '2026-01-05T00:00:00Z');
    this.output = simulate({ alarms, objectives, mutes, series, minutes, historyMinutes, epochMinute, objectiveLagMinutes });
  }

  /** The names of the alarms that are simulated. */
  public get alarmNames(): string[] {
    return this.app.alarms.filter(({ kind }) => kind !== 'silent').map(({ name }) => name);
  }

  /** The alarms that are not simulated. */
  public get leftOut(): LeftOutAlarm[] {
    return this.app.alarms.flatMap(alarm => alarm.kind === 'silent' ? [{ alarmName: alarm.name, reason: alarm.reason }] : []);
  }

  /** All changes of state, in the order in which they happened. */
  public get stateChanges(): AlarmStateChange[] {
    return this.output.changes.map(changeOf);
  }

  /** All that was executed, in the order in which it was. */
  public get notifications(): AlarmNotification[] {
    return this.output.executions.map(notificationOf);
  }

  /**
   * The first time that an alarm executed actions; `undefined` where it never did.
   *
   * @param alarmName name of the alarm, or the path of its construct where it has no literal name
   * @throws when there is no such alarm
   */
  public firstNotification(alarmName: string): AlarmNotification | undefined {
    return this.notificationsOf(alarmName)[0];
  }

  /**
   * All that an alarm executed.
   *
   * @param alarmName name of the alarm, or the path of its construct where it has no literal name
   * @throws when there is no such alarm
   */
  public notificationsOf(alarmName: string): AlarmNotification[] {
    const known = this.known(alarmName);
    return this.output.executions.filter(({ alarm }) => alarm === known).map(notificationOf);
  }

  /**
   * All that somebody was told.
   *
   * @param receiver whom the alarms tell: the construct that is their action, such as a topic
   */
  public notificationsTo(receiver: IConstruct): AlarmNotification[] {
    const resource = withoutResource((receiver.node.defaultChild ?? receiver).node.path);
    return this.notifications.filter(({ actions }) => actions.includes(receiver.node.path) || actions.includes(resource));
  }

  /**
   * The changes of the state of an alarm.
   *
   * @param alarmName name of the alarm, or the path of its construct where it has no literal name
   * @throws when there is no such alarm
   */
  public changesOf(alarmName: string): AlarmStateChange[] {
    const known = this.known(alarmName);
    return this.output.changes.filter(({ alarm }) => alarm === known).map(changeOf);
  }

  /**
   * The state of an alarm at the end of a minute.
   *
   * @param alarmName name of the alarm, or the path of its construct where it has no literal name
   * @param minute from 0, the state before the simulation, to its last minute
   * @throws when there is no such alarm or no such minute
   */
  public stateAt(alarmName: string, minute: number): AlarmState {
    this.checkMinute(minute);
    const known = this.known(alarmName);
    const last = this.output.changes.filter(change => change.alarm === known && change.minute <= minute).at(-1);
    return (last?.to ?? this.output.initial.get(known.id)) as AlarmState;
  }

  /**
   * The value of a metric over the period that ends with a minute; of an objective too. `undefined` where it has no data.
   *
   * @param metric the metric, with its statistic and its period
   * @param minute from 0 to the last minute of the simulation
   * @throws when the metric is an expression or there is no such minute
   */
  public valueAt(metric: IMetric, minute: number): number | undefined {
    this.checkMinute(minute);
    const { metricStat } = metric.toMetricConfig();
    if (!metricStat) throw complaint(this.app.where, { what: 'the metric is an expression', received: String(metric), valid: 'a metric with a namespace and a name' });
    return this.output.data.datapoint(this.app.metric(metric), metricStat.statistic, metricStat.period.toSeconds() || MINUTE, minute)?.value;
  }

  private known(alarmName: string): AlarmModel {
    const { alarms, where } = this.app;
    const found = alarms.filter(({ id, name }) => name === alarmName || id === alarmName || withoutResource(id) === alarmName);
    if (found.length === 1) return found[0];
    if (found.length > 1) {
      throw complaint(where, { what: 'several alarms have this name', received: alarmName, valid: found.map(({ id }) => id).join(', '), fix: 'Name one by the path of its construct, or simulate one Stage at a time' });
    }
    throw complaint(where, { what: 'there is no such alarm', received: alarmName, valid: suggest(alarmName, alarms.map(({ name }) => name)) });
  }

  private checkMinute(minute: number): void {
    if (Number.isInteger(minute) && minute >= 0 && minute <= this.minutes) return;
    throw complaint(this.app.where, { what: 'the simulation has no such minute', received: minute, valid: `0 to ${this.minutes}` });
  }
}

function changeOf({ minute, alarm, from, to }: Change): AlarmStateChange {
  return { minute, alarmName: alarm.name, previousState: from as AlarmState, state: to as AlarmState };
}

function notificationOf({ minute, alarm, state, actions }: Execution): AlarmNotification {
  return { minute, alarmName: alarm.name, state: state as AlarmState, actions: [...actions] };
}
