import type { Duration } from 'aws-cdk-lib';
import { complaint } from '../core/private/errors';
import type { StrategyPlan } from './private/strategy-plan';

/** Options of `DeploymentStrategy.canary`. */
export interface CanaryStrategyOptions {
  /** Part of the traffic that the new version gets first, in percent: 1 to 99, whole for functions; from 0.1 on for ECS. */
  readonly percentage: number;

  /** How long it gets no more than that: 1 minute to 2 days for functions, up to 1 day for ECS; whole minutes. */
  readonly bake: Duration;

  /**
   * How long the old version is kept once all traffic has shifted, so that going back takes seconds: whole minutes, up to 1 day. CodeDeploy does not keep watching a function after
   * the last shift, and takes none.
   *
   * @default - 15 minutes for ECS, none for functions
   */
  readonly finalBake?: Duration;
}

/** Options of `DeploymentStrategy.linear`. */
export interface LinearStrategyOptions {
  /** Part of the traffic, or of the targets of a configuration, that each step adds, in percent: 1 to 99, whole for functions; from 3 on for ECS. */
  readonly percentage: number;

  /** How long each step takes: whole minutes. All steps of a function take 2 days at most, those of a configuration 1 day. */
  readonly every: Duration;

  /**
   * How long alarms are watched after the last step: whole minutes, up to 1 day. CodeDeploy does not keep watching a function after the last shift, and takes none.
   *
   * @default - 15 minutes for ECS and feature flags, none for functions
   */
  readonly finalBake?: Duration;
}

/** Options of `DeploymentStrategy.exponential`. */
export interface ExponentialStrategyOptions {
  /** Part of the targets that the first step reaches, in percent: 1 to 99. Each further step doubles it. */
  readonly percentage: number;

  /** How long all steps take together: whole minutes, up to 1 day. */
  readonly over: Duration;

  /**
   * How long alarms are watched after the last step: whole minutes, up to 1 day.
   *
   * @default Duration.minutes(15)
   */
  readonly finalBake?: Duration;
}

/** Options of `DeploymentStrategy.blueGreen`. */
export interface BlueGreenStrategyOptions {
  /**
   * How long the old tasks are kept once all traffic has shifted: whole minutes, up to 1 day.
   *
   * @default Duration.minutes(15)
   */
  readonly finalBake?: Duration;
}

/** Options of `DeploymentStrategy.allAtOnce`. */
export interface AllAtOnceStrategyOptions {
  /** Why nobody needs to be spared a bad version, for whoever reviews it. It is shown at synthesis, and stands in a tag and in the acknowledgement of the rules that it goes against. */
  readonly reason: string;
}

/** How traffic, or the targets of a configuration, come to a new version. */
export class DeploymentStrategy {
  /** A part first, and the rest at once if all is well after a while. For functions and ECS services. */
  public static canary(options: CanaryStrategyOptions): DeploymentStrategy {
    return new DeploymentStrategy({ kind: 'canary', ...options });
  }

  /** Equal parts, one after the other. For functions, ECS services and feature flags. */
  public static linear(options: LinearStrategyOptions): DeploymentStrategy {
    return new DeploymentStrategy({ kind: 'linear', ...options });
  }

  /** Parts that double. For feature flags. */
  public static exponential(options: ExponentialStrategyOptions): DeploymentStrategy {
    return new DeploymentStrategy({ kind: 'exponential', ...options });
  }

  /** All traffic at once to tasks that were started and tested beside the old ones, which are kept for a while. For ECS services. */
  public static blueGreen(options: BlueGreenStrategyOptions = {}): DeploymentStrategy {
    return new DeploymentStrategy({ kind: 'blueGreen', ...options });
  }

  /** New tasks replace old ones little by little, and the circuit breaker goes back if they do not start. For ECS services that serve no requests. */
  public static rolling(): DeploymentStrategy {
    return new DeploymentStrategy({ kind: 'rolling' });
  }

  /**
   * Everything at once, with nothing that could be noticed before everybody has it.
   *
   * @throws when the reason is empty
   */
  public static allAtOnce(options: AllAtOnceStrategyOptions): DeploymentStrategy {
    if (typeof options?.reason !== 'string' || options.reason.trim() === '') {
      throw complaint('DeploymentStrategy.allAtOnce', { what: 'there is no reason', received: options?.reason, fix: 'Say why nobody needs to be spared a bad version, or choose `canary` or `linear`' });
    }
    return new DeploymentStrategy({ kind: 'allAtOnce', ...options });
  }

  private constructor(
    /** @internal */
    public readonly _plan: StrategyPlan,
  ) {}
}
