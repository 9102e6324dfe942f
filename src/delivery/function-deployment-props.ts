import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alias, Function, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IChangeCalendar } from './change-calendar';
import type { DeploymentStrategy } from './deployment-strategy';

/** Properties of `SafeDeployment.ofFunction`. */
export interface FunctionDeploymentProps {
  /**
   * The function, whose current version gets an alias. Have whatever invokes the function invoke `alias`.
   *
   * @default - the one of `alias`
   */
  readonly handler?: Function;

  /**
   * An alias that is there, for one of your own that CodeDeploy does not shift yet.
   *
   * @default - one is made for `handler`
   */
  readonly alias?: Alias;

  /**
   * Name of the alias that is made: a literal.
   *
   * @default 'live'
   */
  readonly aliasName?: string;

  /** Alarms that take a deployment back, 1 to 10, such as `rollbackAlarms` of the `ObservedService`. */
  readonly rollbackAlarms: IAlarm[];

  /**
   * How traffic shifts: canary, linear, or all at once for a reason.
   *
   * @default - a canary of 10 percent for 10 minutes
   */
  readonly strategy?: DeploymentStrategy;

  /**
   * A function of yours that tests the new version before it gets traffic, and reports what it found to CodeDeploy. CodeDeploy takes one function there: with it, nothing asks for
   * `calendars`, `gateAlarms` and the rollback alarms before the deployment, so these go without it.
   *
   * @default - the gate of this construct
   * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
   */
  readonly preTrafficHook?: IFunction;

  /**
   * A function of yours that tests the new version once it has all traffic, and reports what it found to CodeDeploy.
   *
   * @default - none
   */
  readonly postTrafficHook?: IFunction;

  /**
   * Change calendars that must be open for a deployment to begin. One that takes a change back passes.
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
   * Whether a deployment may begin while a rollback alarm is in ALARM already. Nobody could tell then whether the new version fails too; a fix needs it set.
   *
   * @default false
   */
  readonly deployWhileAlarming?: boolean;
}
