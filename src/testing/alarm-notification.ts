import type { AlarmState } from 'aws-cdk-lib/aws-cloudwatch';

/** A change of the state of an alarm in a simulation. */
export interface AlarmStateChange {
  /** The minute at whose end it changed: 5 is after five minutes. */
  readonly minute: number;

  /** Name of the alarm; the path of its construct where it has no literal name. */
  readonly alarmName: string;

  /** The state before. */
  readonly previousState: AlarmState;

  /** The state that it changed to. */
  readonly state: AlarmState;
}

/** Actions that an alarm executed in a simulation. */
export interface AlarmNotification {
  /** The minute at whose end they were executed: 5 is after five minutes. */
  readonly minute: number;

  /** Name of the alarm; the path of its construct where it has no literal name. */
  readonly alarmName: string;

  /** The state that they are about. */
  readonly state: AlarmState;

  /**
   * What was executed: literal names and ARNs, or the paths of the constructs that stand for them, such as a topic; of alarms that are heard through EventBridge, the
   * name or path of the rule.
   */
  readonly actions: string[];
}

/** An alarm that is not simulated. It stays in `INSUFFICIENT_DATA`. */
export interface LeftOutAlarm {
  /** Name of the alarm; the path of its construct where it has no literal name. */
  readonly alarmName: string;

  /** Why not. */
  readonly reason: string;
}
