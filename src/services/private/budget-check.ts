import { Annotations } from 'aws-cdk-lib';
import { complaint } from '../../core/private/errors';
import type { CostBudget } from '../cost-budget';
import type { MonthlyCost, MonthlyCostItem } from '../monthly-cost';
import type { ObservedService } from '../observed-service';
import type { PriceList } from '../price-list';

/** Most expensive first, so that whoever has to save sees where. */
const SHOWN = 5;

/** Compares the cost of the finished service with its budget. */
export function checkBudget(service: ObservedService, budget: CostBudget): void {
  let hasWarned = false;
  service.node.addValidation({
    validate: () => {
      const { monthlyCost } = service;
      if (monthlyCost.total <= budget.usd) return [];
      const message = overspent(service.serviceName, monthlyCost, budget);
      if (budget.fails) return [message];
      if (!hasWarned) Annotations.of(service).addWarningV2('cdk-pillars:costBudget', message);
      hasWarned = true;
      return [];
    },
  });
}

/** Refuses prices with which no sum can be made. */
export function checkPrices(service: ObservedService, { asOf: _asOf, region: _region, ...prices }: PriceList): void {
  for (const [name, price] of Object.entries(prices)) {
    if (price !== undefined && !(Number.isFinite(price) && price >= 0)) {
      throw complaint(service, { what: `prices.${name} is not a price`, received: price, valid: 'USD a month, 0 or more' });
    }
  }
}

function overspent(serviceName: string, { total, items, details, pricesAsOf }: MonthlyCost, { usd }: CostBudget): string {
  const dearest = [...details].sort((a, b) => b.amount - a.amount).slice(0, SHOWN);
  const listed = (lines: readonly MonthlyCostItem[]) => lines.map(({ what, amount }) => `${what} ${amount.toFixed(2)}`).join(', ');
  return `The observability of the service '${serviceName}' costs ${total.toFixed(2)} USD a month by list prices of ${pricesAsOf}, and its budget is ${usd.toFixed(2)}: ${listed(items)}. `
    + `Most of it: ${listed(dearest)}. Share a pair of dashboards, exclude signals, or raise costBudget.`;
}
