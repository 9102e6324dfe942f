import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { complaint } from '../core/private/errors';
import { INCIDENT_SEVERITIES } from '../core/schemas/private/delivery';
import { NAME } from '../core/schemas/private/fields';
import { Severity } from '../core/severity';
import type { IncidentSourceOptions, IncidentSourceService } from './incident-source-options';
import { addIncidentRules, type IncidentQueues, letBusSend } from './private/incident-rules';
import { type IncidentTool, OPSGENIE, PAGER_DUTY } from './private/incident-tools';

/**
 * A tool that people open, acknowledge and resolve incidents in, and that sends events of that to an event bus. Rules on the bus make events of incidents out of them, without a server or a
 * function in between.
 */
export class IncidentSource {
  /**
   * Incidents of PagerDuty, by its V3 webhooks: triggered and reopened, acknowledged, resolved. Services go by the ids that PagerDuty gives them, such as `PIJ90N7`.
   *
   * @throws when an option is not valid
   * @see https://developer.pagerduty.com/docs/webhooks/v3-overview/
   */
  public static pagerDuty(options: IncidentSourceOptions): IncidentSource {
    return new IncidentSource(PAGER_DUTY, options);
  }

  /**
   * Alerts of Opsgenie, and of Jira Service Management in its place: created, acknowledged, closed. Alerts have no service, so services go by a tag, such as `service:checkout`. Atlassian ends
   * Opsgenie in April 2027.
   *
   * @throws when an option is not valid
   * @see https://support.atlassian.com/opsgenie/docs/opsgenie-edge-connector-alert-action-data/
   */
  public static opsgenie(options: IncidentSourceOptions): IncidentSource {
    return new IncidentSource(OPSGENIE, options);
  }

  private readonly payloadPath: string;

  private constructor(private readonly tool: IncidentTool, private readonly options: IncidentSourceOptions) {
    this.payloadPath = options.payloadPath ?? tool.payloadPath;
    const where = `IncidentSource of ${tool.title}`;
    if (!/^\$\.detail(\.[A-Za-z0-9_-]+)*$/.test(this.payloadPath)) {
      throw complaint(where, { what: 'payloadPath is no path in the detail of an event', received: this.payloadPath, valid: '$.detail, or names after it, such as $.detail.event' });
    }
    if (Object.keys(options.services).length === 0) throw complaint(where, { what: 'there are no services', valid: 'one or more' });
    for (const [owner, service] of Object.entries(options.services)) checkService(where, owner, service);
  }

  /**
   * Lets the queue hear of incidents.
   *
   * @throws when the bus is elsewhere, or the scope hears of incidents of this tool already
   * @internal
   */
  public _hear(scope: Construct, queues: IncidentQueues): void {
    const { eventBus, services } = this.options;
    const { title } = this.tool;
    for (const place of ['account', 'region'] as const) {
      const [there, home] = [eventBus.env[place], Stack.of(scope)[place]];
      if (Token.isUnresolved(there) || Token.isUnresolved(home) || there === home) continue;
      throw complaint(scope, { what: `the event bus of ${title} is in another ${place === 'region' ? 'Region' : place}`, received: there, valid: home });
    }
    if (scope.node.tryFindChild(title)) throw complaint(scope, { what: `there are two sources of ${title}`, valid: 'one', fix: 'Give its services to the first' });
    const rules = new Construct(scope, title);
    for (const [owner, { serviceName, environment, severity = Severity.PAGE }] of Object.entries(services)) {
      const known = { service: serviceName, environment, severity };
      addIncidentRules(rules, { ...queues, tool: this.tool, payloadPath: this.payloadPath, eventBus, owner, known });
    }
    letBusSend(rules, eventBus, queues);
  }
}

function checkService(where: string, owner: string, { serviceName, environment, severity }: IncidentSourceService): void {
  if (Token.isUnresolved(owner) || owner.trim() === '') throw complaint(where, { what: 'a service goes by nothing', received: owner, valid: 'a literal that the tool knows it by' });
  for (const [name, value] of Object.entries({ serviceName, environment })) {
    if (Token.isUnresolved(value) || !NAME.isValid(value)) throw complaint(where, { what: `${name} of '${owner}' is no name of it`, received: value, valid: `a literal of ${NAME.valid}` });
  }
  if (severity !== undefined && !(INCIDENT_SEVERITIES as readonly string[]).includes(severity)) {
    throw complaint(where, { what: `severity of '${owner}' is none`, received: severity, valid: INCIDENT_SEVERITIES.join(', ') });
  }
}
