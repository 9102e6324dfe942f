import { SignalCategory } from '../../signals/signal-category';

/** How the lines of a log group look, as far as queries care. */
export enum LogFormat {
  LAMBDA = 'LAMBDA',
  API_ACCESS = 'API_ACCESS',
  APPSYNC = 'APPSYNC',
  STATE_MACHINE = 'STATE_MACHINE',
  PLAIN = 'PLAIN',
}

/** A query of CloudWatch Logs Insights. */
export interface LogQuery {
  /** What it shows; lower case, as it stands within a sentence. */
  readonly shows: string;
  readonly lines: readonly string[];
}

const FAILURES = String.raw`/(?i)(error|exception|fatal|timed? ?out|denied|refused)/`;
const slowest = (field: string) => [`| sort ${field} desc`, '| limit 50'];

const LATENCY: Partial<Record<LogFormat, LogQuery>> = {
  [LogFormat.LAMBDA]: {
    shows: 'the slowest invocations',
    lines: ['filter @type = "REPORT"', '| fields @timestamp, @requestId, @duration, @initDuration, @maxMemoryUsed / 1000 / 1000 as usedMB', ...slowest('@duration')],
  },
  [LogFormat.API_ACCESS]: { shows: 'the slowest requests', lines: ['fields @timestamp, resourcePath, httpMethod, status, responseLatency', ...slowest('responseLatency')] },
  [LogFormat.APPSYNC]: { shows: 'the slowest resolvers', lines: ['filter ispresent(duration)', '| fields @timestamp, requestId, parentType, fieldName, duration', ...slowest('duration')] },
  [LogFormat.STATE_MACHINE]: {
    shows: 'the states that were entered most', lines: ['filter type like /StateEntered/', '| stats count(*) as entered by details.name', '| sort entered desc'],
  },
};

const SATURATION: Partial<Record<LogFormat, LogQuery>> = {
  [LogFormat.LAMBDA]: {
    shows: 'invocations, duration and memory over time',
    lines: [
      'filter @type = "REPORT"',
      '| stats count(*) as invocations, pct(@duration, 90) as p90, max(@maxMemoryUsed / 1000 / 1000) as usedMB, max(@memorySize / 1000 / 1000) as sizeMB by bin(5m)',
    ],
  },
  [LogFormat.API_ACCESS]: { shows: 'who calls most', lines: ['stats count(*) as requests by ip, resourcePath', '| sort requests desc', '| limit 20'] },
};

const ERRORS: Record<LogFormat, LogQuery> = {
  [LogFormat.LAMBDA]: {
    shows: 'the latest errors', lines: ['fields @timestamp, @requestId, @message', `| filter @message like ${FAILURES}`, '| sort @timestamp desc', '| limit 50'],
  },
  [LogFormat.API_ACCESS]: {
    shows: 'failed requests by status and path', lines: ['filter status >= 400', '| stats count(*) as requests by status, httpMethod, resourcePath', '| sort requests desc', '| limit 50'],
  },
  [LogFormat.APPSYNC]: {
    shows: 'the latest requests with errors', lines: ['fields @timestamp, requestId, @message', '| filter @message like /(?i)error/', '| sort @timestamp desc', '| limit 50'],
  },
  [LogFormat.STATE_MACHINE]: {
    shows: 'the latest failures with their causes',
    lines: ['filter type like /Failed|TimedOut|Aborted/', '| fields @timestamp, execution_arn, type, details.error, details.cause', '| sort @timestamp desc', '| limit 50'],
  },
  [LogFormat.PLAIN]: {
    shows: 'the latest errors', lines: ['fields @timestamp, @logStream, @message', `| filter @message like ${FAILURES}`, '| sort @timestamp desc', '| limit 50'],
  },
};

const BY_CATEGORY: Partial<Record<SignalCategory, Partial<Record<LogFormat, LogQuery>>>> = {
  [SignalCategory.LATENCY]: LATENCY,
  [SignalCategory.SATURATION]: SATURATION,
  [SignalCategory.SCALING]: SATURATION,
  [SignalCategory.TRAFFIC]: SATURATION,
};

/** The queries to begin with: what the signal is about, and the latest errors. */
export function logQueries(format: LogFormat, category: SignalCategory): LogQuery[] {
  const special = BY_CATEGORY[category]?.[format];
  return [...special ? [special] : [], ERRORS[format]];
}

/** Everything that can be asked of a format, each query once. */
export function allLogQueries(format: LogFormat): LogQuery[] {
  return [LATENCY[format], SATURATION[format], ERRORS[format]].filter(query => query !== undefined);
}
