import type { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { InstrumentationLanguage } from './instrumentation-language';

/** How the tasks of a task definition are instrumented. */
export interface TaskInstrumentation {
  /** Language of the program in the container. */
  readonly language: InstrumentationLanguage;

  /** Name of the service in traces and metrics: a literal of 1 to 64 letters, digits, `-` and `_`. */
  readonly serviceName: string;

  /**
   * Name of the container that is instrumented.
   *
   * @default - the default container of the task definition
   */
  readonly containerName?: string;

  /**
   * Whether a program for Node.js consists of ES modules, which are loaded otherwise.
   *
   * @default false
   */
  readonly esModules?: boolean;

  /**
   * Image of the CloudWatch agent.
   *
   * @default - the version that was known on 20 November 2025
   */
  readonly agentImage?: ContainerImage;

  /**
   * Image of the auto-instrumentation of the language.
   *
   * @default - the version that was known on 20 November 2025
   */
  readonly instrumentationImage?: ContainerImage;

  /**
   * For how long the log of the agent and of the auto-instrumentation is kept.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;
}
