import { Duration, Stage, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { claim } from '../../../core/private/claims';
import { outermostStack } from '../../../core/private/cross-stack';
import { complaint } from '../../../core/private/errors';
import type { IncidentResponseProps } from '../../incident-response-props';

const TEMPLATE_LENGTH = 1_600;
export const DEFAULT_REVIEW_DUE = Duration.days(5);
const DEFAULT_REMINDER = Duration.days(1);

/** No longer before than people have at all. */
export function reminderOf({ reviewDue = DEFAULT_REVIEW_DUE, reviewReminder }: IncidentResponseProps): Duration {
  return reviewReminder ?? (reviewDue.toSeconds() < DEFAULT_REMINDER.toSeconds() ? reviewDue : DEFAULT_REMINDER);
}

/** Refuses what AWS would refuse, or what could never work. */
export function checkIncidentProps(where: IConstruct, props: IncidentResponseProps, path: string, namespace: string): void {
  const { reviewDue = DEFAULT_REVIEW_DUE, reviewReminder, reopenWithin, reviewTemplate } = props;
  checkRange(where, 'reviewDue', reviewDue, Duration.hours(1), Duration.days(90));
  checkRange(where, 'reviewReminder', reviewReminder, Duration.seconds(0), reviewDue);
  checkRange(where, 'reopenWithin', reopenWithin, Duration.seconds(0), Duration.hours(24));
  if (reviewTemplate !== undefined && !Token.isUnresolved(reviewTemplate) && (reviewTemplate.trim() === '' || reviewTemplate.length > TEMPLATE_LENGTH)) {
    throw complaint(where, { what: 'reviewTemplate is empty or too long', received: `${reviewTemplate.length} characters`, valid: `1 to ${TEMPLATE_LENGTH} characters` });
  }
  if (Token.isUnresolved(path) || !/^(\/[A-Za-z0-9_.-]+){1,8}$/.test(path) || /^\/(aws|ssm)/i.test(path) || path.length > 500) {
    throw complaint(where, {
      what: 'registryPath is no path of parameters', received: path,
      valid: 'a literal such as /incidents: 1 to 8 parts of letters, digits, -, _ and ., which does not begin with /aws or /ssm',
    });
  }
  if (Token.isUnresolved(namespace) || !/^[\w.\-/#:]{1,255}$/.test(namespace) || namespace.startsWith('AWS/')) {
    throw complaint(where, { what: 'metricNamespace is no namespace', received: namespace, valid: 'a literal of 1 to 255 letters, digits and .-_/#: outside of AWS/' });
  }
  if (props.alarmOnOverdueReviews && !props.notify) {
    throw complaint(where, { what: 'alarmOnOverdueReviews would tell nobody', fix: 'Give a topic as notify, or leave it out' });
  }
  const { account, region } = outermostStack(where);
  // Where it is deployed to is not known of a stack without an environment; of the same Stage, it is the same place.
  const place = Token.isUnresolved(account) || Token.isUnresolved(region) ? Stage.of(where)?.node.path : `${account}/${region}`;
  const other = claim(where, `incidents ${place}${path}`);
  if (other !== undefined) {
    throw complaint(where, { what: `${other} has the registryPath ${path} in this account and Region already`, fix: 'Share that one, or choose another path' });
  }
}

function checkRange(where: IConstruct, what: string, received: Duration | undefined, least: Duration, most: Duration): void {
  if (received === undefined) return;
  if (received.isUnresolved()) throw complaint(where, { what: `${what} is only known at deployment`, fix: 'Say it as a literal' });
  const seconds = received.toSeconds({ integral: false });
  if (seconds < least.toSeconds() || seconds > most.toSeconds() || !Number.isInteger(seconds)) {
    throw complaint(where, { what: `${what} is out of range`, received: received.toHumanString(), valid: `${least.toHumanString()} to ${most.toHumanString()}, whole seconds` });
  }
}
