import { App, CfnParameter, Stack, Token } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { ChangeCalendar, ChangeCalendarDefault, ChangeWindow, Weekday } from '../../../src';
import { changeCalendar } from '../../../src/delivery/private/icalendar';
import { instantOf, offsetOf, timeZoneLines } from '../../../src/delivery/private/time-zone';
import { stateAt } from './read-calendar';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Sydney', 'Asia/Kolkata', 'America/Santiago', 'Africa/Casablanca', 'Asia/Tokyo', 'Pacific/Auckland', 'UTC'];
const DAYS = [Weekday.SUNDAY, Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY, Weekday.SATURDAY];
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

const text = (windows: ChangeWindow[], isOpen = true) => changeCalendar(isOpen, '', windows.map(({ _plan }) => _plan));
const freeze = { name: 'Freeze', begins: '2026-12-18T18:00', ends: '2027-01-04T06:00', timeZone: 'Europe/Berlin' };
const hours = { name: 'Hours', begins: '09:00', ends: '16:00', timeZone: 'Europe/Berlin' };

describe('the text', () => {
  test('of a single freeze', () => {
    expect(text([ChangeWindow.once({ ...freeze, name: 'Christmas, and; New\\Year' })]).split('\r\n')).toEqual([
      'BEGIN:VCALENDAR', 'PRODID:-//AWS//Change Calendar 1.0//EN', 'VERSION:2.0', 'X-CALENDAR-TYPE:DEFAULT_OPEN', 'X-WR-CALDESC:',
      'BEGIN:VEVENT', 'DTSTAMP:20260101T000000Z', expect.stringMatching(/^UID:[0-9a-f]{32}@cdk-pillars$/), 'SUMMARY:Christmas\\, and\\; New\\\\Year',
      'DTSTART:20261218T170000Z', 'DTEND:20270104T050000Z', 'END:VEVENT', 'END:VCALENDAR', '',
    ]);
  });

  test('of hours of the week, with the rules of their time zone', () => {
    const lines = text([ChangeWindow.weekly({ ...hours, lastDay: '2026-06-30' })], false).split('\r\n');
    expect(lines).toContain('X-CALENDAR-TYPE:DEFAULT_CLOSED');
    expect(lines.slice(lines.indexOf('BEGIN:VTIMEZONE'), lines.indexOf('END:VTIMEZONE'))).toEqual([
      'BEGIN:VTIMEZONE', 'TZID:Europe/Berlin',
      'BEGIN:STANDARD', 'DTSTART:20260101T000000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0100', 'END:STANDARD',
      'BEGIN:DAYLIGHT', 'DTSTART:20260329T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'END:DAYLIGHT',
      'BEGIN:STANDARD', 'DTSTART:20261025T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'END:STANDARD',
    ]);
    expect(lines.filter(line => /^(DTSTART|DTEND|RRULE:FREQ=WEEKLY)/.test(line)).slice(-3)).toEqual([
      'DTSTART;TZID=Europe/Berlin:20260101T090000', 'DTEND;TZID=Europe/Berlin:20260101T160000', 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20260630T070000Z',
    ]);
  });

  test('has no line of more than 75 bytes, and the whole name', () => {
    const name = 'Gefrierzeit für Änderungen am Geschäft – '.repeat(4).trim();
    const calendar = text([ChangeWindow.once({ ...freeze, name })]);
    for (const line of calendar.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(calendar.replace(/\r\n /g, '')).toContain(`SUMMARY:${name}\r\n`);
  });

  test('of a window does not depend on the other windows', () => {
    const [one, other] = [ChangeWindow.once(freeze), ChangeWindow.weekly(hours)];
    const eventOf = (calendar: string) => calendar.slice(calendar.lastIndexOf('BEGIN:VEVENT'));
    expect(eventOf(text([other, one]))).toBe(eventOf(text([one])));
  });
});

describe('an independent reading of the text', () => {
  const time = fc.integer({ min: 0, max: 1_439 }).map(minute => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);
  const instant = fc.integer({ min: Date.UTC(2026, 0, 9) / MINUTE, max: Date.UTC(2031, 0, 1) / MINUTE }).map(minutes => minutes * MINUTE);

  test('finds weekly windows as clocks show them', () => {
    const someDays = fc.uniqueArray(fc.constantFrom(...DAYS), { minLength: 1 });
    fc.assert(fc.property(fc.constantFrom(...ZONES), time, time, someDays, instant, (timeZone, begins, ends, days, at) => {
      const calendar = text([ChangeWindow.weekly({ name: 'w', begins, ends, timeZone, days })], false);
      const clock = new Date(at + offsetOf(at, timeZone) * MINUTE);
      const [today, now] = [clock.getUTCDay(), clock.toISOString().slice(11, 16)];
      const [isToday, wasYesterday] = [today, (today + 6) % 7].map(day => days.includes(DAYS[day]));
      const isWithin = begins < ends ? isToday && now >= begins && now < ends : (isToday && now >= begins) || (wasYesterday && now < ends);
      // Hours that begin or end while clocks change are a matter of taste.
      const isChanging = offsetOf(at - DAY, timeZone) !== offsetOf(at + DAY, timeZone);
      expect(isChanging ? isWithin : stateAt(calendar, at) === 'OPEN').toBe(isWithin);
    }), { numRuns: 60 });
  });

  test('finds single windows to the minute', () => {
    fc.assert(fc.property(fc.constantFrom(...ZONES), instant, fc.integer({ min: 1, max: 50_000 }), (timeZone, from, minutes) => {
      const local = (at: number) => new Date(at + offsetOf(at, timeZone) * MINUTE).toISOString().slice(0, 16);
      const [begins, ends] = [local(from), local(from + minutes * MINUTE)];
      const [start, end] = [instantOf(begins, timeZone)!, instantOf(ends, timeZone)!];
      fc.pre(start === from && end === from + minutes * MINUTE);
      const calendar = text([ChangeWindow.once({ name: 'w', begins, ends, timeZone })]);
      expect([start - MINUTE, start, end - MINUTE, end].map(at => stateAt(calendar, at))).toEqual(['OPEN', 'CLOSED', 'CLOSED', 'OPEN']);
    }), { numRuns: 60 });
  });

  test('begins on the first day, and on the last day for the last time', () => {
    const calendar = text([ChangeWindow.weekly({ ...hours, days: DAYS, firstDay: '2026-03-10', lastDay: '2026-04-20' })], false);
    const noon = (day: string) => stateAt(calendar, Date.parse(`${day}T10:00Z`));
    expect(['2026-03-09', '2026-03-10', '2026-04-20', '2026-04-21'].map(noon)).toEqual(['CLOSED', 'OPEN', 'OPEN', 'CLOSED']);
  });
});

test.each(ZONES.filter(zone => zone !== 'UTC'))('the definition of %s has the offsets of the zone for 20 years', zone => {
  const calendar = ['BEGIN:VCALENDAR', 'X-CALENDAR-TYPE:DEFAULT_OPEN', ...timeZoneLines(zone, 2026), 'END:VCALENDAR'].join('\r\n');
  for (let at = Date.UTC(2026, 0, 3, 12); at < Date.UTC(2045, 11, 30); at += 31 * DAY) {
    expect([new Date(at), stateAt(calendar, at, zone)]).toEqual([new Date(at), offsetOf(at, zone)]);
  }
});

test.each<[string, () => unknown, string]>([
  ['no name', () => ChangeWindow.once({ ...freeze, name: ' ' }), '`name` is not one'],
  ['a time zone that does not exist', () => ChangeWindow.once({ ...freeze, timeZone: 'Europe/Bern' }), 'Freeze has a time zone that does not exist'],
  ['a token for a time zone', () => ChangeWindow.weekly({ ...hours, timeZone: Token.asString({ Ref: 'Zone' }) }), 'Hours has a time zone that does not exist'],
  ['a day that does not exist', () => ChangeWindow.once({ ...freeze, begins: '2026-02-30T10:00' }), '`begins` of Freeze is no time in Europe/Berlin; received \'2026-02-30T10:00\''],
  ['a time that clocks skip', () => ChangeWindow.once({ ...freeze, begins: '2026-03-29T02:30' }), '`begins` of Freeze is no time in Europe/Berlin'],
  ['an end before the beginning', () => ChangeWindow.once({ ...freeze, ends: '2026-12-18T18:00' }), 'Freeze ends before it begins'],
  ['a time of the day that does not exist', () => ChangeWindow.weekly({ ...hours, begins: '24:00' }), '`begins` of Hours is not a time of the day; received \'24:00\'; valid: 00:00 to 23:59'],
  ['no day', () => ChangeWindow.weekly({ ...hours, days: [] }), 'Hours is on no day'],
  ['a first day that does not exist', () => ChangeWindow.weekly({ ...hours, firstDay: '2026-13-01' }), '`firstDay` of Hours is no day'],
  ['a last day before the first', () => ChangeWindow.weekly({ ...hours, lastDay: '2025-01-01' }), 'Hours has its last day before its first'],
])('a window refuses %s', (_, make, message) => {
  expect(make).toThrow(message);
});

describe('a calendar', () => {
  const stack = new Stack(new App(), 'Stack', { env: { region: 'eu-central-1', account: '123456789012' } });
  const windows = [ChangeWindow.once(freeze)];
  let count = 0;
  const calendar = (props: object) => () => new ChangeCalendar(stack, `Calendar${count++}`, { windows, ...props });

  test.each<[string, object, RegExp]>([
    ['no window', { windows: [] }, /there are no windows, so the calendar would always be open/],
    ['no window to be open in', { windows: [], outsideWindows: ChangeCalendarDefault.CLOSED }, /would always be closed/],
    ['a window twice', { windows: [...windows, ChangeWindow.once(freeze)] }, /two windows are the same/],
    ['a name that is none', { calendarName: 'a b' }, /`calendarName` is not one; received 'a b'/],
    ['a name of AWS', { calendarName: 'aws-freeze' }, /`calendarName` is not one/],
    ['a token for a name', { calendarName: new CfnParameter(stack, 'Name').valueAsString }, /`calendarName` is not one; received a token/],
    ['more than Systems Manager takes', {
      windows: Array.from({ length: 400 }, (_, index) => ChangeWindow.once({ ...freeze, name: `Freeze ${index}` })),
    }, /the calendar is too large; received '\d+ bytes'; valid: 65536 bytes at most/],
  ])('refuses %s', (_, props, message) => {
    expect(calendar(props)).toThrow(message);
  });

  test('that is there is known by name or by ARN', () => {
    expect(stack.resolve(ChangeCalendar.fromCalendarName(stack, 'ByName', 'freeze').calendarArn)).toEqual({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ssm:eu-central-1:123456789012:document/freeze']] });
    const arn = 'arn:aws:ssm:eu-central-1:210987654321:document/company-freeze';
    expect(ChangeCalendar.fromCalendarArn(stack, 'ByArn', arn)).toMatchObject({ calendarArn: arn, calendarName: arn });
    expect(() => ChangeCalendar.fromCalendarArn(stack, 'Other', arn.replace('eu-central-1', 'eu-west-1'))).toThrow('the change calendar is in another Region');
    expect(() => ChangeCalendar.fromCalendarArn(stack, 'None', 'freeze')).toThrow('this is not the ARN of a change calendar; received \'freeze\'');
  });
});
