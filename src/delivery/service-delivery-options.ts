import type { IPipeline } from 'aws-cdk-lib/aws-codepipeline';
import type { IConstruct } from 'constructs';
import type { DeploymentSource } from './deployment-source';
import type { PerformanceBands } from './performance-bands';

/** What of the deliveries of a service cannot be found by itself. */
export interface ServiceDeliveryOptions {
  /**
   * Where deployments are told of. A change that goes through a pipeline updates stacks, which deploy ECS services: of several sources that tell of it, one counts.
   *
   * @default - the first that the service has of pipelines, stacks, CodeDeploy, ECS and Lambda aliases; custom events only when they are named here
   */
  readonly countedSource?: DeploymentSource;

  /**
   * Pipelines that deploy the service, in its account and Region.
   *
   * @default - those among the resources of the service
   */
  readonly pipelines?: IPipeline[];

  /**
   * Names of further stacks that are deployed for the service: literals.
   *
   * @default - the stacks of its resources
   */
  readonly stacks?: string[];

  /**
   * Further deployment groups of CodeDeploy, each as `<application>/<deployment group>`.
   *
   * @default - those among the resources of the service
   */
  readonly deploymentGroups?: string[];

  /**
   * Constructs whose stacks, pipelines, deployment groups, ECS services, aliases and canaries belong to the service although it does not observe them.
   *
   * @default - none
   */
  readonly constructs?: IConstruct[];

  /**
   * The levels that the operations dashboard draws beside the numbers.
   *
   * @default - those of the DORA report of 2024, the latest that has levels
   * @see https://dora.dev/research/2024/dora-report/
   */
  readonly bands?: PerformanceBands;
}
