import type { ReferenceStrength } from 'aws-cdk-lib';
import type { AlarmBase } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct, IConstruct } from 'constructs';
import type { Severity } from '../../core/severity';

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
  /** How resources of other stacks are referred to. */
  readonly strength: ReferenceStrength;
}

/** Which alarms a route takes. */
export interface Acceptance {
  readonly minimumSeverity: Severity;
  readonly notifyRecovery: boolean;
  accepts(severity: Severity): boolean;
}

/** How a route gets from an alarm to whom it leads to. */
export interface RouteDelivery {
  /** What the route leads to, for people. */
  readonly description: string;
  /** The event bus that the route leads to, if it does; known once prepared. Events go from bus to bus only once, so it must be the first that they come to. */
  readonly busArn?: string;
  /** The resource that alarms travel through. */
  readonly through?: IConstruct;
  /** Called once for each service. */
  prepare?(service: RoutedAlarms, id: string, acceptance: Acceptance): void;
  /** The action of an alarm; a delivery without one reaches its alarms by other means. */
  actionArn?(alarm: AlarmBase, severity: Severity, service: RoutedAlarms): string;
  /**
   * Makes the rule in the Region of the service that delivers events of alarms in other Regions, once for each service that has such alarms. A delivery
   * without it acts in the other Region by itself.
   */
  receive?(service: RoutedAlarms, id: string, acceptance: Acceptance): void;
}
