import type { ServiceManifest } from '../../src/core/private/service-manifest';
import type { Row } from '../terminal/layout';
import type { Palette } from '../terminal/palette';
import { count } from './grouping';

export function costRows({ monthlyCost: { total, pricesAsOf, items } }: ServiceManifest, colors: Palette): Row[] {
  const parts = items.map(({ what, quantity, amount }) => `${amount.toFixed(2)} for ${count(quantity, what.replace(/s$/, ''))}`);
  return [
    { label: colors.heading('Cost'), text: `${total.toFixed(2)} USD a month, by list prices of ${pricesAsOf}` },
    ...parts.length > 0 ? [{ text: colors.quiet(parts.join(', ')) }] : [],
  ];
}

export function totalRow(services: readonly ServiceManifest[], colors: Palette): Row {
  const alarms = services.reduce((sum, service) => sum + service.alarms.length, 0);
  const cost = services.reduce((sum, { monthlyCost }) => sum + monthlyCost.total, 0);
  return { label: colors.heading('Together'), text: `${count(services.length, 'service')}, ${count(alarms, 'alarm')}, ${cost.toFixed(2)} USD a month` };
}
