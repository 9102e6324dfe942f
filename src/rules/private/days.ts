const DAY = 24 * 60 * 60 * 1000;

/** How many days a date lies ahead of another, both as `YYYY-MM-DD`; negative where it has passed, `undefined` where one is no date. */
export function daysUntil(date: string | undefined, asOf: string): number | undefined {
  const days = Math.round((Date.parse(date ?? '') - Date.parse(asOf)) / DAY);
  return Number.isNaN(days) ? undefined : days;
}
