import { Token } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import type { SignalAlarm } from '../../alarms/signal-alarm';
import { LIMITS } from '../../core/private/limits';
import type { BoundSignal } from '../../signals/bound-signal';
import { isMath, type SingleMetric } from '../../signals/private/metric-model';
import type { SignalCategory } from '../../signals/signal-category';
import { SignalScope } from '../../signals/signal-spec';
import { SignalUnit } from '../../signals/signal-unit';
import type { DeploymentMarker } from './deployment-marker';
import { thresholdLines } from './threshold-lines';
import { jsonText, type WidgetPlan } from './widget-plan';

const WIDTH = 8;
const HEIGHT = 6;

type AlarmsBySignal = ReadonlyMap<BoundSignal, SignalAlarm>;

/** The signals of a service that a section draws: one widget for each resource and chart, with at most two units in it. Deployments are drawn where an axis is free. */
export function graphPlans(
  signals: readonly BoundSignal[], categories: readonly SignalCategory[], alarms: AlarmsBySignal, marker?: DeploymentMarker,
): WidgetPlan[] {
  const charts = new Map<string, BoundSignal[]>();
  for (const signal of signals) {
    if (!categories.includes(signal.spec.category)) continue;
    const key = `${signal.resource.path}#${signal.spec.chart ?? signal.spec.category}`;
    const chart = charts.get(key);
    if (chart) chart.push(signal); else charts.set(key, [signal]);
  }
  const parts = [...charts.values()].flatMap(withinAxes).flatMap(part => withinQuota(part, alarms, marker));
  return parts.map(part => graphPlan(part, alarms, marker));
}

function withinAxes(chart: readonly BoundSignal[]): BoundSignal[][] {
  const units = unitsOf(chart);
  const parts: BoundSignal[][] = [];
  for (let first = 0; first < units.length; first += 2) parts.push(chart.filter(({ spec }) => units.slice(first, first + 2).includes(spec.unit)));
  return parts;
}

function withinQuota(chart: readonly BoundSignal[], alarms: AlarmsBySignal, marker?: DeploymentMarker): BoundSignal[][] {
  const most = LIMITS.dashboard.metricsPerWidget - (marker?.metrics ?? 0);
  const parts: BoundSignal[][] = [[]];
  for (const signal of chart) {
    const last = parts[parts.length - 1];
    if (last.length > 0 && countMetrics([...last, signal], alarms) > most) parts.push([signal]); else last.push(signal);
  }
  return parts;
}

function countMetrics(signals: readonly BoundSignal[], alarms: AlarmsBySignal): number {
  const metricsOf = (signal: BoundSignal) => signal.spec.expression === undefined
    ? statisticsOf(signal, alarms.get(signal)).length
    : Object.keys(signal.spec.inputs ?? {}).length;
  return signals.reduce((count, signal) => count + metricsOf(signal), 0);
}

/** What the kind draws, and what the alarm watches where that is another statistic. */
function statisticsOf({ spec }: BoundSignal, alarm: SignalAlarm | undefined): readonly string[] {
  const drawn = spec.dashboardStatistics ?? [spec.statistic ?? 'Average'];
  const watched = alarm?._plan.statistic;
  return watched === undefined || drawn.includes(watched) ? drawn : [...drawn, watched];
}

function isPlural(signal: BoundSignal, alarm: SignalAlarm | undefined): boolean {
  return signal.spec.expression === undefined && statisticsOf(signal, alarm).length > 1;
}

function watchedStatistic({ spec }: BoundSignal, alarm: SignalAlarm | undefined): string | undefined {
  return alarm?._plan.statistic ?? spec.statistic;
}

function graphPlan(signals: readonly BoundSignal[], alarms: AlarmsBySignal, marker?: DeploymentMarker): WidgetPlan {
  const drawn = unitsOf(signals).length === 1 ? marker : undefined;
  return {
    width: WIDTH, height: HEIGHT, widgets: 1, metrics: countMetrics(signals, alarms) + (drawn?.metrics ?? 0),
    draw: (x, y, stack) => jsonText({ type: 'metric', x, y, width: WIDTH, height: HEIGHT, properties: graphProperties(signals, alarms, stack, drawn) }, stack),
  };
}

function unitsOf(signals: readonly BoundSignal[]): SignalUnit[] {
  return [...new Set(signals.map(({ spec }) => spec.unit))];
}

function graphProperties(signals: readonly BoundSignal[], alarms: AlarmsBySignal, stack: Stack, marker: DeploymentMarker | undefined): object {
  const [first] = signals;
  const units = unitsOf(signals);
  const region = regionOf(first, stack);
  const axisOf = (signal: BoundSignal) => units.indexOf(signal.spec.unit) === 1 ? 'right' : 'left';
  const horizontal = thresholdLines(signals.flatMap(signal => {
    const alarm = alarms.get(signal);
    return alarm ? [{ signal, alarm, axis: axisOf(signal), statistic: isPlural(signal, alarm) ? watchedStatistic(signal, alarm) : undefined }] : [];
  }));
  const title = signals.length === 1 ? first.title : chartTitle(first.spec);
  const chartPeriod = periodOf(first, alarms.get(first));
  const context = { isAlone: signals.length === 1, chartPeriod, stack };
  return {
    title: `${first.spec.scope === SignalScope.ACCOUNT ? 'Account' : first.resourceLabel}: ${title}`,
    view: 'timeSeries',
    region,
    period: chartPeriod,
    metrics: [
      ...signals.flatMap((signal, index) => rows(signal, alarms.get(signal), { ...context, index, axis: axisOf(signal) })),
      ...marker?.rows(region) ?? [],
    ],
    yAxis: { ...Object.fromEntries(units.map((unit, index) => [index === 1 ? 'right' : 'left', yAxisOf(unit)])), ...marker ? { right: marker.yAxis } : {} },
    ...(horizontal.length > 0 ? { annotations: { horizontal } } : {}),
  };
}

/** Only a number without a unit can be below zero. */
function yAxisOf(unit: SignalUnit): object {
  return unit === SignalUnit.NONE ? { showUnits: false } : { min: 0, label: unit === SignalUnit.RATIO ? '0 to 1' : unit, showUnits: false };
}

/** The period of the alarm: over another one, sums would not compare with its threshold. */
function periodOf({ spec, variant }: BoundSignal, alarm: SignalAlarm | undefined): number {
  return alarm?._plan.periodSeconds ?? variant.periodSeconds ?? spec.alarm?.periodSeconds ?? 60;
}

/** A chart is named after itself, or after what its signals tell. */
function chartTitle({ chart, category }: BoundSignal['spec']): string {
  return chart === undefined ? CATEGORY_TITLES[category] : `${chart.charAt(0).toUpperCase()}${chart.slice(1).replace(/-/g, ' ')}`;
}

const CATEGORY_TITLES: Readonly<Record<SignalCategory, string>> = {
  TRAFFIC: 'Traffic', ERRORS: 'Errors', LATENCY: 'Latency', SATURATION: 'Saturation', AVAILABILITY: 'Availability', SCALING: 'Scaling', CACHE: 'Cache',
  COST: 'Cost', SECURITY: 'Security', OBJECTIVE: 'Objectives',
};

/** A row of `metrics` of a widget. */
export type Row = Array<string | Record<string, unknown>>;

interface RowContext {
  readonly index: number;
  readonly isAlone: boolean;
  readonly axis: string;
  readonly chartPeriod: number;
  readonly stack: Stack;
}

function rows(signal: BoundSignal, alarm: SignalAlarm | undefined, { index, isAlone, axis, chartPeriod, stack }: RowContext): Row[] {
  const period = periodOf(signal, alarm);
  const model = signal._model(stack, undefined, period);
  const ownPeriod = period === chartPeriod ? {} : { period };
  const common = { ...ownPeriod, ...(axis === 'right' ? { yAxis: axis } : {}) };
  const id = `${isMath(model) ? 'e' : 'm'}${index}`;
  const band: Row[] = alarm?._plan.threshold.isAnomalyBand
    ? [[{ expression: `ANOMALY_DETECTION_BAND(${id}, ${alarm._threshold})`, label: `${signal.title}, expected`, ...common }]]
    : [];
  if (isMath(model)) {
    const prefix = isAlone && !(id in model.inputs) ? '' : `s${index}_`;
    const expression = model.expression.replace(/\b[a-z][A-Za-z0-9_]*\b/g, input => input in model.inputs ? `${prefix}${input}` : input);
    return [
      [{ expression, label: signal.title, id, ...common }],
      ...Object.entries(model.inputs).map(([input, metric]) => metricRow(metric, { id: `${prefix}${input}`, visible: false, ...ownPeriod })),
      ...band,
    ];
  }
  return [
    ...statisticsOf(signal, alarm).map(statistic => metricRow({ ...model, statistic: signal._filled(statistic) }, {
      label: isPlural(signal, alarm) ? `${signal.title} ${statistic}` : signal.title,
      ...(band.length > 0 && statistic === watchedStatistic(signal, alarm) ? { id } : {}),
      ...common,
    })),
    ...band,
  ];
}

export function metricRow({ namespace, metricName, dimensions, statistic }: SingleMetric, options: Record<string, unknown>): Row {
  return [namespace, metricName, ...Object.entries(dimensions).flat(), { stat: statistic, ...options }];
}

/** Metrics of a resource in another Region are read there, those of a global service in the one Region that has them. */
function regionOf({ source, resource }: BoundSignal, stack: Stack): string {
  const region = source.metricsRegion ?? resource.env.region;
  return Token.isUnresolved(region) ? stack.region : region;
}
