import { figureTable } from '../figure';
import { costs, figures, type Round } from './figures';
import { UNIT_PRICES } from './prices';

/** The figures, and what a million events cost, in Markdown. */
export function tables(rounds: readonly Round[]): string {
  const parts = Object.entries(costs(rounds));
  const total = parts.reduce((sum, [, usd]) => sum + usd, 0);
  return [
    ...figureTable(figures(rounds)),
    '',
    `| a million events, prices of ${UNIT_PRICES.asOf} | USD |`,
    '|---|---:|',
    ...[...parts, ['all', total] as const].map(([what, usd]) => `| ${what} | ${usd.toFixed(2)} |`),
  ].join('\n');
}
