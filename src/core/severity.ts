/**
 * How urgently somebody has to know.
 *
 * @see https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/ops_event_response_prioritize_events.html
 */
export enum Severity {
  /** Users are hurt now: wakes somebody up. Only composite alarms carry actions of this severity. */
  PAGE = 'PAGE',

  /** Somebody looks at it in working hours, before users notice. */
  TICKET = 'TICKET',

  /** Worth knowing, nobody has to act. */
  INFO = 'INFO',
}
