import { ArnFormat, aws_events as events, aws_iam as iam, Stack } from 'aws-cdk-lib';
import type { ReferenceStrength } from 'aws-cdk-lib';
import type { AlarmBase, IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { IRuleTarget } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { consumed } from '../core/private/cross-stack';
import { complaint } from '../core/private/errors';
import { LIMITS } from '../core/private/limits';
import { atLeast, MOST_URGENT_FIRST } from '../core/private/severity-order';
import { Severity } from '../core/severity';
import { actingPrefix } from './private/describe-alarm';

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
 * What a route is attached to: the alarms of one service that act by themselves.
 *
 * @internal
 */
export interface RoutedAlarms {
  readonly scope: Construct;
  /** `checkout (prod)`: how descriptions of its alarms name the service. */
  readonly serviceTitle: string;
  /** What names of its alarms begin with. */
  readonly namePrefix: string;
  readonly healthAlarmName: string;
  readonly healthSeverity: Severity;
  /** How resources of other stacks are referred to. */
  readonly strength: ReferenceStrength;
}

/**
 * Somebody who is told: a topic, OpsCenter, a function, an event bus or anything else that an alarm can act on, from a
 * minimum severity on.
 */
export abstract class AlarmRoute {
  /** Alarms notify an SNS topic. Give it subscribers: a topic without any reaches nobody. */
  public static toTopic(topic: ITopic, options: AlarmRouteOptions = {}): AlarmRoute {
    return new ArnRoute('topic', topic.node.path, options, (alarm, strength) => consumed(topic.topicArn, Stack.of(alarm), strength));
  }

  /**
   * Alarms open an OpsItem in Systems Manager OpsCenter: severity 1 for a page, 3 for a ticket, 4 for information.
   * OpsItems are not closed by the alarm, so there is no action on recovery.
   */
  public static toOpsItem(options: OpsItemRouteOptions = {}): AlarmRoute {
    return new ArnRoute('OpsItem', options.category ?? '', { ...options, notifyRecovery: false }, (alarm, _, severity) => Stack.of(alarm).formatArn({
      service: 'ssm', resource: 'opsitem', arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      resourceName: `${OPS_ITEM_SEVERITY[severity]}${options.category === undefined ? '' : `#CATEGORY=${options.category}`}`,
    }));
  }

  /** Alarms invoke a function, which is given the permission for the alarms of the service and no others. */
  public static toLambda(handler: IFunction, options: AlarmRouteOptions = {}): AlarmRoute {
    return new LambdaRoute(handler, options);
  }

  /** Alarms trigger any action of the CDK, such as those of `aws-cloudwatch-actions`. */
  public static toAction(action: IAlarmAction, options: AlarmRouteOptions = {}): AlarmRoute {
    return new ArnRoute('action', action.constructor.name, options, alarm => action.bind(alarm, alarm).alarmActionArn);
  }

  /**
   * A rule on alarm state changes sends events to a target: a bus, a function, an API destination. One rule for each service;
   * it matches the health alarm and the alarms that act by themselves, not the symptoms behind the health alarm.
   */
  public static toEventBridge(target: IRuleTarget, options: AlarmRouteOptions = {}): AlarmRoute {
    return new EventBridgeRoute(target, options);
  }

  /** The least urgent severity that the route takes. */
  public readonly minimumSeverity: Severity;

  /** Whether the route is told when an alarm is over. */
  public readonly notifyRecovery: boolean;

  /** What the route leads to, for people. */
  public abstract readonly description: string;

  /**
   * Whether the route is an action of each alarm, of which an alarm has five at most.
   *
   * @internal
   */
  public abstract readonly _isAction: boolean;

  /** @param options what the route takes */
  protected constructor(options: AlarmRouteOptions) {
    this.minimumSeverity = options.minimumSeverity ?? Severity.INFO;
    this.notifyRecovery = options.notifyRecovery ?? true;
  }

  /** Whether the route takes alarms of a severity. */
  public accepts(severity: Severity): boolean {
    return atLeast(severity, this.minimumSeverity);
  }

  /**
   * Called once for each service.
   *
   * @internal
   */
  public abstract _attachTo(service: RoutedAlarms, id: string): void;

  /**
   * Called for each alarm that acts by itself.
   *
   * @internal
   */
  public abstract _attach(alarm: AlarmBase, severity: Severity, service: RoutedAlarms): void;
}

const OPS_ITEM_SEVERITY: Readonly<Record<Severity, number>> = { [Severity.PAGE]: 1, [Severity.TICKET]: 3, [Severity.INFO]: 4 };

const EC2_ACTION = /:automate:[^:]+:ec2:|AWS_EC2\./;

type ArnOf = (alarm: AlarmBase, strength: ReferenceStrength, severity: Severity, service: RoutedAlarms) => string;

class ArnRoute extends AlarmRoute {
  /** @internal */
  public readonly _isAction = true;
  public readonly description: string;

  constructor(kind: string, name: string, options: AlarmRouteOptions, private readonly arnOf: ArnOf) {
    super(options);
    this.description = name ? `${kind} ${name}` : kind;
  }

  public _attachTo(_service: RoutedAlarms, _id: string): void { /* nothing per service: each alarm has the action itself */ }

  public _attach(alarm: AlarmBase, severity: Severity, service: RoutedAlarms): void {
    if (!this.accepts(severity)) return;
    const alarmActionArn = this.arnOf(alarm, service.strength, severity, service);
    if (EC2_ACTION.test(alarmActionArn)) {
      throw complaint(service.scope, {
        what: 'EC2 actions act on the one instance whose metric an alarm watches, and the health alarm and alarms on expressions watch none',
        received: this.description, fix: 'Leave the route out, and give the action to an alarm of your own',
      });
    }
    const action = { bind: () => ({ alarmActionArn }) };
    alarm.addAlarmAction(action);
    if (this.notifyRecovery) alarm.addOkAction(action);
  }
}

class LambdaRoute extends ArnRoute {
  constructor(private readonly handler: IFunction, options: AlarmRouteOptions) {
    super('function', handler.node.path, options, (alarm, strength) => consumed(handler.functionArn, Stack.of(alarm), strength));
  }

  public _attachTo(service: RoutedAlarms, id: string): void {
    this.handler.addPermission(`${service.scope.node.addr.slice(-8)}${id}`, {
      principal: new iam.ServicePrincipal('lambda.alarms.cloudwatch.amazonaws.com'),
      sourceAccount: Stack.of(service.scope).account,
      sourceArn: Stack.of(service.scope).formatArn({ service: 'cloudwatch', resource: 'alarm', resourceName: `${service.namePrefix}*`, arnFormat: ArnFormat.COLON_RESOURCE_NAME }),
    });
  }
}

class EventBridgeRoute extends AlarmRoute {
  /** @internal */
  public readonly _isAction = false;
  public readonly description = 'EventBridge rule on alarm state changes';

  constructor(private readonly target: IRuleTarget, options: AlarmRouteOptions) {
    super(options);
  }

  public _attachTo(service: RoutedAlarms, id: string): void {
    const described = MOST_URGENT_FIRST
      .filter(severity => this.accepts(severity))
      .map(severity => ({ prefix: actingPrefix(severity, service.serviceTitle) }));
    const byDescription = { configuration: { description: described } };
    const eventPattern = {
      source: ['aws.cloudwatch'],
      detailType: ['CloudWatch Alarm State Change'],
      detail: {
        state: { value: this.notifyRecovery ? ['ALARM', 'OK'] : ['ALARM'] },
        // The events of composite alarms are not documented to carry a description, so the health alarm is matched by name. EventBridge refuses an $or of one arm.
        ...(this.accepts(service.healthSeverity) ? { $or: [{ alarmName: [service.healthAlarmName] }, byDescription] } : byDescription),
      },
    };
    const size = JSON.stringify(eventPattern).length;
    if (size > LIMITS.eventPattern.length) {
      throw complaint(service.scope, { what: 'the event pattern is too long', received: size, valid: `${LIMITS.eventPattern.length} characters` });
    }
    new events.Rule(service.scope, id, { description: `Alarms of ${service.serviceTitle} from ${this.minimumSeverity} on`, eventPattern, targets: [this.target] });
  }

  public _attach(): void { /* the rule of the service matches all its alarms */ }
}

