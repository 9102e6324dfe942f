import type { State } from './verdict';

/** How a suppressor holds back the actions of a composite alarm. */
export interface Suppression {
  readonly waitMinutes: number;
  readonly extensionMinutes: number;
}

/**
 * Whether the actions of a composite alarm are executed, minute by minute.
 *
 * A change of state waits for the suppressor, for `waitMinutes` at most. While the suppressor is in ALARM nothing is executed, nor for `extensionMinutes`
 * after. A change in between starts the waiting anew. What was held back is executed at the end for the state that the alarm is in then.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm_Suppression.html
 */
export class SuppressionGate {
  private isHeld = false;
  private wasSuppressing: boolean;
  /** The minute in which waiting or the extension ends, where the suppressor is not in ALARM. */
  private heldUntil?: number;

  constructor(private readonly suppression: Suppression, suppressor: State) {
    this.wasSuppressing = suppressor === 'ALARM';
  }

  /** Whether actions are executed in this minute, of the state that the alarm is in. */
  public opens(minute: number, hasChanged: boolean, suppressor: State): boolean {
    const isSuppressing = suppressor === 'ALARM';
    if (!isSuppressing && this.wasSuppressing) this.heldUntil = minute + this.suppression.extensionMinutes;
    this.wasSuppressing = isSuppressing;
    if (hasChanged) {
      this.isHeld = true;
      this.heldUntil = minute + this.suppression.waitMinutes;
    }
    if (isSuppressing) {
      this.heldUntil = undefined;
      return false;
    }
    if (this.heldUntil !== undefined && minute < this.heldUntil) return false;
    this.heldUntil = undefined;
    const opens = this.isHeld;
    this.isHeld = false;
    return opens;
  }
}

/**
 * Holds back actions while a mute rule is active. When it ends, they are executed if the alarm is still in the state for which they were muted.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules-behaviour.html
 */
export class MuteGate {
  private muted?: { readonly told: State; readonly state: State };
  private told: State;

  constructor(state: State) {
    this.told = state;
  }

  /** Whether actions are executed in this minute, of the state that the alarm is in. */
  public opens(wantsToAct: boolean, state: State, isMuted: boolean): boolean {
    if (isMuted) {
      if (wantsToAct) this.muted = { told: this.muted?.told ?? this.told, state };
      return false;
    }
    const { muted } = this;
    this.muted = undefined;
    const isLate = muted !== undefined && muted.state === state && muted.told !== state;
    if (!wantsToAct && !isLate) return false;
    this.told = state;
    return true;
  }
}
