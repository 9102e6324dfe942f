import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { MOST_URGENT_FIRST } from '../../core/private/severity-order';
import { actingPrefix } from './describe-alarm';
import type { Acceptance, RoutedAlarms } from './route-delivery';

/** What matches the state changes of the alarms of a service that act by themselves, as far as somebody takes them. */
export function stateChangePattern({ scope, serviceTitle, healthAlarmName, healthSeverity }: RoutedAlarms, acceptance: Acceptance): EventPattern {
  const described = MOST_URGENT_FIRST
    .filter(severity => acceptance.accepts(severity))
    .map(severity => ({ prefix: actingPrefix(severity, serviceTitle) }));
  const byDescription = { configuration: { description: described } };
  const pattern = {
    source: ['aws.cloudwatch'],
    detailType: ['CloudWatch Alarm State Change'],
    detail: {
      state: { value: acceptance.notifyRecovery ? ['ALARM', 'OK'] : ['ALARM'] },
      // The events of composite alarms are not documented to carry a description, so the health alarm is matched by name.
      // EventBridge refuses an $or of one arm.
      ...(acceptance.accepts(healthSeverity) ? { $or: [{ alarmName: [healthAlarmName] }, byDescription] } : byDescription),
    },
  };
  const size = JSON.stringify(pattern).length;
  if (size > LIMITS.eventPattern.length) {
    throw complaint(scope, { what: 'the event pattern is too long', received: size, valid: `${LIMITS.eventPattern.length} characters` });
  }
  return pattern;
}
