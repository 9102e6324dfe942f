import type { ReferenceStrength } from 'aws-cdk-lib';
import type { AlarmBase } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct, IConstruct } from 'constructs';
import type { Severity } from '../../core/severity';
import type { RouteWatch } from './route-watch';

/** What a route is attached to: the alarms of one service that act by themselves, in its own Region or in all others. */
export interface RoutedAlarms {
  /** In the Region of the service, also where the alarms are in another. */
  readonly scope: Construct;
  /** `checkout (prod)`: how descriptions of its alarms name the service. */
  readonly serviceTitle: string;
  /** What names of its alarms begin with. */
  readonly namePrefix: string;
  readonly healthAlarmName: string;
  readonly healthSeverity: Severity;
  /** Alarms that act by themselves and are of no signal, as of the moment of the call. */
  readonly acting: () => ReadonlyArray<{ readonly literalName: string; readonly severity: Severity }>;
  /** Where the runbook of the health alarm stands. */
  readonly runbook: string;
  /** How resources of other stacks are referred to. */
  readonly strength: ReferenceStrength;
  /** Takes what could not be delivered, and tells. */
  readonly watch: RouteWatch;
}

/** Which alarms a route takes. */
export interface Acceptance {
  readonly minimumSeverity: Severity;
  readonly notifyRecovery: boolean;
  accepts(severity: Severity): boolean;
}

/** What a drill tells of a route. */
export interface RouteDetails {
  /** Such as `topic`; one word for each kind of delivery. */
  readonly kind: string;
  /** What arrives where, in words; one entry for each receiver that is known. */
  readonly arrivals: readonly string[];
}

/** How a route gets from an alarm to whom it leads to. */
export interface RouteDelivery {
  /** What the route leads to, for people. */
  readonly description: string;
  /** The event bus that the route leads to, if it does; known once prepared. Events go from bus to bus only once, so it must be the first that they come to. */
  readonly busArn?: string;
  /** The resources that alarms travel through. */
  readonly through?: readonly IConstruct[];
  /** Topics that need a subscriber. */
  readonly topics?: readonly IConstruct[];
  /** What arrives where. Asked for when the app is complete. */
  details(): RouteDetails;
  /** Called once for each service. */
  prepare?(service: RoutedAlarms, id: string, acceptance: Acceptance): void;
  /** Refuses an alarm that the receiver would refuse. */
  examine?(alarm: AlarmBase, service: RoutedAlarms): void;
  /** The action of an alarm; a delivery without one reaches its alarms by other means. */
  actionArn?(alarm: AlarmBase, severity: Severity, service: RoutedAlarms): string;
  /**
   * Makes the rule in the Region of the service that delivers events of alarms in other Regions, once for each service that has such alarms. A delivery
   * without it acts in the other Region by itself.
   */
  receive?(service: RoutedAlarms, id: string, acceptance: Acceptance): void;
}
