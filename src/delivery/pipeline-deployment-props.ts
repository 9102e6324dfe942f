import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Pipeline } from 'aws-cdk-lib/aws-codepipeline';
import type { IChangeCalendar } from './change-calendar';

/** Properties of `SafeDeployment.ofPipeline`. */
export interface PipelineDeploymentProps {
  /** The pipeline, of type V2. Of CDK Pipelines, it is `pipeline` once `buildPipeline()` was called. */
  readonly pipeline: Pipeline;

  /** Name of the stage that deploys to production: neither the first one nor a token. */
  readonly stageName: string;

  /**
   * Alarms that must not be in ALARM for the stage to be entered, such as `budgetAlarm` of each objective.
   *
   * @default - none, which takes `calendars`
   */
  readonly budgetAlarms?: IAlarm[];

  /**
   * Change calendars that must be open for the stage to be entered.
   *
   * @default - none, which takes `budgetAlarms`
   */
  readonly calendars?: IChangeCalendar[];

  /**
   * Whether every stage that deploys goes back to its last success when it fails. Stages that say themselves what is done about a failure are left alone.
   *
   * @default true
   */
  readonly rollBackStages?: boolean;
}
