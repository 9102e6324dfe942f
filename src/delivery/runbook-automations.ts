import { Duration, Stack } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct, type IConstruct } from 'constructs';
import { AlarmRoute } from '../alarms/alarm-route';
import type { AlarmRouteOptions } from '../alarms/alarm-route-options';
import { complaint } from '../core/private/errors';
import { markOwn } from '../core/private/own-constructs';
import { DEFAULT_DELIVERY_NAMESPACE } from '../core/schemas/private/delivery';
import type { Approval } from './private/automations/change-document';
import { checkAutomations, environmentName } from './private/automations/check-automations';
import { deployDocument, type DeployedDocument } from './private/automations/deployed-document';
import { ExecutionLog } from './private/automations/execution-log';
import type { RunbookAutomation } from './runbook-automation';

/** Properties of `RunbookAutomations`. */
export interface RunbookAutomationsProps {
  /** The service that the automations are for: a literal of 1 to 60 letters, digits, `.`, `-` and `_`. */
  readonly serviceName: string;

  /**
   * Its environment: a literal of 1 to 30 letters, digits, `.`, `-` and `_`.
   *
   * @default - the name of the Stage, or `default`
   */
  readonly environment?: string;

  /** The automations, at least one, with names that differ. */
  readonly automations: RunbookAutomation[];

  /** ARNs of the IAM users and roles that may approve a change: 1 to 10. */
  readonly approvers: string[];

  /**
   * How many of them have to approve: 1 to the number of `approvers`.
   *
   * @default 1
   */
  readonly neededApprovals?: number;

  /**
   * How long approval is waited for: whole seconds, 1 minute to 30 days. After that the execution has timed out, and nothing was changed.
   *
   * @default Duration.hours(1)
   */
  readonly approvalTimeout?: Duration;

  /**
   * The topic that is told that approval is wanted. AWS wants a name that begins with `Automation`.
   *
   * @default - nobody is told: the execution waits in the console
   */
  readonly approvalTopic?: ITopic;

  /**
   * The topic that is told, by an alarm, when an execution fails or times out.
   *
   * @default - there is no alarm
   */
  readonly failureTopic?: ITopic;

  /**
   * Namespace of the metric `AutomationExecutions`.
   *
   * @default 'CdkPillars/Delivery'
   */
  readonly namespace?: string;
}

/**
 * Runbook automations of a service: for each an Automation document, and a role that may do what the steps of the document do, on what they do it to, and nothing else.
 *
 * Each changes something only after an approver has said yes, and by default runs dry. Ends of executions are counted in the metric `AutomationExecutions` with the dimensions
 * `Service`, `Environment` and `Outcome` (`Success`, `Failed`, `TimedOut`, `Cancelled`, `Rejected`); dry runs end with `Success` too.
 *
 * @example
 * import { RunbookAutomation, RunbookAutomations } from 'cdk-pillars';
 *
 * new RunbookAutomations(this, 'Automations', {
 *   serviceName: 'checkout',
 *   approvers: ['arn:aws:iam::123456789012:role/OnCall'],
 *   automations: [RunbookAutomation.raiseReservedConcurrency(handler, { limit: 200 })],
 * });
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-documents.html
 */
export class RunbookAutomations extends Construct {
  /** Where the ends of executions are kept, for a year. */
  public readonly executionLog: ILogGroup;

  /** The alarm about executions that failed, where a topic is told of it. */
  public readonly failureAlarm?: Alarm;

  private readonly documents = new Map<string, DeployedDocument>();
  private readonly targets: ReadonlySet<IConstruct>;

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @throws when a name, a number or a time is out of range, two automations have one name, or nobody can approve
   */
  constructor(scope: Construct, id: string, props: RunbookAutomationsProps) {
    super(scope, id);
    markOwn(this);
    const { serviceName, automations, approvers, approvalTopic, neededApprovals = 1, approvalTimeout = Duration.hours(1) } = props;
    const environment = props.environment ?? environmentName(this);
    checkAutomations(this, { ...props, environment });
    const approval: Approval = { approvers, needed: neededApprovals, timeoutSeconds: approvalTimeout.toSeconds(), topicArn: approvalTopic?.topicArn };
    const topic = approvalTopic && { arn: approvalTopic.topicArn, keyArn: approvalTopic.masterKey?.keyArn };
    for (const { name, _source: source } of automations) {
      this.documents.set(name, deployDocument(this, { serviceName, environment, name, source, approval, topic }));
    }
    this.targets = new Set(automations.flatMap(({ _target: target }) => target ? [target.node.defaultChild ?? target] : []));
    const log = new ExecutionLog(this, 'Executions', {
      serviceName, environment, namespace: props.namespace ?? DEFAULT_DELIVERY_NAMESPACE,
      documentNames: this._documentNames, failureTopic: props.failureTopic,
    });
    this.executionLog = log.logGroup;
    this.failureAlarm = log.failureAlarm;
  }

  /**
   * Name of the Automation document of an automation.
   *
   * @throws when there is no automation of this name
   */
  public documentName(automation: string): string {
    return this.find(automation).documentName;
  }

  /**
   * The role that an automation runs with.
   *
   * @throws when there is no automation of this name
   */
  public role(automation: string): IRole {
    return this.find(automation).role;
  }

  /**
   * A route for alarms that starts an automation, not as a dry run, so that it waits for approval by the time somebody looks. The name of the alarm is its reason.
   *
   * @param parameters other parameters of the document, each a list as Automation wants it
   * @throws when there is no automation of this name, or its document has no parameters `DryRun` and `Reason`
   */
  public route(automation: string, parameters: { readonly [name: string]: string[] } = {}, options: AlarmRouteOptions = {}): AlarmRoute {
    const { documentName, role, parameterNames } = this.find(automation);
    for (const parameter of ['DryRun', 'Reason']) {
      if (!parameterNames.includes(parameter)) throw complaint(this, { what: `${automation} has no parameter ${parameter}`, received: parameterNames, fix: 'Use AlarmRoute.toAutomation with its parameters' });
    }
    return AlarmRoute.toAutomation({ ...options, documentName, assumeRole: role, parameters: { DryRun: ['false'], ...parameters }, alarmNameParameter: 'Reason' });
  }

  /**
   * Names of all documents.
   *
   * @internal
   */
  public get _documentNames(): string[] {
    return [...this.documents.values()].map(({ documentName }) => documentName);
  }

  /**
   * Whether one of them mends a resource, of which the L1 is given.
   *
   * @internal
   */
  public _mends(resource: IConstruct): boolean {
    return this.targets.has(resource);
  }

  private find(automation: string): DeployedDocument {
    const found = this.documents.get(automation);
    if (found) return found;
    throw complaint(this, { what: 'there is no automation of this name', received: automation, valid: [...this.documents.keys()].join(', '), fix: `Name one of those in ${Stack.of(this).node.path}` });
  }
}
