/** A failure of functions that their logs tell apart, and what it looks like in each format. */
export interface FailurePattern {
  readonly metricName: string;
  /** Filter pattern over lines of text. */
  readonly text: string;
  /** Filter pattern over the JSON of the events of the platform. */
  readonly json: string;
}

/**
 * Ids are those of the signals.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
 */
export const FAILURE_PATTERNS: { readonly [id: string]: FailurePattern } = {
  timeouts: {
    metricName: 'Timeouts',
    text: '"Task timed out"',
    json: '{ $.type = "platform.report" && $.record.status = "timeout" }',
  },
  outOfMemory: {
    metricName: 'OutOfMemory',
    text: '?"Runtime exited with error: signal: killed" ?"Runtime.OutOfMemory"',
    json: '{ $.type = "platform.report" && $.record.errorType = "Runtime.OutOfMemory" }',
  },
  initErrors: {
    metricName: 'InitErrors',
    text: 'INIT_REPORT "Status: error"',
    json: '{ $.type = "platform.initReport" && ($.record.status = "error" || $.record.status = "failure" || $.record.status = "timeout") }',
  },
};
