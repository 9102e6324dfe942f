import { Token } from 'aws-cdk-lib';
import type { CalendarDateTime } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { isDay } from '../../core/private/day';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import type { MuteWindow } from '../mute-window';
import { wholeMinutes } from './suppression-periods';

const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** What the five fields of a cron expression can be: numbers within bounds and names, the first of which stands for the first of `names`. */
const FIELDS: ReadonlyArray<{ readonly name: string; readonly minimum: number; readonly maximum: number; readonly words?: readonly string[] }> = [
  { name: 'minute', minimum: 0, maximum: 59 },
  { name: 'hour', minimum: 0, maximum: 23 },
  { name: 'day of the month', minimum: 1, maximum: 31 },
  { name: 'month', minimum: 1, maximum: 12, words: MONTHS },
  { name: 'day of the week', minimum: 0, maximum: 7, words: DAYS },
];

/** Refuses a window that CloudWatch would refuse at deployment. */
export function checkMuteWindow(service: IConstruct, { schedule, duration, start, expire }: MuteWindow): void {
  const { expressionString: expression } = schedule;
  wholeMinutes(service, 'the duration of a mute window', duration, LIMITS.muteRule.minimumSeconds / 60, LIMITS.muteRule.maximumSeconds / 60);
  const fail = (received: unknown, valid: string) => {
    throw complaint(service, { what: 'the schedule of a mute window is not one that CloudWatch takes', received, valid });
  };
  if (Token.isUnresolved(expression)) fail(expression, 'a literal');
  if (expression.length > LIMITS.muteRule.expressionLength) fail(expression, `${LIMITS.muteRule.expressionLength} characters at most`);
  const [, kind, text] = /^(cron|at)\((.*)\)$/.exec(expression) ?? [];
  if (kind === 'at') {
    if (!isMoment(text)) fail(expression, 'at(yyyy-MM-ddThh:mm)');
  } else if (kind === 'cron') {
    checkCron(text, valid => fail(expression, valid));
  } else {
    fail(expression, 'cron(minute hour day-of-month month day-of-week) or at(yyyy-MM-ddThh:mm)');
  }
  const [from, to] = [start, expire].map(moment => moment && momentOf(service, moment));
  if (from !== undefined && to !== undefined && from >= to) {
    throw complaint(service, { what: 'a mute window expires before it starts', received: `${from} to ${to}`, fix: 'Give it an expire after its start' });
  }
}

/** As CloudWatch wants it: `2026-12-24T08:00`. */
export function momentOf(service: IConstruct, { year, month, day, hour, minute }: CalendarDateTime): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const moment = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
  if (isMoment(moment)) return moment;
  throw complaint(service, { what: 'the start or the expiry of a mute window is no time of the calendar', received: moment, valid: 'literal numbers, such as 2026-12-24T08:00' });
}

function isMoment(text: string): boolean {
  const [, day, hour, minute] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/.exec(text) ?? [];
  return isDay(day) && Number(hour) <= 23 && Number(minute) <= 59;
}

function checkCron(text: string, fail: (valid: string) => void): void {
  const fields = text.split(' ');
  if (fields.length !== FIELDS.length) fail(`${FIELDS.length} fields: minute, hour, day of the month, month, day of the week`);
  FIELDS.forEach((field, index) => {
    const { name, minimum, maximum, words } = field;
    const isOne = (value: string) => words?.includes(value.toUpperCase()) || (/^\d{1,2}$/.test(value) && Number(value) >= minimum && Number(value) <= maximum);
    const isItem = (item: string) => item === '*' || (item.split('-').length <= 2 && item.split('-').every(isOne));
    const value = fields[index] ?? '';
    if (!value.split(',').every(isItem)) fail(`${name} of * or ${minimum} to ${maximum}${words ? ` or ${words[0]} to ${words.at(-1)}` : ''}, with - and ,`);
  });
}
