export type Unit = 'Count' | 'Seconds';

/** Metrics that share dimensions. */
export interface MetricGroup {
  readonly dimensions: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, { readonly value: number; readonly unit: Unit }>>;
}

/** A line of the log that CloudWatch takes as metrics. */
export interface Line {
  /** Unique, if the line must not be printed twice. */
  readonly id?: string;
  readonly at: number;
  readonly groups: readonly MetricGroup[];
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
export function embedded(namespace: string, { id, at, groups }: Line): string {
  const told = groups.filter(({ metrics }) => Object.keys(metrics).length > 0);
  return JSON.stringify({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: told.map(({ dimensions, metrics }) => ({
        Namespace: namespace,
        Dimensions: [Object.keys(dimensions)],
        Metrics: Object.entries(metrics).map(([Name, { unit }]) => ({ Name, Unit: unit })),
      })),
    },
    ...(id !== undefined && { id }),
    ...Object.assign({}, ...told.map(({ dimensions }) => dimensions)),
    ...Object.assign({}, ...told.map(({ metrics }) => Object.fromEntries(Object.entries(metrics).map(([name, { value }]) => [name, value])))),
  });
}

export function count(value: number): { value: number; unit: Unit } {
  return { value, unit: 'Count' };
}

export function seconds(value: number): { value: number; unit: Unit } {
  return { value, unit: 'Seconds' };
}
