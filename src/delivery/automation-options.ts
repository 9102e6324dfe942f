import type { Duration } from 'aws-cdk-lib';
import type { IAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import type { IBaseService } from 'aws-cdk-lib/aws-ecs';
import type { ITargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/** Options of every automation. */
export interface AutomationOptions {
  /**
   * Name within the service, which ends the name of the document: a literal of 1 to 60 small letters, digits and `-`.
   *
   * @default - what the automation does, such as `restart-ecs-service`
   */
  readonly name?: string;

  /**
   * How long the result of the change is waited for: whole seconds, 1 minute to 24 hours. After that the execution has failed, and the change goes on.
   *
   * @default Duration.minutes(30)
   */
  readonly timeout?: Duration;
}

/** Options of an automation that sets a number. */
export interface CapacityAutomationOptions extends AutomationOptions {
  /** The largest number that the automation accepts: a literal of 1 or more. */
  readonly limit: number;

  /**
   * The smallest number that the automation accepts: a literal from 1 to `limit`. The number in force is read and shown to the approver, but not compared, as Automation compares with literals only.
   *
   * @default 1
   */
  readonly minimum?: number;
}

/** Options of `RunbookAutomation.redriveDeadLetterQueue`. */
export interface RedriveAutomationOptions extends AutomationOptions {
  /** The queue that the messages go to: as a rule the one that they came from. */
  readonly to: IQueue;
}

/** Options of `RunbookAutomation.raiseTableCapacity`. */
export interface TableCapacityAutomationOptions extends AutomationOptions {
  /** The largest number of read capacity units that the automation accepts: a literal of 1 or more. */
  readonly readLimit: number;

  /** The largest number of write capacity units that the automation accepts: a literal of 1 or more. */
  readonly writeLimit: number;
}

/** Options of `RunbookAutomation.scaleTargetGroup`: one of `service` and `group` is what the targets are of. */
export interface TargetGroupAutomationOptions extends CapacityAutomationOptions {
  /** The target group, whose targets are recorded with their health afterwards. */
  readonly targetGroup: ITargetGroup;

  /**
   * The ECS service whose tasks are the targets.
   *
   * @default - `group` has the targets
   */
  readonly service?: IBaseService;

  /**
   * The Auto Scaling group whose instances are the targets.
   *
   * @default - `service` has the targets
   */
  readonly group?: IAutoScalingGroup;
}

/** Options of `RunbookAutomation.rebootCacheCluster`. */
export interface CacheRebootAutomationOptions extends AutomationOptions {
  /**
   * Ids of the nodes to reboot: 1 to 40 literals of four digits.
   *
   * @default - `0001`, the only node of a cluster of Valkey or Redis OSS
   */
  readonly nodeIds?: string[];
}

/** Options of `RunbookAutomation.warmCache`. */
export interface WarmCacheAutomationOptions extends AutomationOptions {
  /**
   * What the function is called with.
   *
   * @default - an empty object
   */
  readonly payload?: { readonly [key: string]: any };
}

/** An Automation document of your own, on the terms of the others. */
export interface DocumentAutomationOptions {
  /** Name within the service, which ends the name of the document: a literal of 1 to 60 small letters, digits and `-`. */
  readonly name: string;

  /**
   * The document, of schema version 0.3 and at most 64 KB. Its role is given to it, and approvers to each `aws:approve` that names none. A step that changes something has to come
   * after an `aws:approve`.
   *
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-schemas-features.html
   */
  readonly content: { readonly [key: string]: any };

  /** What its role may do: what the steps call, on what they call it for. No action and, where an action knows resources, no resource is `*`. */
  readonly permissions: PolicyStatement[];

  /**
   * Why no person is asked before the document changes something.
   *
   * @default - one is asked: a change before the first `aws:approve` is an error
   */
  readonly unapprovedBecause?: string;
}
