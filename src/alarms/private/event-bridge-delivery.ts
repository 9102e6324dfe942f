import { aws_events as events } from 'aws-cdk-lib';
import type { IRuleTarget } from 'aws-cdk-lib/aws-events';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { MOST_URGENT_FIRST } from '../../core/private/severity-order';
import { actingPrefix } from './describe-alarm';
import type { Acceptance, RouteDelivery, RoutedAlarms } from './route-delivery';

/** A rule on alarm state changes: one for each service, whatever the number of its alarms. */
export class EventBridgeDelivery implements RouteDelivery {
  public readonly description = 'EventBridge rule on alarm state changes';

  constructor(private readonly target: IRuleTarget) {}

  public prepare(service: RoutedAlarms, id: string, acceptance: Acceptance): void {
    const eventPattern = patternFor(service, acceptance);
    const size = JSON.stringify(eventPattern).length;
    if (size > LIMITS.eventPattern.length) {
      throw complaint(service.scope, { what: 'the event pattern is too long', received: size, valid: `${LIMITS.eventPattern.length} characters` });
    }
    const description = `Alarms of ${service.serviceTitle} from ${acceptance.minimumSeverity} on`;
    new events.Rule(service.scope, id, { description, eventPattern, targets: [this.target] });
  }
}

function patternFor({ serviceTitle, healthAlarmName, healthSeverity }: RoutedAlarms, acceptance: Acceptance): events.EventPattern {
  const described = MOST_URGENT_FIRST
    .filter(severity => acceptance.accepts(severity))
    .map(severity => ({ prefix: actingPrefix(severity, serviceTitle) }));
  const byDescription = { configuration: { description: described } };
  return {
    source: ['aws.cloudwatch'],
    detailType: ['CloudWatch Alarm State Change'],
    detail: {
      state: { value: acceptance.notifyRecovery ? ['ALARM', 'OK'] : ['ALARM'] },
      // The events of composite alarms are not documented to carry a description, so the health alarm is matched by name.
      // EventBridge refuses an $or of one arm.
      ...(acceptance.accepts(healthSeverity) ? { $or: [{ alarmName: [healthAlarmName] }, byDescription] } : byDescription),
    },
  };
}
