import { Lazy } from 'aws-cdk-lib';
import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { MOST_URGENT_FIRST } from '../../core/private/severity-order';
import { Severity } from '../../core/severity';
import { actingPrefix } from './describe-alarm';
import type { Acceptance, RoutedAlarms } from './route-delivery';

/** What the names of the composites of objectives begin with, after that of the service. */
export const OBJECTIVE_COMPOSITES: Partial<Record<Severity, string>> = { [Severity.PAGE]: 'slo-page-', [Severity.TICKET]: 'slo-ticket-' };

/** What matches the state changes of the alarms of a service that act by themselves, as far as somebody takes them; also of those that are made later. */
export function stateChangePattern(service: RoutedAlarms, acceptance: Acceptance, states = statesOf(acceptance)): EventPattern {
  const accepted = MOST_URGENT_FIRST.filter(severity => acceptance.accepts(severity));
  const byDescription = { configuration: { description: prefixes(service, accepted) } };
  return pattern(service, states, () => {
    // The events of composite alarms are not documented to carry a description, so they are matched by name. EventBridge refuses an $or of one arm.
    const names = compositeNames(service, accepted);
    return names.length > 0 ? { $or: [{ alarmName: names }, byDescription] } : byDescription;
  });
}

/** The same of composites of one severity; `undefined` where there are none. */
export function compositePattern(service: RoutedAlarms, severity: Severity): EventPattern | undefined {
  if (compositeNames(service, [severity]).length === 0) return undefined;
  return pattern(service, ['ALARM'], () => ({ alarmName: compositeNames(service, [severity]) }));
}

/** The same of alarms of one severity whose events have a description. */
export function describedPattern(service: RoutedAlarms, severity: Severity): EventPattern {
  return pattern(service, ['ALARM'], () => ({ configuration: { description: prefixes(service, [severity]), alarmRule: [{ exists: false }] } }));
}

/** Which states are told. */
function statesOf({ notifyRecovery }: Acceptance): string[] {
  return notifyRecovery ? ['ALARM', 'OK'] : ['ALARM'];
}

/** By the names that are known by now: alarms that act may be made later. */
function compositeNames(service: RoutedAlarms, severities: readonly Severity[]): Array<string | { prefix: string }> {
  const { healthAlarmName, healthSeverity, namePrefix, acting } = service;
  const prefixesOfObjectives = Object.values(OBJECTIVE_COMPOSITES).map(objectives => `${namePrefix}${objectives}`);
  const others = acting().filter(({ literalName }) => !prefixesOfObjectives.some(prefix => literalName.startsWith(prefix)));
  return severities.flatMap(severity => {
    const objectives = OBJECTIVE_COMPOSITES[severity];
    return [
      ...severity === healthSeverity ? [healthAlarmName] : [],
      ...objectives === undefined ? [] : [{ prefix: `${namePrefix}${objectives}` }],
      ...others.filter(other => other.severity === severity).map(({ literalName }) => literalName),
    ];
  });
}

function prefixes({ serviceTitle }: RoutedAlarms, severities: readonly Severity[]): Array<{ prefix: string }> {
  return severities.map(severity => ({ prefix: actingPrefix(severity, serviceTitle) }));
}

function pattern({ scope }: RoutedAlarms, states: readonly string[], which: () => object): EventPattern {
  const rendered = { source: ['aws.cloudwatch'], detailType: ['CloudWatch Alarm State Change'] };
  const produce = () => {
    const detail = { state: { value: states }, ...which() };
    const size = JSON.stringify({ ...rendered, detail }).length;
    if (size > LIMITS.eventPattern.length) {
      throw complaint(scope, { what: 'the event pattern is too long', received: size, valid: `${LIMITS.eventPattern.length} characters` });
    }
    return detail;
  };
  return { ...rendered, detail: Lazy.uncachedAny({ produce }) as unknown as EventPattern['detail'] };
}
