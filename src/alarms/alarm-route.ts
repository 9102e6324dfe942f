import type { AlarmBase, IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { IRuleTarget } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IConstruct } from 'constructs';
import { atLeast } from '../core/private/severity-order';
import { Severity } from '../core/severity';
import { ActionDelivery, LambdaDelivery, OpsItemDelivery } from './private/action-deliveries';
import { EventBridgeDelivery } from './private/event-bridge-delivery';
import type { RouteDelivery, RoutedAlarms } from './private/route-delivery';
import { TopicDelivery } from './private/topic-delivery';

/** Options of every route. */
export interface AlarmRouteOptions {
  /**
   * The route takes alarms of this severity and of more urgent ones.
   *
   * @default Severity.INFO - every alarm that acts
   */
  readonly minimumSeverity?: Severity;

  /**
   * Whether the route is also told when an alarm is over, so that an incident tool can close what it opened.
   *
   * @default true
   */
  readonly notifyRecovery?: boolean;
}

/** What kind of work an OpsItem is. */
export enum OpsItemCategory {
  /** The workload is not available. */
  AVAILABILITY = 'Availability',

  /** The workload costs too much. */
  COST = 'Cost',

  /** The workload is slow. */
  PERFORMANCE = 'Performance',

  /** The workload may not recover. */
  RECOVERY = 'Recovery',

  /** The workload is attacked or exposed. */
  SECURITY = 'Security',
}

/** Options of a route to OpsCenter. */
export interface OpsItemRouteOptions extends AlarmRouteOptions {
  /**
   * Category of the OpsItem.
   *
   * @default - none
   */
  readonly category?: OpsItemCategory;
}

/**
 * Somebody who is told: a topic, OpsCenter, a function, an event bus or anything else that an alarm can act on, from a
 * minimum severity on.
 */
export class AlarmRoute {
  /**
   * Alarms notify an SNS topic. Where the topic has a policy or a key of its own, CloudWatch is let in. Give the topic subscribers: one without any
   * reaches nobody.
   *
   * @throws when a service takes the route and the topic is encrypted with the key that AWS manages for SNS, which no alarm can publish through
   */
  public static toTopic(topic: ITopic, options: AlarmRouteOptions = {}): AlarmRoute {
    return new AlarmRoute(new TopicDelivery(topic), options);
  }

  /**
   * Alarms open an OpsItem in Systems Manager OpsCenter: severity 1 for a page, 3 for a ticket, 4 for information.
   * OpsItems are not closed by the alarm, so there is no action on recovery. They stand in the Region of the alarm.
   */
  public static toOpsItem(options: OpsItemRouteOptions = {}): AlarmRoute {
    return new AlarmRoute(new OpsItemDelivery(options.category), { ...options, notifyRecovery: false });
  }

  /** Alarms invoke a function, which is given the permission for the alarms of the service and no others. */
  public static toLambda(handler: IFunction, options: AlarmRouteOptions = {}): AlarmRoute {
    return new AlarmRoute(new LambdaDelivery(handler), options);
  }

  /**
   * Alarms trigger any action of the CDK, such as those of `aws-cloudwatch-actions`.
   *
   * @throws when a service takes the route and the action is one on EC2 instances, which composite alarms cannot have, or one in the Region of the service
   * while global resources have their alarms in another
   */
  public static toAction(action: IAlarmAction, options: AlarmRouteOptions = {}): AlarmRoute {
    return new AlarmRoute(new ActionDelivery(action), options);
  }

  /**
   * A rule on alarm state changes sends events to a target: a bus, a function, an API destination. One rule for each service;
   * it matches the health alarm and the alarms that act by themselves, not the symptoms behind the health alarm.
   */
  public static toEventBridge(target: IRuleTarget, options: AlarmRouteOptions = {}): AlarmRoute {
    return new AlarmRoute(new EventBridgeDelivery(target), options);
  }

  /** The least urgent severity that the route takes. */
  public readonly minimumSeverity: Severity;

  /** Whether the route is told when an alarm is over. */
  public readonly notifyRecovery: boolean;

  private constructor(private readonly delivery: RouteDelivery, options: AlarmRouteOptions) {
    this.minimumSeverity = options.minimumSeverity ?? Severity.INFO;
    this.notifyRecovery = options.notifyRecovery ?? true;
  }

  /** What the route leads to, for people. */
  public get description(): string {
    return this.delivery.description;
  }

  /** Whether the route takes alarms of a severity. */
  public accepts(severity: Severity): boolean {
    return atLeast(severity, this.minimumSeverity);
  }

  /**
   * Whether the route is an action of each alarm, of which an alarm has five at most.
   *
   * @internal
   */
  public get _isAction(): boolean {
    return this.delivery.actionArn !== undefined;
  }

  /**
   * Whether alarms of other Regions have to be relayed to the route, as it acts in its own only.
   *
   * @internal
   */
  public get _isRelayed(): boolean {
    return this.delivery.receive !== undefined;
  }

  /**
   * The resource that alarms travel through, where it is one that can be observed.
   *
   * @internal
   */
  public get _through(): IConstruct | undefined {
    return this.delivery.through;
  }

  /**
   * Called once for each service.
   *
   * @internal
   */
  public _attachTo(service: RoutedAlarms, id: string): void {
    this.delivery.prepare?.(service, id, this);
  }

  /**
   * Called once for each service that has alarms in other Regions.
   *
   * @internal
   */
  public _receive(service: RoutedAlarms, id: string): void {
    this.delivery.receive?.(service, id, this);
  }

  /**
   * ARN of the event bus that the route leads to, if it does. Known once the route is attached to a service.
   *
   * @internal
   */
  public get _busArn(): string | undefined {
    return this.delivery.busArn;
  }

  /**
   * Called for each alarm that acts by itself.
   *
   * @internal
   */
  public _attach(alarm: AlarmBase, severity: Severity, service: RoutedAlarms): void {
    if (!this.accepts(severity) || !this.delivery.actionArn) return;
    const alarmActionArn = this.delivery.actionArn(alarm, severity, service);
    const action = { bind: () => ({ alarmActionArn }) };
    alarm.addAlarmAction(action);
    if (this.notifyRecovery) alarm.addOkAction(action);
  }
}
