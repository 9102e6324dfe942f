import { aws_cloudwatch as cloudwatch, aws_events as events, aws_ssm as ssm, Duration, Lazy, ReferenceStrength, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { consumed, outermostStack } from '../core/private/cross-stack';
import { complaint } from '../core/private/errors';
import { LIMITS } from '../core/private/limits';
import { markOwn } from '../core/private/own-constructs';
import { DEFAULT_DELIVERY_NAMESPACE, DELIVERY_DEFAULTS, DELIVERY_METRICS } from '../core/schemas/private/delivery';
import {
  DEFAULT_INCIDENT_PATH, INCIDENT_ENVIRONMENT, INCIDENT_PARAMETERS, INCIDENT_TASKS, NO_REVIEWS, OPS_ITEM_SOURCE,
  type IncidentAutomation, type RespondingService,
} from '../core/schemas/private/incidents';
import { Severity } from '../core/severity';
import type { IncidentResponseProps } from './incident-response-props';
import { alarmPatterns } from './private/incidents/alarm-patterns';
import { checkIncidentProps, DEFAULT_REVIEW_DUE, reminderOf } from './private/incidents/check-props';
import { IncidentFunction, INCIDENT_FUNCTION_TIMEOUT } from './private/incidents/incident-function';
import { IncidentQueue } from './private/incidents/incident-queue';
import { ticket, watchResponse } from './private/incidents/incident-watch';
import { openToIncidents } from './private/incidents/notified-topic';

/** How often it is looked for alarms that are on without an incident, and for the other alarms of incidents. */
const LOOK_EVERY = Duration.minutes(5);

/**
 * Writes incidents down as OpsItems of Systems Manager OpsCenter: one for each incident of a service, with what an engineer does first, runbook, dashboards, owner and
 * what alarms did when. One that people resolved gets a review with a date.
 *
 * One for each account and Region, or for an app; services join it by their property `incidentResponse`. Alarms of global resources, in other Regions, open no incident here.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/OpsCenter.html
 *
 * @example
 * import { IncidentResponse, ObservedService } from 'cdk-pillars';
 *
 * const incidentResponse = new IncidentResponse(this, 'Incidents', { notify: onCall });
 *
 * new ObservedService(this, 'Checkout', { serviceName: 'checkout', owner: 'payments-team', incidentResponse });
 */
export class IncidentResponse extends Construct {
  private readonly queue: IncidentQueue;
  private readonly path: string;
  private readonly namespace: string;
  private readonly services = new Set<string>();
  private readonly automations = new Map<string, IncidentAutomation[]>();

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @throws when a duration, a name or the template is out of range, or when an alarm on overdue reviews would tell nobody
   */
  constructor(scope: Construct, id: string, private readonly props: IncidentResponseProps = {}) {
    super(scope, id);
    markOwn(this);
    this.path = props.registryPath ?? DEFAULT_INCIDENT_PATH;
    this.namespace = props.metricNamespace ?? DEFAULT_DELIVERY_NAMESPACE;
    checkIncidentProps(this, props, this.path, this.namespace);
    if (props.notify) openToIncidents(props.notify, this);
    this.queue = new IncidentQueue(this, 'Queue', INCIDENT_FUNCTION_TIMEOUT);
    const { handler } = new IncidentFunction(this, 'Function', {
      queue: this.queue.queue, registryPath: this.path, environment: this.settings(), logRetention: props.logRetention,
    });
    watchResponse(this, this.queue, handler, props.notify);
    this.addRules();
    if (props.reviewTemplate !== undefined) this.parameter('Template', INCIDENT_PARAMETERS.template, 'What reviews of incidents ask', props.reviewTemplate);
  }

  /**
   * Registers a service.
   *
   * @internal
   */
  public _addService(scope: Construct, service: RespondingService): void {
    const { service: name, environment, alarms } = service;
    const key = `${name}-${environment}`;
    const [here, there] = [outermostStack(this), outermostStack(scope)];
    if (here.region !== there.region || here.account !== there.account) {
      throw complaint(scope, {
        what: `the alarms of the service and the incident response ${this.node.path} are in different accounts or Regions`,
        received: `${there.account}/${there.region}`, valid: `${here.account}/${here.region}`, fix: 'Make an IncidentResponse for each account and Region',
      });
    }
    if (this.services.has(key)) throw complaint(scope, { what: `the service ${key} has an incident response already`, fix: 'Register each service once' });
    this.services.add(key);
    const runbook = service.runbook && consumed(service.runbook, Stack.of(this), ReferenceStrength.WEAK);
    const content = Lazy.uncachedString({
      produce: () => this.contentOf({ ...service, runbook, automations: [...service.automations ?? [], ...this.automations.get(key) ?? []] }),
    });
    const parameter = this.parameter(`Service-${key}`, `${INCIDENT_PARAMETERS.services}/${name}/${environment}`, `Incidents of ${name} (${environment})`, content);
    alarmPatterns(alarms).forEach((eventPattern, index) => {
      const rule = new events.Rule(this, `Alarms-${key}${index === 0 ? '' : `-${index + 1}`}`, {
        description: `Incidents of ${name} (${environment})`, eventPattern, targets: [this.queue.target(key)],
      });
      rule.node.addDependency(parameter);
    });
    if (this.props.alarmOnOverdueReviews) this.alarmOnOverdue(key, name, environment);
  }

  /**
   * Shows documents in the OpsItems of a service, whether it is registered by now or later.
   *
   * @internal
   */
  public _addAutomations(service: string, environment: string, automations: readonly IncidentAutomation[]): void {
    const key = `${service}-${environment}`;
    this.automations.set(key, [...this.automations.get(key) ?? [], ...automations]);
  }

  private addRules(): void {
    new events.Rule(this, 'Resolved', {
      description: 'Incidents that people resolved',
      eventPattern: { source: ['aws.ssm'], detailType: ['OpsItem Update'], detail: { status: ['Resolved', 'Closed'], source: [OPS_ITEM_SOURCE] } },
      targets: [this.queue.target('reviews')],
    });
    const tasks = [['Look', INCIDENT_TASKS.sweep, LOOK_EVERY], ['Reviews', INCIDENT_TASKS.reviews, Duration.hours(1)]] as const;
    for (const [id, kind, every] of tasks) {
      new events.Rule(this, id, {
        description: kind === INCIDENT_TASKS.sweep ? 'Looks at the alarms of incidents' : 'Counts reviews that are overdue',
        schedule: events.Schedule.rate(every),
        // With the time, as the queue takes the same message once in five minutes.
        targets: [this.queue.target(kind, events.RuleTargetInput.fromObject({ kind, time: events.EventField.time }))],
      });
    }
  }

  private alarmOnOverdue(key: string, Service: string, Environment: string): void {
    ticket(this, `Overdue-${key}`, this.props.notify, {
      metric: new cloudwatch.Metric({
        namespace: this.namespace, metricName: DELIVERY_METRICS.overdueReviews, dimensionsMap: { Service, Environment },
        period: Duration.hours(1), statistic: cloudwatch.Stats.MAXIMUM,
      }),
      what: `a review of an incident of ${Service} (${Environment}) is overdue`,
      cause: 'nobody took the time, or nobody knows that it is theirs', firstStep: 'open the reviews of the service in OpsCenter, agree on a day, and resolve them when they are done',
    });
  }

  private settings(): { [name: string]: string } {
    const { props } = this;
    const seconds = (duration: Duration | undefined, byDefault: Duration) => String((duration ?? byDefault).toSeconds());
    return {
      [INCIDENT_ENVIRONMENT.registryPath]: this.path,
      [INCIDENT_ENVIRONMENT.namespace]: this.namespace,
      [INCIDENT_ENVIRONMENT.reopenWithin]: seconds(props.reopenWithin, Duration.seconds(DELIVERY_DEFAULTS.reopenSeconds)),
      [INCIDENT_ENVIRONMENT.reviewDue]: seconds(props.reviewDue, DEFAULT_REVIEW_DUE),
      [INCIDENT_ENVIRONMENT.reviewReminder]: String(reminderOf(props).toSeconds()),
      [INCIDENT_ENVIRONMENT.minimumReviewSeverity]: props.reviews ?? true ? props.minimumReviewSeverity ?? Severity.PAGE : NO_REVIEWS,
      [INCIDENT_ENVIRONMENT.resolveOnRecovery]: String(props.resolveOnRecovery ?? false),
      [INCIDENT_ENVIRONMENT.notify]: props.notify?.topicArn ?? '',
    };
  }

  private parameter(id: string, name: string, description: string, value: string): ssm.CfnParameter {
    return new ssm.CfnParameter(this, id, { name: `${this.path}/${name}`, type: 'String', tier: 'Intelligent-Tiering', description, value });
  }

  private contentOf(service: RespondingService): string {
    const content = Stack.of(this).toJsonString(service);
    const length = Buffer.byteLength(JSON.stringify(Stack.of(this).resolve(service)));
    if (length > LIMITS.parameter.advancedBytes) {
      throw complaint(this, {
        what: `what is to be known of the service ${service.service} does not fit into a parameter`, received: length, valid: `${LIMITS.parameter.advancedBytes} bytes`,
        fix: 'Name fewer automations, dashboards or alarms',
      });
    }
    return content;
  }
}
