import { Duration, Token } from 'aws-cdk-lib';
import type { IBaseService } from 'aws-cdk-lib/aws-ecs';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { complaint } from '../core/private/errors';
import { automationName } from './private/automations/check-options';
import { failOverCluster } from './private/game-days/database-faults';
import { delayTaskNetwork, stopTasks } from './private/game-days/ecs-faults';
import type { Fault } from './private/game-days/fault';
import { checkedPrefix, delayInvocations, failInvocations } from './private/game-days/function-faults';

/** Options of every experiment. */
export interface FaultExperimentOptions {
  /**
   * Name within the service: a literal of 1 to 60 small letters, digits and `-`.
   *
   * @default - what is done, such as `stop-tasks`
   */
  readonly name?: string;
}

/** Options of experiments on some of many. */
export interface PartialFaultOptions extends FaultExperimentOptions {
  /**
   * How many of the tasks or invocations are hit, in percent: a literal from 1 to 100.
   *
   * @default 25
   */
  readonly percent?: number;

  /**
   * How long the fault lasts: whole seconds, 1 minute to 12 hours. Tasks that are stopped are stopped once, so it means nothing to `stopTasks`.
   *
   * @default Duration.minutes(5)
   */
  readonly duration?: Duration;
}

/** Options of `FaultExperiment.delayTaskNetwork`. */
export interface NetworkDelayOptions extends PartialFaultOptions {
  /**
   * How much later each packet leaves: whole milliseconds, 1 ms to 60 s.
   *
   * @default Duration.millis(200)
   */
  readonly delay?: Duration;
}

/** Options of experiments on a Lambda function, through the extension of Fault Injection Service. */
export interface InvocationFaultOptions extends PartialFaultOptions {
  /**
   * The bucket by which the service tells the extension what to do. The function needs the layer of the extension, `AWS_LAMBDA_EXEC_WRAPPER` and
   * `AWS_FIS_CONFIGURATION_LOCATION` with the ARN of the bucket and the prefix, and read access to it.
   *
   * @see https://docs.aws.amazon.com/fis/latest/userguide/use-lambda-actions.html
   */
  readonly configurationBucket: IBucket;

  /**
   * The folder in the bucket: a literal that ends with `/`.
   *
   * @default 'FisConfigs/'
   */
  readonly configurationPrefix?: string;
}

/** Options of `FaultExperiment.delayInvocations`. */
export interface InvocationDelayOptions extends InvocationFaultOptions {
  /**
   * How much later an invocation begins: whole milliseconds, 1 ms to 15 minutes.
   *
   * @default Duration.seconds(2)
   */
  readonly delay?: Duration;
}

/** Options of `FaultExperiment.failInvocations`. */
export interface InvocationErrorOptions extends InvocationFaultOptions {
  /**
   * Whether the code of the function does not run at all, or runs and its answer is lost.
   *
   * @default true
   */
  readonly preventExecution?: boolean;
}

/**
 * One fault for a game day. Give it to `GameDay`.
 *
 * @see https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html
 */
export class FaultExperiment {
  /**
   * Stops tasks of an ECS service, which ECS replaces.
   *
   * @throws when an option is out of range
   */
  public static stopTasks(service: IBaseService, options: PartialFaultOptions = {}): FaultExperiment {
    const { name, percent } = checked('stop-tasks', options);
    return new FaultExperiment(name, stopTasks(service, percent));
  }

  /**
   * Slows the network of tasks of an ECS service, through its fault injection endpoints. Their task definition needs `enableFaultInjection`, `pidMode` `task`, a network
   * mode other than `bridge` and a sidecar with the SSM agent, and ECS Exec has to be off.
   *
   * @throws when an option is out of range
   * @see https://docs.aws.amazon.com/fis/latest/userguide/ecs-task-actions.html
   */
  public static delayTaskNetwork(service: IBaseService, options: NetworkDelayOptions = {}): FaultExperiment {
    const { name, percent, duration } = checked('delay-task-network', options);
    const delayMilliseconds = milliseconds(name, options.delay ?? Duration.millis(200), 60_000);
    return new FaultExperiment(name, delayTaskNetwork(service, percent, { duration, delayMilliseconds }));
  }

  /**
   * Lets invocations of a Lambda function begin later.
   *
   * @throws when an option is out of range
   */
  public static delayInvocations(target: IFunction, options: InvocationDelayOptions): FaultExperiment {
    const { name, percent, duration } = checked('delay-invocations', options);
    const delayMilliseconds = milliseconds(name, options.delay ?? Duration.seconds(2), 900_000);
    return new FaultExperiment(name, delayInvocations(target, percent, { duration, delayMilliseconds }, configurationOf(name, options)));
  }

  /**
   * Lets invocations of a Lambda function fail.
   *
   * @throws when an option is out of range
   */
  public static failInvocations(target: IFunction, options: InvocationErrorOptions): FaultExperiment {
    const { name, percent, duration } = checked('fail-invocations', options);
    const { preventExecution = true } = options;
    return new FaultExperiment(name, failInvocations(target, percent, { duration, preventExecution }, configurationOf(name, options)));
  }

  /**
   * Fails an Aurora cluster over to a reader.
   *
   * @throws when an option is out of range
   */
  public static failOverCluster(cluster: IDatabaseCluster, options: FaultExperimentOptions = {}): FaultExperiment {
    return new FaultExperiment(automationName(options.name ?? 'fail-over-cluster'), failOverCluster(cluster));
  }

  private constructor(
    /** Name within the service. */
    public readonly name: string,
    /** @internal */
    public readonly _fault: Fault,
  ) {}
}

function checked(kind: string, options: PartialFaultOptions): { name: string; percent: number; duration: Duration } {
  const name = automationName(options.name ?? kind);
  const { percent = 25, duration = Duration.minutes(5) } = options;
  if (Token.isUnresolved(percent) || !Number.isInteger(percent) || percent < 1 || percent > 100) {
    throw complaint(name, { what: 'that is no share', received: percent, valid: 'a literal whole number from 1 to 100' });
  }
  const seconds = duration.isUnresolved() ? NaN : duration.toSeconds({ integral: false });
  if (!Number.isInteger(seconds) || seconds < 60 || seconds > 43_200) {
    throw complaint(name, { what: 'that is no time for a fault', received: duration.isUnresolved() ? 'a token' : `${seconds} seconds`, valid: 'whole seconds, 1 minute to 12 hours' });
  }
  return { name, percent, duration };
}

function milliseconds(name: string, delay: Duration, longest: number): number {
  const value = delay.isUnresolved() ? NaN : delay.toMilliseconds({ integral: false });
  if (Number.isInteger(value) && value >= 1 && value <= longest) return value;
  throw complaint(name, { what: 'that is no delay', received: delay.isUnresolved() ? 'a token' : `${value} ms`, valid: `whole milliseconds, 1 to ${longest}` });
}

function configurationOf(name: string, { configurationBucket: bucket, configurationPrefix = 'FisConfigs/' }: InvocationFaultOptions) {
  return { bucket, prefix: checkedPrefix(name, configurationPrefix) };
}
