import { Token } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import type { SignalAlarm } from '../../alarms/signal-alarm';
import { LIMITS } from '../../core/private/limits';
import { Severity } from '../../core/severity';
import type { BoundSignal } from '../../signals/bound-signal';
import { isMath, type SingleMetric } from '../../signals/private/metric-model';
import type { SignalCategory } from '../../signals/signal-category';
import { SignalUnit } from '../../signals/signal-unit';
import { conditionSign } from './condition-sign';
import type { WidgetPlan } from './widget-plan';

const WIDTH = 8;
const HEIGHT = 6;
const COLORS: Readonly<Record<Severity, string>> = { [Severity.PAGE]: '#d62728', [Severity.TICKET]: '#ff7f0e', [Severity.INFO]: '#7f7f7f' };

type AlarmsBySignal = ReadonlyMap<BoundSignal, SignalAlarm>;

/** The signals of a service that a section draws: one widget for each resource and chart, with at most two units in it. */
export function graphPlans(signals: readonly BoundSignal[], categories: readonly SignalCategory[], alarms: AlarmsBySignal): WidgetPlan[] {
  const charts = new Map<string, BoundSignal[]>();
  for (const signal of signals) {
    if (!categories.includes(signal.spec.category)) continue;
    const key = `${signal.resourceLabel}#${signal.spec.chart ?? signal.spec.category}`;
    const chart = charts.get(key);
    if (chart) chart.push(signal); else charts.set(key, [signal]);
  }
  return [...charts.values()].flatMap(chart => withinAxes(chart).flatMap(part => withinQuota(part).map(some => graphPlan(some, alarms))));
}

function withinAxes(chart: readonly BoundSignal[]): BoundSignal[][] {
  const units = [...new Set(chart.map(({ spec }) => spec.unit))];
  const parts: BoundSignal[][] = [];
  for (let first = 0; first < units.length; first += 2) parts.push(chart.filter(({ spec }) => units.slice(first, first + 2).includes(spec.unit)));
  return parts;
}

function withinQuota(chart: readonly BoundSignal[]): BoundSignal[][] {
  const parts: BoundSignal[][] = [[]];
  for (const signal of chart) {
    const last = parts[parts.length - 1];
    if (last.length > 0 && countMetrics([...last, signal]) > LIMITS.dashboard.metricsPerWidget) parts.push([signal]); else last.push(signal);
  }
  return parts;
}

function countMetrics(signals: readonly BoundSignal[]): number {
  const metricsOf = ({ spec }: BoundSignal) => spec.expression === undefined ? statisticsOf(spec).length : Object.keys(spec.inputs ?? {}).length;
  return signals.reduce((count, signal) => count + metricsOf(signal), 0);
}

function statisticsOf(spec: BoundSignal['spec']): readonly string[] {
  return spec.dashboardStatistics ?? [spec.statistic ?? 'Average'];
}

function graphPlan(signals: readonly BoundSignal[], alarms: AlarmsBySignal): WidgetPlan {
  return {
    width: WIDTH, height: HEIGHT, metrics: countMetrics(signals),
    draw: (x, y, stack) => JSON.stringify({ type: 'metric', x, y, width: WIDTH, height: HEIGHT, properties: graphProperties(signals, alarms, stack) }),
  };
}

function graphProperties(signals: readonly BoundSignal[], alarms: AlarmsBySignal, stack: Stack): object {
  const [first] = signals;
  const units = [...new Set(signals.map(({ spec }) => spec.unit))];
  const axisOf = (signal: BoundSignal) => units.indexOf(signal.spec.unit) === 1 ? 'right' : 'left';
  const horizontal = signals.flatMap(signal => annotation(signal, alarms.get(signal), axisOf(signal)));
  const title = signals.length === 1 ? first.title : chartTitle(first.spec);
  return {
    title: `${first.resourceLabel}: ${title}`,
    view: 'timeSeries',
    region: regionOf(first, stack),
    period: alarms.get(first)?._plan.periodSeconds ?? first.spec.alarm?.periodSeconds ?? 60,
    metrics: signals.flatMap((signal, index) => rows(signal, alarms.get(signal), index, signals.length, axisOf(signal), stack)),
    yAxis: Object.fromEntries(units.map((unit, index) => [index === 1 ? 'right' : 'left', { min: 0, label: unit === SignalUnit.RATIO ? '0 to 1' : unit, showUnits: false }])),
    ...(horizontal.length > 0 ? { annotations: { horizontal } } : {}),
  };
}

/** A chart is named after itself, or after what its signals tell. */
function chartTitle({ chart, category }: BoundSignal['spec']): string {
  return chart === undefined ? CATEGORY_TITLES[category] : `${chart.charAt(0).toUpperCase()}${chart.slice(1).replace(/-/g, ' ')}`;
}

const CATEGORY_TITLES: Readonly<Record<SignalCategory, string>> = {
  TRAFFIC: 'Traffic', ERRORS: 'Errors', LATENCY: 'Latency', SATURATION: 'Saturation', AVAILABILITY: 'Availability', SCALING: 'Scaling', CACHE: 'Cache',
  COST: 'Waste', SECURITY: 'Security', OBJECTIVE: 'Objectives',
};

type Row = Array<string | Record<string, unknown>>;

function rows(signal: BoundSignal, alarm: SignalAlarm | undefined, index: number, count: number, axis: string, stack: Stack): Row[] {
  const model = signal._model(stack, undefined, alarm?._plan.periodSeconds);
  const yAxis = axis === 'right' ? { yAxis: axis } : {};
  if (isMath(model)) {
    const prefix = count === 1 ? '' : `s${index}_`;
    const expression = model.expression.replace(/\b[a-z][A-Za-z0-9_]*\b/g, id => id in model.inputs ? `${prefix}${id}` : id);
    return [
      [{ expression, label: signal.title, id: `e${index}`, ...yAxis }],
      ...Object.entries(model.inputs).map(([id, input]) => metricRow(input, { id: `${prefix}${id}`, visible: false })),
    ];
  }
  const statistics = statisticsOf(signal.spec);
  const band = alarm?._plan.threshold.isAnomalyBand ? alarm._threshold : undefined;
  return [
    ...statistics.map((statistic, which) => metricRow({ ...model, statistic }, {
      label: statistics.length > 1 ? `${signal.title} ${statistic}` : signal.title,
      ...(band !== undefined && which === 0 ? { id: `m${index}` } : {}),
      ...yAxis,
    })),
    ...(band === undefined ? [] : [[{ expression: `ANOMALY_DETECTION_BAND(m${index}, ${band})`, label: `${signal.title}, expected`, ...yAxis }]]),
  ];
}

function metricRow({ namespace, metricName, dimensions, statistic }: SingleMetric, options: Record<string, unknown>): Row {
  return [namespace, metricName, ...Object.entries(dimensions).flat(), { stat: statistic, ...options }];
}

function annotation(signal: BoundSignal, alarm: SignalAlarm | undefined, yAxis: string): object[] {
  if (!alarm || alarm._plan.threshold.isAnomalyBand) return [];
  const value = alarm._threshold;
  return [{ label: `${signal.title} ${conditionSign(alarm._plan.comparison)} ${value}`, value, color: COLORS[alarm.severity], ...(yAxis === 'right' ? { yAxis } : {}) }];
}

/** Metrics of a resource in another Region are read there. */
function regionOf(signal: BoundSignal, stack: Stack): string {
  const { region } = signal.resource.env;
  return Token.isUnresolved(region) ? stack.region : region;
}
