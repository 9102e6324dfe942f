import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { MOST_URGENT_FIRST } from '../../core/private/severity-order';
import { Severity } from '../../core/severity';
import { actingPrefix } from './describe-alarm';
import type { Acceptance, RoutedAlarms } from './route-delivery';

/** What the names of the composites of objectives begin with, after that of the service. */
const OBJECTIVE_COMPOSITES: Partial<Record<Severity, string>> = { [Severity.PAGE]: 'slo-page-', [Severity.TICKET]: 'slo-ticket-' };

/** What matches the state changes of the alarms of a service that act by themselves, as far as somebody takes them. */
export function stateChangePattern(service: RoutedAlarms, acceptance: Acceptance, states = statesOf(acceptance)): EventPattern {
  const accepted = MOST_URGENT_FIRST.filter(severity => acceptance.accepts(severity));
  const names = compositeNames(service, accepted);
  const byDescription = { configuration: { description: prefixes(service, accepted) } };
  // The events of composite alarms are not documented to carry a description, so they are matched by name. EventBridge refuses an $or of one arm.
  return pattern(service, states, names.length > 0 ? { $or: [{ alarmName: names }, byDescription] } : byDescription);
}

/** The same of composites of one severity; `undefined` where there are none. */
export function compositePattern(service: RoutedAlarms, severity: Severity): EventPattern | undefined {
  const names = compositeNames(service, [severity]);
  return names.length > 0 ? pattern(service, ['ALARM'], { alarmName: names }) : undefined;
}

/** The same of alarms of one severity whose events have a description. */
export function describedPattern(service: RoutedAlarms, severity: Severity): EventPattern {
  return pattern(service, ['ALARM'], { configuration: { description: prefixes(service, [severity]), alarmRule: [{ exists: false }] } });
}

/** Which states are told. */
function statesOf({ notifyRecovery }: Acceptance): string[] {
  return notifyRecovery ? ['ALARM', 'OK'] : ['ALARM'];
}

function compositeNames(
  { healthAlarmName, healthSeverity, namePrefix }: RoutedAlarms, severities: readonly Severity[],
): Array<string | { prefix: string }> {
  return severities.flatMap(severity => {
    const objectives = OBJECTIVE_COMPOSITES[severity];
    return [...severity === healthSeverity ? [healthAlarmName] : [], ...objectives === undefined ? [] : [{ prefix: `${namePrefix}${objectives}` }]];
  });
}

function prefixes({ serviceTitle }: RoutedAlarms, severities: readonly Severity[]): Array<{ prefix: string }> {
  return severities.map(severity => ({ prefix: actingPrefix(severity, serviceTitle) }));
}

function pattern({ scope }: RoutedAlarms, states: readonly string[], which: object): EventPattern {
  const rendered = { source: ['aws.cloudwatch'], detailType: ['CloudWatch Alarm State Change'], detail: { state: { value: states }, ...which } };
  const size = JSON.stringify(rendered).length;
  if (size > LIMITS.eventPattern.length) {
    throw complaint(scope, { what: 'the event pattern is too long', received: size, valid: `${LIMITS.eventPattern.length} characters` });
  }
  return rendered;
}
