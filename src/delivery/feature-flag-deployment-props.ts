import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IChangeCalendar } from './change-calendar';
import type { DeploymentStrategy } from './deployment-strategy';

/** A feature that is switched on or off. */
export interface FeatureFlag {
  /** Whether it is on. */
  readonly enabled: boolean;

  /**
   * What is switched.
   *
   * @default - its key
   */
  readonly title?: string;

  /**
   * Values that go with it, by name: texts, numbers, booleans, or lists of texts or of numbers.
   *
   * @default - none
   */
  readonly attributes?: { [name: string]: any };
}

/** Properties of `SafeDeployment.ofFeatureFlags`. */
export interface FeatureFlagDeploymentProps {
  /** Name of the application in AppConfig: a literal of 1 to 64 characters. */
  readonly applicationName: string;

  /**
   * Name of the environment in AppConfig: a literal of 1 to 64 characters.
   *
   * @default 'live'
   */
  readonly environmentName?: string;

  /**
   * Name of the configuration profile: a literal of 1 to 64 characters.
   *
   * @default - 'flags', or 'configuration' for `content`
   */
  readonly profileName?: string;

  /**
   * The flags, by their keys: letters, digits, `-` and `_`, beginning with a letter, up to 64 characters.
   *
   * @default - `content`
   */
  readonly flags?: { [key: string]: FeatureFlag };

  /**
   * Configuration of any other form, which takes a validator.
   *
   * @default - `flags`
   */
  readonly content?: string;

  /**
   * Media type of `content`.
   *
   * @default 'application/json'
   */
  readonly contentType?: string;

  /**
   * A JSON schema of draft 4 that `content` has to follow, as text.
   *
   * @default - none
   */
  readonly jsonSchema?: string;

  /**
   * A function that validates the content before it is deployed; AppConfig gets permission to invoke it.
   *
   * @default - none
   */
  readonly validator?: IFunction;

  /** Alarms that take a deployment back, 1 to 5, such as the first of `rollbackAlarms` of the `ObservedService`. */
  readonly rollbackAlarms: IAlarm[];

  /**
   * How the content reaches its targets: linear, exponential, or all at once for a reason.
   *
   * @default - 20 percent every 6 minutes, and 15 minutes in which alarms are watched afterwards
   */
  readonly strategy?: DeploymentStrategy;

  /**
   * Change calendars that must be open for a deployment to begin. One of them that is closed makes a stack whose content changes fail, and a rollback of it too: deploy
   * by a pipeline that asks before.
   *
   * @default - none
   */
  readonly calendars?: IChangeCalendar[];

  /**
   * Further alarms that must not be in ALARM for a deployment to begin, such as `budgetAlarm` of an objective.
   *
   * @default - none
   */
  readonly gateAlarms?: IAlarm[];

  /**
   * The key that the content is encrypted with.
   *
   * @default - a key of AppConfig
   */
  readonly encryptionKey?: IKey;
}
