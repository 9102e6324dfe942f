import { Token } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { metricRow, type Row } from './graph-plan';
import type { ServiceView } from './service-view';
import { jsonText, type WidgetPlan } from './widget-plan';

export const DAY = 86_400;
export const WEEK = 7 * DAY;

/** A metric about deliveries. */
interface Input {
  readonly name: string;
  readonly statistic: string;
  /** Of incidents. */
  readonly severity?: string;
}

/** A line or a number: an expression of metrics by id. */
export interface Line {
  readonly label: string;
  readonly expression: string;
  readonly inputs: { readonly [id: string]: Input };
  readonly color?: string;
}

export interface Chart {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly periodSeconds: number;
  /** How far back it looks, whatever the dashboard shows. */
  readonly days: number;
  readonly unit?: string;
  readonly horizontal?: readonly object[];
}

type Size = Pick<WidgetPlan, 'width' | 'height'>;

/** A line of a metric of its own, over which a function of metric math is put. */
export function line(label: string, id: string, input: Input, around: (id: string) => string, color?: string): Line {
  return { label, expression: around(id), inputs: { [id]: input }, ...color === undefined ? {} : { color } };
}

/** Times without any are 0, and drawn. */
export const orZero = (id: string) => `FILL(${id}, 0)`;
/** As it was last told. */
export const asBefore = (id: string) => `FILL(${id}, REPEAT)`;
export const inHours = (id: string) => `${id}/3600`;
export const inMinutes = (id: string) => `${id}/60`;

/** Lines over time. */
export function graph(view: ServiceView, { title, lines, periodSeconds, days, unit, horizontal = [] }: Chart): WidgetPlan {
  return plan(view, { width: 8, height: 6 }, lines, periodSeconds, {
    title, view: 'timeSeries', start: `-P${days}D`, end: 'P0D', period: periodSeconds,
    yAxis: { left: { min: 0, ...unit === undefined ? {} : { label: unit }, showUnits: false } },
    ...horizontal.length > 0 ? { annotations: { horizontal } } : {},
  });
}

/** A number for each line, of all the time that it looks back. */
export function numbers(view: ServiceView, { title, lines, periodSeconds, days }: Chart): WidgetPlan {
  return plan(view, { width: 24, height: 3 }, lines, periodSeconds, { title, view: 'singleValue', start: `-P${days}D`, end: 'P0D', period: periodSeconds, setPeriodToTimeRange: true, sparkline: false });
}

function plan(view: ServiceView, size: Size, lines: readonly Line[], period: number, properties: object): WidgetPlan {
  const inputs = inputsOf(lines);
  return {
    ...size, widgets: 1, metrics: inputs.size,
    draw: (x, y, stack) => jsonText({
      type: 'metric', x, y, ...size,
      properties: {
        ...properties, region: regionOf(view, stack),
        metrics: [
          ...lines.map(({ expression, label, color }, index): Row => [{ expression, label, id: `line${index}`, period, ...color === undefined ? {} : { color } }]),
          ...[...inputs].map(([id, input]) => inputRow(view, id, input, period)),
        ],
      },
    }, stack),
  };
}

/** Lines may read the same metric under the same id. */
function inputsOf(lines: readonly Line[]): Map<string, Input> {
  return new Map(lines.flatMap(({ inputs }) => Object.entries(inputs)));
}

function inputRow({ serviceName, environment, delivery }: ServiceView, id: string, { name, statistic, severity }: Input, period: number): Row {
  const dimensions = { Service: serviceName, Environment: environment, ...severity === undefined ? {} : { Severity: severity } };
  return metricRow({ namespace: delivery!.namespace, metricName: name, dimensions, statistic, period }, { id, visible: false, period });
}

/** The Region of the service, where its deliveries are counted. */
export function regionOf({ region }: ServiceView, stack: Stack): string {
  return Token.isUnresolved(region) ? stack.region : region;
}
