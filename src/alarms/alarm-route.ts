import type { AlarmBase, IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { IEventBus, IRuleTarget } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IConstruct } from 'constructs';
import { atLeast } from '../core/private/severity-order';
import { Severity } from '../core/severity';
import type {
  AlarmRouteOptions, ApiDestinationRouteOptions, AutomationRouteOptions, DevOpsAgentRouteOptions, EscalationOptions, OpsgenieRouteOptions,
  OpsItemRouteOptions, PagerDutyRouteOptions, SlackRouteOptions,
} from './alarm-route-options';
import { ActionDelivery, LambdaDelivery, OpsItemDelivery } from './private/action-deliveries';
import { ApiDelivery } from './private/api-delivery';
import { AutomationDelivery } from './private/automation-delivery';
import { BusDelivery } from './private/bus-delivery';
import { EscalationDelivery } from './private/escalation-delivery';
import { EventBridgeDelivery } from './private/event-bridge-delivery';
import { investigationGroup } from './private/investigation-group';
import { devOpsAgent, opsgenie, ownApi, pagerDuty, slackChannel } from './private/receivers';
import type { RouteDelivery, RouteDetails, RoutedAlarms } from './private/route-delivery';
import { TopicDelivery } from './private/topic-delivery';

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

  /**
   * Events of alarms are sent on to another event bus as they are, also one of another account or Region. That bus has to let this account in. What does
   * not arrive within an hour lies in the dead-letter queue of the service, which has an alarm.
   *
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
   */
  public static toEventBus(bus: IEventBus, options: AlarmRouteOptions = {}): AlarmRoute {
    return new AlarmRoute(new BusDelivery(bus), options);
  }

  /**
   * Alarms open and resolve incidents in PagerDuty, over Events API v2. The secret is the integration key. Give the service a second route: when this one fails, an
   * alarm about that needs another way.
   *
   * @throws when a service takes the route and the name of one of its alarms is too long for PagerDuty
   * @see https://developer.pagerduty.com/docs/send-alert-event
   */
  public static toPagerDuty(options: PagerDutyRouteOptions): AlarmRoute {
    return new AlarmRoute(new ApiDelivery(pagerDuty(options)), options);
  }

  /**
   * Alarms open and close alerts in Opsgenie. The secret is the key of an API integration. Atlassian ends Opsgenie in April 2027.
   *
   * @see https://docs.opsgenie.com/docs/alert-api
   */
  public static toOpsgenie(options: OpsgenieRouteOptions): AlarmRoute {
    return new AlarmRoute(new ApiDelivery(opsgenie(options)), options);
  }

  /**
   * Alarms are written into a Slack channel by a bot. The secret is its token, with the scope `chat:write`. Slack answers that all is well also where it refuses
   * a message, so run the drill. There is no route to an incoming webhook, as its address is a secret that the console would show.
   *
   * @throws when the id of the channel is none
   * @see https://docs.slack.dev/reference/methods/chat.postMessage
   */
  public static toSlack(options: SlackRouteOptions): AlarmRoute {
    return new AlarmRoute(new ApiDelivery(slackChannel(options)), options);
  }

  /**
   * Alarms are posted to an HTTP API of your own: a flat JSON object with `state`, `severity` (when an alarm begins), `service`, `alarmName`, `alarmArn`, `description`
   * (of alarms that are no composites), `reason`, `account`, `region`, `time`, `runbook` and `console`.
   *
   * @throws when the address or the rate is none that EventBridge takes
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html
   */
  public static toApiDestination(options: ApiDestinationRouteOptions): AlarmRoute {
    return new AlarmRoute(new ApiDelivery(ownApi(options)), options);
  }

  /**
   * Alarms have AWS DevOps Agent investigate, through a webhook of its agent space that was made with an API key: that key is the secret. An alarm cannot have the agent as an
   * action, and a webhook with a signature (HMAC) cannot be reached without a program.
   *
   * @throws when the address is none that EventBridge posts to
   * @see https://docs.aws.amazon.com/devopsagent/latest/userguide/configuring-integrations-and-knowledge-invoking-devops-agent-through-webhook.html
   */
  public static toDevOpsAgent(options: DevOpsAgentRouteOptions): AlarmRoute {
    return new AlarmRoute(new ApiDelivery(devOpsAgent(options)), { ...options, notifyRecovery: false });
  }

  /**
   * Alarms begin an investigation of CloudWatch. The policy of the group has to let `aiops.alarms.cloudwatch.amazonaws.com` create investigations and their events, for
   * alarms of this account.
   *
   * @throws when that is not the ARN of an investigation group, or when a service that takes the route has alarms in another Region
   * @see https://docs.aws.amazon.com/cloudwatchinvestigations/latest/APIReference/API_PutInvestigationGroupPolicy.html
   */
  public static toInvestigationGroup(groupArn: string, options: AlarmRouteOptions = {}): AlarmRoute {
    return new AlarmRoute(investigationGroup(groupArn), { ...options, notifyRecovery: false });
  }

  /**
   * Alarms start an Automation runbook of Systems Manager when they begin.
   *
   * @throws when a name is none, or when a parameter is given twice
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/running-automations-event-bridge.html
   */
  public static toAutomation(options: AutomationRouteOptions): AlarmRoute {
    return new AlarmRoute(new AutomationDelivery(options), { ...options, notifyRecovery: false });
  }

  /**
   * Alarms tell one topic after another for as long as they are on. The state of the alarm is looked at every minute for a day: when it is over, whoever was told
   * is told of that too, and nobody else any more. While the actions of a composite are suppressed, nobody is told. Whatever fails, the escalation goes on: an alarm
   * that cannot be looked at counts as on, and when a topic does not take a message the next step is due.
   *
   * Chat channels show only what CloudWatch itself publishes: give them a route of their own.
   *
   * @throws when steps are too many, out of order or too late, or when a service that takes the route has alarms in another Region
   */
  public static escalating(options: EscalationOptions): AlarmRoute {
    return new AlarmRoute(new EscalationDelivery(options.steps), options);
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

  /** Whether the route is an action of each alarm, of which an alarm has five at most. @internal */
  public get _isAction(): boolean {
    return this.delivery.actionArn !== undefined;
  }

  /** Whether alarms of other Regions have to be relayed to the route, as it acts in its own only. @internal */
  public get _isRelayed(): boolean {
    return this.delivery.receive !== undefined;
  }

  /** The resources that alarms travel through, where they are ones that can be observed. @internal */
  public get _through(): readonly IConstruct[] {
    return this.delivery.through ?? [];
  }

  /** The topics that need a subscriber. @internal */
  public get _topics(): readonly IConstruct[] {
    return this.delivery.topics ?? [];
  }

  /** What arrives where, once the app is complete. @internal */
  public get _details(): RouteDetails {
    return this.delivery.details();
  }

  /** Called once for each service. @internal */
  public _attachTo(service: RoutedAlarms, id: string): void {
    this.delivery.prepare?.(service, id, this);
  }

  /** Called once for each service that has alarms in other Regions. @internal */
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
    if (!this.accepts(severity)) return;
    this.delivery.examine?.(alarm, service);
    if (!this.delivery.actionArn) return;
    const alarmActionArn = this.delivery.actionArn(alarm, severity, service);
    const action = { bind: () => ({ alarmActionArn }) };
    alarm.addAlarmAction(action);
    if (this.notifyRecovery) alarm.addOkAction(action);
  }
}
