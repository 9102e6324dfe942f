/** Whether a value is a day of the calendar, as `YYYY-MM-DD`. */
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(value);
  // The 30th of February is taken for a day of March.
  return !Number.isNaN(time) && dayOf(new Date(time)) === value;
}

/** The day that it is, in UTC. */
export function today(): string {
  return dayOf(new Date());
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
