/** A value of a metric, as CloudWatch makes it of a line. */
export interface PrintedPoint {
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly at: number;
  readonly value: number;
  readonly unit?: string;
  /** Of its line. */
  readonly id?: string;
}

interface EmbeddedMetrics {
  readonly _aws?: {
    readonly Timestamp: number;
    readonly CloudWatchMetrics: readonly { readonly Dimensions: readonly string[][]; readonly Metrics: readonly { Name: string; Unit?: string }[] }[];
  };
  readonly [member: string]: unknown;
}

/** The points of a line in the embedded metric format: one for each set of dimensions and metric. None of any other line. */
export function pointsIn(line: string): PrintedPoint[] {
  const parsed = parse(line);
  const sets = (parsed?._aws?.CloudWatchMetrics ?? []).flatMap(({ Dimensions, Metrics }) => Dimensions.map(names => ({ names, Metrics })));
  return sets.flatMap(({ names, Metrics }) => Metrics.flatMap(({ Name, Unit }) => {
    const values = [parsed![Name]].flat() as number[];
    const dimensions = Object.fromEntries(names.map(name => [name, String(parsed![name])]));
    return values.map(value => ({ metric: Name, dimensions, at: parsed!._aws!.Timestamp, value, unit: Unit, id: idOf(line) }));
  }));
}

export function idOf(line: string): string | undefined {
  const id = parse(line)?.id;
  return typeof id === 'string' ? id : undefined;
}

function parse(line: string): EmbeddedMetrics | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
