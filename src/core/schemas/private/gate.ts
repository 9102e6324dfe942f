/** What the gate of `src/delivery` and its function in `handlers/gate` agree on. */

/** Environment variable with the conditions, as JSON. */
export const GATE_CONDITIONS = 'GATE_CONDITIONS';

/** What must hold for a deployment to begin: all of it. */
export interface GateConditions {
  /** Names or ARNs of change calendars that must be open. */
  readonly calendars: readonly string[];
  /** Names of alarms that must be there and not be in ALARM. */
  readonly alarms: readonly string[];
  /** Names of alarms that must not be in ALARM. They may be made together with what is deployed, and need not be there yet. */
  readonly rollbackAlarms: readonly string[];
}

/** Whether a deployment may begin, and why it may or may not. */
export interface GateAnswer {
  readonly open: boolean;
  readonly reason: string;
}
