import type { IConstruct } from 'constructs';
import type { DeliveryBands } from '../../core/private/dora-bands';
import { complaint } from '../../core/private/errors';
import type { PerformanceBands } from '../performance-bands';

/** The levels of a user as dashboards draw them. */
export function bandsOf(service: IConstruct, { year, source, levels }: PerformanceBands): DeliveryBands {
  const check = (what: string, value: number | undefined, isValid: (known: number) => boolean, valid: string) => {
    if (value === undefined || (Number.isFinite(value) && isValid(value))) return;
    throw complaint(service, { what: `deliveryOptions.bands: ${what}`, received: value, valid });
  };
  check('year is none', year, known => Number.isInteger(known) && known > 2000, 'a year');
  return {
    year, source,
    levels: levels.map(({ name, deploymentsPerWeek, leadTime, changeFailureRate, timeToRestore }) => {
      check(`deploymentsPerWeek of ${name} is no number of deployments`, deploymentsPerWeek, known => known > 0, 'above 0');
      check(`changeFailureRate of ${name} is no share`, changeFailureRate, known => known >= 0 && known <= 100, '0 to 100, in percent');
      return {
        name, deploymentsPerWeek, changeFailurePercent: changeFailureRate, leadTimeHours: leadTime?.toHours({ integral: false }),
        restoreHours: timeToRestore?.toHours({ integral: false }),
      };
    }),
  };
}
