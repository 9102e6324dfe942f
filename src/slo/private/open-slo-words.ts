import { isDay } from '../../core/private/day';
import { complaint } from '../../core/private/errors';
import type { OpenSloCalendar } from './open-slo-input';

const NAME_LENGTH = 255;
const DESCRIPTION_LENGTH = 1_050;
const LABEL_LENGTH = 63;
const MINUTES: ReadonlyArray<readonly [number, string]> = [[1_440, 'd'], [60, 'h'], [1, 'm']];
/** Zones that belong to no place. */
const UNIVERSAL = ['UTC', 'GMT'];

/** Units of calendar windows as OpenSLO writes them. */
export const UNITS: Readonly<Record<OpenSloCalendar['unit'], string>> = { day: 'd', month: 'M' };

/** What OpenSLO takes for a name: lower case, without spaces. */
export function nameOf(where: string, text: string): string {
  const name = text.toLowerCase().replace(/[^a-z0-9.-]+/g, '-').replace(/^[.-]+|-+$/g, '').slice(0, NAME_LENGTH);
  if (name === '') throw complaint(where, { what: 'a name needs a letter or a digit of ASCII', received: text });
  return name;
}

/** Labels with values that OpenSLO takes; those of which nothing is left are left out. */
export function labelsOf(labels: { readonly [name: string]: string }): { readonly [name: string]: string } | undefined {
  const taken = Object.entries(labels).map(([name, value]) => [name, value.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[._-]+/, '').slice(0, LABEL_LENGTH)]);
  const kept = taken.filter(([, value]) => value !== '');
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** A description, no longer than OpenSLO takes it. */
export function described(text: string | undefined): string | undefined {
  const characters = [...text ?? ''];
  return characters.length <= DESCRIPTION_LENGTH ? text : `${characters.slice(0, DESCRIPTION_LENGTH - 1).join('')}…`;
}

/** A time as OpenSLO writes it: `90m`, `6h`, `3d`. */
export function shorthand(where: string, minutes: number): string {
  if (!(Number.isInteger(minutes) && minutes > 0)) throw complaint(where, { what: 'OpenSLO tells time in whole minutes', received: minutes });
  const [size, unit] = MINUTES.find(([each]) => minutes % each === 0)!;
  return `${minutes / size}${unit}`;
}

/** When calendar windows begin, and by whose clock. */
export function calendarOf(where: string, { start, timeZone }: OpenSloCalendar): { readonly startTime: string; readonly timeZone: string } {
  const [, date, time = '00:00:00'] = /^(\d{4}-\d{2}-\d{2})(?:T((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d))?$/.exec(start) ?? [];
  if (!isDay(date)) throw complaint(where, { what: 'a calendar begins at an ISO date, or a time of it in the time zone', received: start, valid: 'such as 2026-01-01 or 2026-01-01T06:00:00' });
  const zone = UNIVERSAL.includes(timeZone) ? `Etc/${timeZone}` : timeZone;
  if (!/^[A-Z][A-Za-z_]+\/[A-Z]/.test(zone)) throw complaint(where, { what: 'OpenSLO takes a time zone by area and place', received: timeZone, valid: 'such as Europe/Berlin or UTC' });
  return { startTime: `${date} ${time}`, timeZone: zone };
}
