import type { MathModel } from '../../signals/private/metric-model';
import { combined } from './expression';
import { BAD_SHARE, countsOf, type GoodWhen, type MeasuredSli } from './sli';

/** Budgets are drawn by the hour: a chart of a month has no finer points. */
const HOUR = 3_600;

/** What is left of the error budget in percent, from the start of a chart on; for charts that begin where the window does. */
export function remainingBudget(sli: MeasuredSli, goal: number): MathModel {
  const gap = gapOf(goal);
  if (sli.kind === 'periods') {
    const { bad, all } = judged(sli.operator, sli.threshold);
    return combined(`100*(1-RUNNING_SUM(${bad})/RUNNING_SUM(${all})/${gap})`, { value: sli.metric }, HOUR);
  }
  const share = sli.good ? '(1-RUNNING_SUM({good})/RUNNING_SUM({total}))' : 'RUNNING_SUM({bad})/RUNNING_SUM({total})';
  return combined(`100*(1-${share}/${gap})`, countsOf(sli), HOUR);
}

/** The burn rate of each period. */
export function shareOfBadEvents(sli: MeasuredSli, goal: number, period: number): MathModel {
  const gap = gapOf(goal);
  if (sli.kind === 'periods') return combined(`${judged(sli.operator, sli.threshold).bad}/${gap}`, { value: sli.metric }, period);
  return combined(`IF({total}>0,(${BAD_SHARE[sli.good ? 'good' : 'bad'].share})/${gap},0)`, countsOf(sli), period);
}

function gapOf(goal: number): number {
  return Number(((100 - goal) / 100).toPrecision(12));
}

const SIGNS: Readonly<Record<GoodWhen, string>> = { GreaterThanOrEqualTo: '>=', GreaterThan: '>', LessThanOrEqualTo: '<=', LessThan: '<' };

/** Bad periods as 1, and all periods that have data as 1. */
function judged(operator: GoodWhen, threshold: number): { readonly bad: string; readonly all: string } {
  return { bad: `IF({value}${SIGNS[operator]}${threshold},0,1)`, all: `IF({value}${SIGNS[operator]}${threshold},1,1)` };
}
