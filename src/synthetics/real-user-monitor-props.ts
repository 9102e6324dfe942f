import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { GuestAccess } from './real-user-monitor-access';
import type { ExtendedRumMetric } from './real-user-monitor-metrics';

/** What the web client records. */
export enum RumTelemetry {
  /** JavaScript errors that nothing caught. */
  ERRORS = 'errors',

  /** How pages and their resources load, and the Web Vitals. */
  PERFORMANCE = 'performance',

  /** Requests of pages that failed. */
  HTTP = 'http',
}

/** Where the source maps of a release are. */
export interface RumSourceMaps {
  /** The bucket, of the Region of the app monitor. RUM is let in to read what is below the prefix. */
  readonly bucket: IBucket;

  /**
   * Folder in the bucket, without a slash at either end.
   *
   * @default - the whole bucket
   */
  readonly prefix?: string;

  /** The release that pages run, 1 to 200 of `A-Z a-z 0-9 _ - : / .`; a source map belongs to one release. The snippet tells it. */
  readonly releaseId: string;
}

/** Properties of `RealUserMonitor`. */
export interface RealUserMonitorProps {
  /** Name of the app monitor: a literal of 1 to 255 of `A-Z a-z 0-9 . - _ #`, unique in the account and Region, and not with a dot in front. A change replaces the monitor. */
  readonly appMonitorName: string;

  /** Domains of the application, 1 to 5: `www.example.com`, `*.example.com` for any subdomain, `localhost` or an IPv4 address. Events of other pages are refused. */
  readonly domains: string[];

  /**
   * How visitors may send events.
   *
   * @default GuestAccess.resourcePolicy() - the way with the fewest parts
   */
  readonly access?: GuestAccess;

  /**
   * Share of the sessions that are recorded, 0 to 1. Metrics, alarms and objectives count recorded sessions alone.
   *
   * @default 0.1
   */
  readonly sessionSampleRate?: number;

  /**
   * What is recorded.
   *
   * @default - all of it
   */
  readonly telemetries?: RumTelemetry[];

  /**
   * Version of the application that the snippet tells.
   *
   * @default '0.0.0'
   */
  readonly applicationVersion?: string;

  /**
   * The only pages that are recorded, 50 at most: literal addresses with `http://` or `https://`, of 1,260 characters at most. They hold whatever the query and the fragment;
   * in the snippet, `*` stands for anything.
   *
   * @default - all pages
   */
  readonly includedPages?: string[];

  /**
   * Pages that are not recorded, as `includedPages`. There is one of both lists at most.
   *
   * @default - none
   */
  readonly excludedPages?: string[];

  /**
   * Pages that the console marks as favorites, 50 at most.
   *
   * @default - none
   */
  readonly favoritePages?: string[];

  /**
   * Whether the web client sets cookies, so that the pages of a visit are one session and visitors who come back are known. Where law asks for consent, leave it
   * out, and call `cwr('allowCookies', true)` once there is consent.
   *
   * @default false
   */
  readonly allowCookies?: boolean;

  /**
   * Whether requests of recorded sessions are traced in X-Ray. Takes the telemetry `HTTP`.
   *
   * @default false
   */
  readonly tracing?: boolean;

  /**
   * Whether requests carry the header `X-Amzn-Trace-Id`, so that traces go on in the backend. Takes `tracing`. The header is sent to every host that the pages
   * call: one that does not allow it in its CORS answer refuses the request, so try it first.
   *
   * @default false
   */
  readonly traceHeader?: boolean;

  /**
   * Whether the web client may send events of your own.
   *
   * @default false
   */
  readonly customEvents?: boolean;

  /**
   * How long a copy of the events is kept in CloudWatch Logs, beyond the 30 days that RUM keeps them. RUM names and makes the log group, so that no template can declare it:
   * its retention is set by calls of the CDK's `AwsCustomResource`. The log group outlives the stack, until its events have expired.
   *
   * @default - there is no copy
   */
  readonly logRetention?: RetentionDays;

  /**
   * Metrics by browser, country and so on, 2,000 at most. Each combination of values costs as much as a custom metric of CloudWatch.
   *
   * @default - none
   */
  readonly extendedMetrics?: ExtendedRumMetric[];

  /**
   * Source maps that make stack traces of minified code readable.
   *
   * @default - stack traces as browsers report them
   */
  readonly sourceMaps?: RumSourceMaps;

  /**
   * Version of the web client on the CDN of AWS: an exact one, or one that moves, such as `3.x`.
   *
   * @default - an exact one that was current when this version of the library was made
   * @see https://github.com/aws-observability/aws-rum-web/releases
   */
  readonly clientVersion?: string;

  /**
   * Where pages load the web client from, instead of the CDN of AWS, which ad blockers know: an address with `https://`, or a path on the same host.
   *
   * @default - the CDN of AWS
   */
  readonly clientUrl?: string;

  /**
   * Hash of the web client, as Subresource Integrity has it: browsers refuse any other file. Takes an exact version, or a `clientUrl`.
   *
   * @default - whatever the address holds is run
   * @see https://developer.mozilla.org/docs/Web/Security/Subresource_Integrity
   */
  readonly clientIntegrity?: string;

  /**
   * Whether the snippet becomes an output of the stack, with all that only deployment knows filled in.
   *
   * @default false
   */
  readonly snippetOutput?: boolean;

  /**
   * How many events the recorded sessions send in a month, for `monthlyCost`.
   *
   * @default - not known
   */
  readonly expectedEventsPerMonth?: number;
}
