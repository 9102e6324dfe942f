import { aws_events as events } from 'aws-cdk-lib';
import type { RuleTargetInput } from 'aws-cdk-lib/aws-events';
import type { Severity } from '../../../core/severity';

/** Paths of what the events of all alarms have. */
const PATHS = {
  name: '$.detail.alarmName',
  arn: '$.resources[0]',
  account: '$.account',
  region: '$.region',
  time: '$.time',
  state: '$.detail.state.value',
  reason: '$.detail.state.reason',
  description: '$.detail.configuration.description',
} as const;

/**
 * What a payload may say of an event. EventBridge escapes nothing that it puts into a string, so free text (`reason`, `description`) has to stand alone as a
 * value; the rest is made of letters, digits and `-._:` in the alarms of this library.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export type AlarmInEvent = Readonly<Record<Exclude<keyof typeof PATHS, 'description'>, string>> & {
  /** Undefined for composites, whose events are not documented to have one. A path that an event does not have leaves a hole in the payload. */
  readonly description?: string;
};

/** What is known of the alarms of a rule before there is any event. */
export interface KnownOfAlarms {
  /** Undefined where alarms of several severities come by the same rule. */
  readonly severity?: Severity;
  readonly serviceTitle: string;
  /** Where the runbook of the service stands. */
  readonly runbook: string;
  /** The console page of the alarm. */
  readonly console: string;
}

/** The bodies that a receiver takes. */
export interface Payloads {
  /** When an alarm begins. */
  readonly begins: (alarm: AlarmInEvent, known: KnownOfAlarms & { readonly severity: Severity }) => object;
  /** When it is over; left out where the receiver has no use for it. */
  readonly ends?: (alarm: AlarmInEvent, known: KnownOfAlarms) => object;
}

/** The fields of an event, to be put into a payload. */
export function alarmInEvent(isDescribed: boolean): AlarmInEvent {
  const field = (name: keyof typeof PATHS) => events.EventField.fromPath(PATHS[name]);
  return {
    name: field('name'), arn: field('arn'), account: field('account'), region: field('region'), time: field('time'), state: field('state'), reason: field('reason'),
    ...isDescribed ? { description: field('description') } : {},
  };
}

/** A payload as the input of a target. */
export function asInput(payload: object): RuleTargetInput {
  return events.RuleTargetInput.fromObject(payload);
}

/** Shortens static text to what a receiver takes. */
export function within(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
