import { aws_events as events, aws_iam as iam, ArnFormat, ReferenceStrength, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { consumed } from '../../core/private/cross-stack';
import { atLeast, MOST_URGENT_FIRST } from '../../core/private/severity-order';
import type { Severity } from '../../core/severity';
import type { AlarmRoute } from '../alarm-route';
import { deliveryRole } from './delivery-role';
import type { Acceptance, RoutedAlarms } from './route-delivery';
import { stateChangePattern } from './state-change-pattern';

/**
 * Sends the state changes of alarms in another Region to where the routes of the service are: once to the default event bus there, whose rules deliver
 * them, and to each event bus that is a route, as an event that came from a bus cannot be sent to a third one.
 */
export function relay(from: Construct, service: RoutedAlarms, routes: readonly AlarmRoute[]): void {
  const home = Stack.of(service.scope).formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default', arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  const received = receivers(routes);
  if (received.length > 0) relayTo(home, from, 'Relay', service, unionOf(received));
  routes.forEach((route, index) => {
    if (route._busArn !== undefined) relayTo(consumed(route._busArn, Stack.of(from), ReferenceStrength.WEAK), from, `Relay${index + 1}`, service, route);
  });
}

/** The routes to which events come over the default event bus of the Region of the service. */
export function receivers(routes: readonly AlarmRoute[]): AlarmRoute[] {
  return routes.filter(route => route._isRelayed && route._busArn === undefined);
}

function relayTo(busArn: string, from: Construct, id: string, service: RoutedAlarms, acceptance: Acceptance): void {
  const role = deliveryRole(from, `${id}Role`, [new iam.PolicyStatement({ actions: ['events:PutEvents'], resources: [busArn] })]);
  new events.Rule(from, id, {
    description: `Alarms of ${service.serviceTitle} from ${acceptance.minimumSeverity} on`,
    eventPattern: stateChangePattern(service, acceptance),
    targets: [{ bind: () => ({ arn: busArn, role }) }],
  });
}

/** What one of the routes takes at least. */
function unionOf(routes: readonly AlarmRoute[]): Acceptance {
  const minimumSeverity = [...MOST_URGENT_FIRST].reverse().find(severity => routes.some(route => route.minimumSeverity === severity))!;
  return {
    minimumSeverity,
    notifyRecovery: routes.some(route => route.notifyRecovery),
    accepts: (severity: Severity) => atLeast(severity, minimumSeverity),
  };
}
