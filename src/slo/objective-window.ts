import { Token } from 'aws-cdk-lib';
import type { Duration } from 'aws-cdk-lib';
import { isDay } from '../core/private/day';
import { complaint } from '../core/private/errors';
import { LIMITS } from '../core/private/limits';

/** Units of calendar windows. */
export enum CalendarUnit {
  /** Days. */
  DAY = 'DAY',

  /** Months of the calendar. */
  MONTH = 'MONTH',
}

/** Over which time an objective holds. */
export class ObjectiveWindow {
  /**
   * The last days, at any moment.
   *
   * @param duration whole days or hours, at least an hour and at most 366 days
   * @throws when it is a token, not whole hours, or out of range
   */
  public static rolling(duration: Duration): ObjectiveWindow {
    if (duration.isUnresolved()) throw complaint('ObjectiveWindow.rolling', { what: 'duration is a token', received: duration.toString(), fix: 'Give a literal duration' });
    const minutes = duration.toMinutes({ integral: false });
    if (!Number.isInteger(minutes / 60) || minutes < 60 || minutes > LIMITS.slo.windowDays * DAY) {
      throw complaint('ObjectiveWindow.rolling', { what: 'duration is not a window of an objective', received: duration.toHumanString(), valid: `whole hours, 1 hour to ${LIMITS.slo.windowDays} days` });
    }
    return new ObjectiveWindow(minutes);
  }

  /**
   * Windows that follow each other on the calendar: a month, a quarter (three months), a week (seven days).
   *
   * @param unit what is counted
   * @param count how many of it, from 1 on; 12 months or 366 days at most
   * @param start day on which the first window begins, ISO 8601 (`2026-01-01`), at midnight UTC
   * @throws when the start is not a day, or the count is out of range
   */
  public static calendar(unit: CalendarUnit, count: number, start: string): ObjectiveWindow {
    const most = unit === CalendarUnit.MONTH ? 12 : LIMITS.slo.windowDays;
    if (Token.isUnresolved(count) || !Number.isInteger(count) || count < 1 || count > most) {
      throw complaint('ObjectiveWindow.calendar', { what: 'count is not a number of units', received: count, valid: `a whole number from 1 to ${most}` });
    }
    if (Token.isUnresolved(start) || !isDay(start)) throw complaint('ObjectiveWindow.calendar', { what: 'start is not a day', received: start, valid: 'an ISO 8601 day, such as 2026-01-01' });
    return new ObjectiveWindow(count * (unit === CalendarUnit.MONTH ? 30 * DAY : DAY), { unit, count, start });
  }

  private constructor(
    /** Length in minutes; a month of the calendar counts 30 days. */
    public readonly minutes: number,
    /** @internal */
    public readonly _calendar?: { readonly unit: CalendarUnit; readonly count: number; readonly start: string },
  ) {}

  /** The window in words, such as `30 days` or `every month from 2026-01-01`. */
  public get description(): string {
    if (!this._calendar) return this.minutes % DAY === 0 ? counted(this.minutes / DAY, 'day') : counted(this.minutes / 60, 'hour');
    const { unit, count, start } = this._calendar;
    return `every ${count === 1 ? unit.toLowerCase() : counted(count, unit.toLowerCase())} from ${start}`;
  }
}

const DAY = 1_440;

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
