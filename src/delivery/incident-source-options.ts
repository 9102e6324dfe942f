import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { Severity } from '../core/severity';

/** Whose incident it is that a tool tells of. */
export interface IncidentSourceService {
  /** The service, as `ObservedService` names it: a literal of 1 to 64 letters, digits, `-` and `_`. */
  readonly serviceName: string;

  /** Its environment, as `ObservedService` names it: a literal of 1 to 64 letters, digits, `-` and `_`. */
  readonly environment: string;

  /**
   * How grave its incidents are.
   *
   * @default Severity.PAGE
   */
  readonly severity?: Severity;
}

/** Options of `IncidentSource`. */
export interface IncidentSourceOptions {
  /**
   * The bus that the tool sends to, in the account and Region of the telemetry: the partner bus of the tool, or one of your own that its webhooks are put on.
   *
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-saas.html
   */
  readonly eventBus: IEventBus;

  /**
   * The services by what the tool calls them; at least one, of literals. Each takes three rules of the bus, which has 300 unless AWS raises that.
   *
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
   */
  readonly services: { readonly [key: string]: IncidentSourceService };

  /**
   * Where in an event the payload of the tool stands: a path of names from `$.detail` on.
   *
   * @default - where it stands if the body of a webhook is the detail of the event: `$.detail.event` for PagerDuty, `$.detail` for Opsgenie
   */
  readonly payloadPath?: string;
}
