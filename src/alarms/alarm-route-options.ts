import type { Duration } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Severity } from '../core/severity';
import type { OnCallHours } from './on-call-hours';

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

/** Options of a route over HTTPS, whose credential is a secret. */
export interface SecretRouteOptions extends AlarmRouteOptions {
  /**
   * The credential. EventBridge keeps a copy of its own, which CloudFormation renews when the connection changes and not when the secret is rotated.
   *
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-events-apidestination.html
   */
  readonly secret: ISecret;

  /**
   * The field of the secret that holds the credential, for a secret that is a JSON object.
   *
   * @default - the secret as a whole
   */
  readonly secretField?: string;
}

/** Options of a route to PagerDuty. */
export interface PagerDutyRouteOptions extends SecretRouteOptions {
  /**
   * Whether the account is in the service region of the EU.
   *
   * @default false
   */
  readonly europe?: boolean;
}

/** Options of a route to Opsgenie. */
export interface OpsgenieRouteOptions extends SecretRouteOptions {
  /**
   * Whether the account is in the EU instance.
   *
   * @default false
   */
  readonly europe?: boolean;
}

/** Options of a route to a Slack channel. */
export interface SlackRouteOptions extends SecretRouteOptions {
  /** Id of the channel, such as `C0123456789`. The bot has to be a member of it. */
  readonly channelId: string;
}

/** Options of a route to AWS DevOps Agent. */
export interface DevOpsAgentRouteOptions extends SecretRouteOptions {
  /** Address of the webhook of the agent space, as the console showed it when the webhook was made with an API key. */
  readonly webhookUrl: string;
}

/** Options of a route to an HTTP API of your own. */
export interface ApiDestinationRouteOptions extends SecretRouteOptions {
  /** Where alarms are posted to, beginning with `https://`. Whoever may read the template sees it: a secret does not belong in it. */
  readonly url: string;

  /**
   * The header that carries the credential.
   *
   * @default 'Authorization'
   */
  readonly headerName?: string;

  /**
   * What stands before the credential in the header, such as `Bearer`.
   *
   * @default - nothing
   */
  readonly scheme?: string;

  /**
   * How many requests a second the API takes, 1 to 300; more wait.
   *
   * @default 300
   */
  readonly requestsPerSecond?: number;
}

/** Options of a route to an Automation runbook of Systems Manager. */
export interface AutomationRouteOptions extends AlarmRouteOptions {
  /** Name of the Automation document. Those of AWS begin with `AWS`. */
  readonly documentName: string;

  /**
   * Version of the document: a number, `$DEFAULT` or `$LATEST`.
   *
   * @default '$DEFAULT'
   */
  readonly documentVersion?: string;

  /**
   * The role that the automation runs with. It is given as the parameter `AutomationAssumeRole`, which the document has to have.
   *
   * @default - the automation runs with the role that starts it, which may do nothing else
   */
  readonly assumeRole?: IRole;

  /**
   * Parameters of the document that are always the same, each a list as Automation wants it.
   *
   * @default - none
   */
  readonly parameters?: { readonly [name: string]: string[] };

  /**
   * The parameter that is given the name of the alarm.
   *
   * @default - none
   */
  readonly alarmNameParameter?: string;
}

/** Who is told when an alarm has been on for a while. */
export interface EscalationStep {
  /** Whom the step tells. */
  readonly topic: ITopic;

  /**
   * How long after the alarm began the step is due, if it is not over by then. Up to 23 hours, and no less than that of the step before.
   *
   * @default - at once for the first step; the other steps have to say
   */
  readonly after?: Duration;

  /**
   * When the topic is told. Outside these hours `outsideHours` is told instead. Without that, a ticket waits until they begin, and a page does not.
   *
   * @default - at any time
   */
  readonly hours?: OnCallHours;

  /**
   * Whom the step tells outside its hours.
   *
   * @default - tickets wait until the hours begin; pages are told to `topic` all the same
   */
  readonly outsideHours?: ITopic;
}

/** Options of a route that escalates. */
export interface EscalationOptions extends AlarmRouteOptions {
  /** Who is told, one after another: 1 to 10 steps. */
  readonly steps: EscalationStep[];
}
