import type { IncidentSeverity } from '../../src/core/schemas/private/delivery';

/** Events, histories and descriptions tell of one change with times that are this far apart at most. */
export const SAME_MS = 2_000;

/** An alarm that went into a state. */
export interface Observation {
  readonly alarm: string;
  readonly arn: string;
  readonly value: 'ALARM' | 'OK';
  /** When, in milliseconds. */
  readonly at: number;
  readonly severity: IncidentSeverity;
  readonly reason?: string;
}

/** A change of state as its event tells it; what it says nothing about is `undefined`. */
export interface AlarmChange {
  readonly alarm: string;
  readonly arn: string;
  readonly value: string;
  readonly at: number;
  readonly reason?: string;
  /** Its actions are held back, so nobody is to be told. */
  readonly isSuppressed: boolean;
}

/**
 * What an event of CloudWatch tells.
 *
 * @throws when the event is none
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
export function alarmChange(event: Readonly<Record<string, any>>): AlarmChange {
  const { alarmName: alarm, state } = event.detail ?? {};
  const at = Date.parse(state?.timestamp);
  const arn = event.resources?.[0];
  if (typeof alarm !== 'string' || typeof state?.value !== 'string' || Number.isNaN(at) || typeof arn !== 'string') {
    throw new Error(`Event ${event.id} tells of no alarm: ${JSON.stringify(event).slice(0, 500)}`);
  }
  return { alarm, arn, value: state.value, at, reason: state.reason, isSuppressed: state.actionsSuppressedBy !== undefined };
}
