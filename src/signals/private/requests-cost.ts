import { SignalCategory } from '../signal-category';
import type { MetricInput } from '../signal-spec';
import { SignalUnit } from '../signal-unit';
import type { SignalDefinition } from './define';

/** Requests that are all billed at one price, as what they cost in an hour. */
export function requestsCost(title: string, requests: MetricInput, usdPerMillionRequests: number): SignalDefinition {
  return {
    title, category: SignalCategory.COST, unit: SignalUnit.USD, chart: 'cost',
    expression: '3600*{usdPerMillionRequests}*FILL(requests,0)/PERIOD(requests)/1000000',
    inputs: { requests },
    variants: (_, dimensions) => [{ dimensions, constants: { usdPerMillionRequests } }],
  };
}
