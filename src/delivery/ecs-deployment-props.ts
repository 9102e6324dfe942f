import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { BaseService, CfnService, IDeploymentLifecycleHookTarget } from 'aws-cdk-lib/aws-ecs';
import type { ITargetGroupRef } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IChangeCalendar } from './change-calendar';
import type { DeploymentStrategy } from './deployment-strategy';

/** Where ECS shifts the traffic of a load balancer. */
export interface AlternateTargetOptions {
  /** A second target group, for the tasks beside the others; not the one that the service has already. */
  readonly targetGroup: ITargetGroupRef;

  /**
   * ARN of what requests come by: the rule of an Application Load Balancer, which forwards to both target groups, one of them with weight 0, or the listener of a Network Load
   * Balancer.
   */
  readonly productionRuleArn: string;

  /**
   * ARN of the rule, or of the listener, by which tests reach the new tasks before anybody else.
   *
   * @default - none
   */
  readonly testRuleArn?: string;
}

/** Properties of `SafeDeployment.ofEcsService`. */
export interface EcsDeploymentProps {
  /**
   * The service, deployed by ECS itself.
   *
   * @default - `cfnService`
   */
  readonly service?: BaseService;

  /**
   * The service as an L1.
   *
   * @default - `service`
   */
  readonly cfnService?: CfnService;

  /** Alarms that take a deployment back, 1 to 10, such as `rollbackAlarms` of the `ObservedService`. */
  readonly rollbackAlarms: IAlarm[];

  /**
   * How new tasks get traffic.
   *
   * @default - a canary of 10 percent for 10 minutes where `alternateTarget` is given, else blue/green; the old tasks are kept for 15 minutes
   */
  readonly strategy?: DeploymentStrategy;

  /**
   * Where traffic shifts. It belongs to the first target group of the service.
   *
   * @default - what the service has, such as an `AlternateTarget` of the CDK; Service Connect needs none
   */
  readonly alternateTarget?: AlternateTargetOptions;

  /**
   * Functions that ECS asks at stages of a deployment, such as a `DeploymentLifecycleLambdaTarget` with tests. Of an L2 only.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html
   */
  readonly lifecycleHooks?: IDeploymentLifecycleHookTarget[];

  /**
   * Change calendars that must be open for a deployment to begin. ECS asks before it starts new tasks, and takes the deployment back while one of them is closed.
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
}
