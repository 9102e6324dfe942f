import { complaint } from '../core/private/errors';

/** A day of the week. */
export enum Weekday {
  /** Monday. */
  MONDAY = 'Mon',

  /** Tuesday. */
  TUESDAY = 'Tue',

  /** Wednesday. */
  WEDNESDAY = 'Wed',

  /** Thursday. */
  THURSDAY = 'Thu',

  /** Friday. */
  FRIDAY = 'Fri',

  /** Saturday. */
  SATURDAY = 'Sat',

  /** Sunday. */
  SUNDAY = 'Sun',
}

/** Options of `OnCallHours.of`. */
export interface OnCallHoursOptions {
  /** Name of the time zone in the IANA database, such as `Europe/Berlin`. Daylight saving time is observed. */
  readonly timeZone: string;

  /** When the hours begin, local time, `00:00` to `23:59`. */
  readonly opens: string;

  /** When they end, local time, `00:00` to `24:00`. A time before `opens` is one of the next day. */
  readonly closes: string;

  /**
   * The days on which the hours begin.
   *
   * @default - Monday to Friday
   */
  readonly days?: Weekday[];
}

const WORKING_DAYS: readonly Weekday[] = [Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY];

/** Hours of the week in a time zone. */
export class OnCallHours {
  /**
   * Hours that are the same on some days of the week.
   *
   * @throws when a time or a time zone does not exist, or when there are no hours
   */
  public static of(options: OnCallHoursOptions): OnCallHours {
    return new OnCallHours(options);
  }

  /** Name of the time zone. */
  public readonly timeZone: string;

  /** The days on which the hours begin. */
  public readonly days: Weekday[];

  /** When they begin, as hours and minutes. */
  public readonly opens: string;

  /** When they end, as hours and minutes. */
  public readonly closes: string;

  private constructor({ timeZone, opens, closes, days }: OnCallHoursOptions) {
    checkZone(timeZone);
    checkTime('opens', opens, /^([01]\d|2[0-3]):[0-5]\d$/, '00:00 to 23:59');
    checkTime('closes', closes, /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, '00:00 to 24:00');
    if (opens === closes) {
      throw complaint('OnCallHours', { what: 'the hours begin and end at the same time', received: opens, fix: 'For a whole day, say opens: \'00:00\', closes: \'24:00\'' });
    }
    this.timeZone = timeZone;
    this.opens = opens;
    this.closes = closes;
    this.days = [...new Set(days ?? WORKING_DAYS)];
    if (this.days.length === 0) throw complaint('OnCallHours', { what: 'the hours are on no day', fix: 'Name a day, or leave `days` out for Monday to Friday' });
  }

  /** Such as "Mon, Tue 08:00 to 18:00 Europe/Berlin". */
  public get description(): string {
    const { days, opens, closes, timeZone } = this;
    return `${days.join(', ')} ${opens} to ${closes} ${timeZone}`;
  }
}

function checkZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone });
  } catch {
    throw complaint('OnCallHours', { what: 'there is no such time zone', received: timeZone, valid: 'a name of the IANA database, such as Europe/Berlin or UTC' });
  }
}

function checkTime(name: string, received: string, pattern: RegExp, valid: string): void {
  if (!pattern.test(received)) throw complaint('OnCallHours', { what: `'${name}' is not a time of the day`, received, valid });
}
