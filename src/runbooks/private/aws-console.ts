/** A place in the console, as the address writes it; the Region is added. */
export interface ConsolePlace {
  /** Such as `lambda/home`. */
  readonly path: string;
  /** Query besides the Region, such as `tab=metrics`. */
  readonly query?: string;
  /** What follows `#`. */
  readonly hash?: string;
}

/** A metric as a graph draws it. */
export interface GraphMetric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: { readonly [name: string]: string };
  readonly statistic: string;
}

/** Addresses of pages of the AWS console in one Region, or without one where it is not known. */
export class AwsConsole {
  constructor(private readonly region: string | undefined) {}

  public page({ path, query, hash }: ConsolePlace): string {
    const { region } = this;
    const host = region === undefined ? 'console.aws.amazon.com' : `${region}.${domainOf(region)}`;
    const search = [query, region === undefined ? undefined : `region=${region}`].filter(part => part !== undefined).join('&');
    return `https://${host}/${path}${search === '' ? '' : `?${search}`}${hash === undefined ? '' : `#${hash}`}`;
  }

  public dashboard(name: string): string {
    return this.cloudWatch(`dashboards/dashboard/${name}`);
  }

  public alarm(name: string): string {
    return this.cloudWatch(`alarmsV2:alarm/${encodeURIComponent(name)}`);
  }

  public document(name: string): string {
    return this.page({ path: `systems-manager/documents/${encodeURIComponent(name)}/description` });
  }

  /** The active stacks of a name, from where their resources and events are one click away. */
  public stack(name: string): string {
    return this.page({ path: 'cloudformation/home', hash: `/stacks?filteringText=${encodeURIComponent(name)}&filteringStatus=active&viewNested=true` });
  }

  /** The last three hours of a metric. */
  public graph(metrics: readonly GraphMetric[], period: number): string {
    const rows = metrics.map(({ namespace, metricName, dimensions, statistic }) =>
      [namespace, metricName, ...Object.entries(dimensions).flat(), { stat: statistic }]);
    const region: { readonly [key: string]: string } = this.region === undefined ? {} : { region: this.region };
    return this.cloudWatch(`metricsV2?graph=${encoded({ ...region, metrics: rows, view: 'timeSeries', stacked: false, start: '-PT3H', end: 'P0D', period })}`);
  }

  /** The last hour of log groups, with a query that is ready to run. */
  public logsInsights(query: string, logGroups: readonly string[]): string {
    const detail = encoded({ end: 0, start: -3600, timeType: 'RELATIVE', unit: 'seconds', editorString: query, source: logGroups });
    return this.cloudWatch(`logsV2:logs-insights$3FqueryDetail$3D${detail}`);
  }

  public traces(filter: string): string {
    return this.cloudWatch(`xray:traces/query?${encoded({ query: { expression: filter } })}`);
  }

  private cloudWatch(hash: string): string {
    return this.page({ path: 'cloudwatch/home', hash });
  }
}

/** The domain of the console in the partition of a Region. */
export function domainOf(region: string): string {
  if (region.startsWith('cn-')) return 'console.amazonaws.cn';
  return region.startsWith('us-gov-') ? 'console.amazonaws-us-gov.com' : 'console.aws.amazon.com';
}

type Encodable = string | number | boolean | readonly Encodable[] | { readonly [key: string]: Encodable };

/** The notation in which pages of CloudWatch keep their state: `~(a~'text~b~(~1~2))`. */
function encoded(value: Encodable): string {
  if (typeof value === 'string') return `~'${escaped(value)}`;
  if (typeof value !== 'object') return `~${value}`;
  if (isList(value)) return `~(${value.map(encoded).join('')})`;
  return `~(${Object.entries(value).map(([key, member]) => `${key}${encoded(member)}`).join('~')})`;
}

function isList(value: Encodable): value is readonly Encodable[] {
  return Array.isArray(value);
}

function escaped(text: string): string {
  return encodeURIComponent(text).replace(/\*/g, '%2A').replace(/%/g, '*').replace(/[!'()~]/g, character => `*${character.charCodeAt(0).toString(16)}`);
}
