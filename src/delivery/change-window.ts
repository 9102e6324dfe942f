import { Weekday } from '../alarms/on-call-hours';
import { complaint } from '../core/private/errors';
import { checkDay, checkMoment, checkTime, checkZone, type WindowPlan } from './private/window-plan';

/** Options of `ChangeWindow.once`. */
export interface SingleWindowOptions {
  /** What the window is for, such as `Christmas freeze`; 1 to 200 characters. */
  readonly name: string;

  /** When it begins, local time, as `2026-12-18T18:00`. */
  readonly begins: string;

  /** When it ends, local time, as `2027-01-04T06:00`. */
  readonly ends: string;

  /** Name of the time zone in the IANA database, such as `Europe/Berlin`. */
  readonly timeZone: string;
}

/** Options of `ChangeWindow.weekly`. */
export interface WeeklyWindowOptions {
  /** What the window is for, such as `Working hours`; 1 to 200 characters. */
  readonly name: string;

  /** When it begins, local time, `00:00` to `23:59`. */
  readonly begins: string;

  /** When it ends, local time, `00:00` to `24:00`. A time before `begins`, or the same, is one of the next day. */
  readonly ends: string;

  /** Name of the time zone in the IANA database, such as `Europe/Berlin`. Daylight saving time is observed. */
  readonly timeZone: string;

  /**
   * The days on which it begins.
   *
   * @default - Monday to Friday
   */
  readonly days?: Weekday[];

  /**
   * The first day on which it can begin, as `YYYY-MM-DD`.
   *
   * @default '2026-01-01'
   */
  readonly firstDay?: string;

  /**
   * The last day on which it can begin, as `YYYY-MM-DD`.
   *
   * @default - it goes on
   */
  readonly lastDay?: string;
}

const WORKING_DAYS = [Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY];

/** A time in which a change calendar is open, or closed: see `ChangeCalendar`. */
export class ChangeWindow {
  /**
   * A single time.
   *
   * @throws when the name is empty, a time or the time zone does not exist, or the end is not after the beginning
   */
  public static once(options: SingleWindowOptions): ChangeWindow {
    const { name, begins, ends, timeZone } = options;
    checkZone(name, timeZone);
    const [from, to] = [checkMoment(name, 'begins', begins, timeZone), checkMoment(name, 'ends', ends, timeZone)];
    if (from >= to) throw complaint('ChangeWindow', { what: `${name} ends before it begins`, received: `${begins} to ${ends}` });
    return new ChangeWindow(name, { kind: 'once', name, from, to });
  }

  /**
   * Hours of the week.
   *
   * @throws when the name is empty, there is no day, or a time, a day or the time zone does not exist
   */
  public static weekly(options: WeeklyWindowOptions): ChangeWindow {
    const { name, begins, ends, timeZone, days = WORKING_DAYS, firstDay = '2026-01-01', lastDay } = options;
    checkZone(name, timeZone);
    checkTime(name, 'begins', begins, false);
    checkTime(name, 'ends', ends, true);
    checkDay(name, 'firstDay', firstDay);
    if (lastDay !== undefined) checkDay(name, 'lastDay', lastDay);
    if (lastDay !== undefined && lastDay < firstDay) throw complaint('ChangeWindow', { what: `${name} has its last day before its first`, received: `${firstDay} to ${lastDay}` });
    if (days.length === 0) throw complaint('ChangeWindow', { what: `${name} is on no day`, fix: 'Name a day, or leave `days` out for Monday to Friday' });
    return new ChangeWindow(name, { kind: 'weekly', name, begins, ends, timeZone, days: [...new Set(days)], firstDay, lastDay });
  }

  private constructor(
    /** What the window is for. */
    public readonly name: string,
    /** @internal */
    public readonly _plan: WindowPlan,
  ) {
    if (typeof name !== 'string' || name.trim() === '' || name.length > 200) {
      throw complaint('ChangeWindow', { what: '`name` is not one', received: name, valid: '1 to 200 characters', fix: 'Say what the window is for' });
    }
  }
}
