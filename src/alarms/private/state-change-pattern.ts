import { Lazy } from 'aws-cdk-lib';
import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { MOST_URGENT_FIRST } from '../../core/private/severity-order';
import { actingPrefix } from './describe-alarm';
import type { Acceptance, RoutedAlarms } from './route-delivery';

/** What matches the state changes of the alarms of a service that act by themselves, as far as somebody takes them; also of those that are made later. */
export function stateChangePattern(service: RoutedAlarms, acceptance: Acceptance): EventPattern {
  const pattern = { source: ['aws.cloudwatch'], detailType: ['CloudWatch Alarm State Change'] };
  const produce = () => {
    const detail = detailOf(service, acceptance);
    const size = JSON.stringify({ ...pattern, detail }).length;
    if (size > LIMITS.eventPattern.length) {
      throw complaint(service.scope, { what: 'the event pattern is too long', received: size, valid: `${LIMITS.eventPattern.length} characters` });
    }
    return detail;
  };
  return { ...pattern, detail: Lazy.uncachedAny({ produce }) as unknown as EventPattern['detail'] };
}

function detailOf({ serviceTitle, healthAlarmName, healthSeverity, acting }: RoutedAlarms, acceptance: Acceptance): unknown {
  const described = MOST_URGENT_FIRST
    .filter(severity => acceptance.accepts(severity))
    .map(severity => ({ prefix: actingPrefix(severity, serviceTitle) }));
  const byDescription = { configuration: { description: described } };
  // The events of composite alarms are not documented to carry a description, so these alarms are matched by name.
  const names = [{ literalName: healthAlarmName, severity: healthSeverity }, ...acting()]
    .filter(({ severity }) => acceptance.accepts(severity))
    .map(({ literalName }) => literalName);
  return {
    state: { value: acceptance.notifyRecovery ? ['ALARM', 'OK'] : ['ALARM'] },
    // EventBridge refuses an $or of one arm.
    ...(names.length > 0 ? { $or: [{ alarmName: names }, byDescription] } : byDescription),
  };
}
