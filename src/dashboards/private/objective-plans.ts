import { ReferenceStrength, Stack, Token } from 'aws-cdk-lib';
import { consumed } from '../../core/private/cross-stack';
import { isMath, type MetricModel, type SingleMetric } from '../../signals/private/metric-model';
import { publishedAttainment, publishedBurnRate } from '../../slo/private/burn-measure';
import { windowLabel } from '../../slo/private/burn-rate-rows';
import { remainingBudget, shareOfBadEvents } from '../../slo/private/error-budget';
import { metricCount } from '../../slo/private/expression';
import { isMeasured } from '../../slo/private/sli';
import type { ServiceLevelObjective } from '../../slo/service-level-objective';
import { SloBackend } from '../../slo/slo-backend';
import { alarmPlan, arnFor } from './alarm-plans';
import { metricRow, type Row } from './graph-plan';
import type { ServiceView } from './service-view';
import { jsonText, type SectionPlan, type WidgetPlan } from './widget-plan';

const WIDTH = 8;
const HEIGHT = 6;

/** What is promised, how much of the budget is left, and how fast it is being spent. */
export function objectiveSection({ objectives }: ServiceView): SectionPlan {
  return { title: 'Objectives', widgets: objectives.flatMap(slo => [promisePlan(slo), budgetPlan(slo), ...burnRatePlans(slo), statePlan(slo)]) };
}

function promisePlan(slo: ServiceLevelObjective): WidgetPlan {
  const { goal, window, description, owner, budgetPolicy, notes, sloName } = slo;
  const markdown = [
    `### ${sloName}`, `**${goal}%** over ${window.description}`, description, ...owner === undefined ? [] : [`Owner: ${owner}`],
    `When the budget is spent: ${budgetPolicy}`, ...notes,
  ].join('\n\n');
  return {
    width: WIDTH, height: HEIGHT, widgets: 1, metrics: 0,
    draw: (x, y, stack) => jsonText({ type: 'text', x, y, width: WIDTH, height: HEIGHT, properties: { markdown } }, stack),
  };
}

function budgetPlan(slo: ServiceLevelObjective): WidgetPlan {
  const { _sli: sli, goal, window, backend, sloName } = slo;
  const model = backend === SloBackend.APPLICATION_SIGNALS || !isMeasured(sli)
    ? {
      expression: `100*(1-(100-good)/${Number((100 - goal).toPrecision(12))})`, inputs: { good: publishedAttainment(sloName) as SingleMetric },
      period: 300,
    }
    : remainingBudget(sli, goal);
  const days = Math.max(1, Math.ceil(window.minutes / 1_440));
  return chart(slo, `${sloName}: error budget left`, [{ model, label: 'left, in percent' }], {
    start: `-P${days}D`, end: 'P0D',
    yAxis: { left: { max: 100, label: '%', showUnits: false } },
    annotations: { horizontal: [{ value: 0, label: 'spent', color: '#d62728' }] },
  });
}

function burnRatePlans(slo: ServiceLevelObjective): WidgetPlan[] {
  const { _sli: sli, goal, backend, sloName, _rows: rows } = slo;
  const annotations = {
    horizontal: rows.map(({ rate, longMinutes, severity }) => ({
      value: Number(rate.toPrecision(6)),
      label: `${severity} over ${windowLabel(longMinutes)}`,
    })),
  };
  const options = { yAxis: { left: { min: 0, label: 'burn rate', showUnits: false } }, annotations };
  if (backend === SloBackend.APPLICATION_SIGNALS || !isMeasured(sli)) {
    const lines = [...new Set(rows.map(({ longMinutes }) => longMinutes))].map(minutes => ({
      model: publishedBurnRate(sloName, minutes, 1).model,
      label: `over ${windowLabel(minutes)}`,
    }));
    return [chart(slo, `${sloName}: burn rate`, lines, options)];
  }
  return [chart(slo, `${sloName}: burn rate`, [{ model: shareOfBadEvents(sli, goal, 3_600), label: 'over 1h' }], options)];
}

/** The state of the alarms that act. */
function statePlan(slo: ServiceLevelObjective): WidgetPlan {
  const acting = [...slo._acting.map(({ alarm, name }) => ({ alarm, literalName: name })), { alarm: slo.budgetAlarm, literalName: slo._budgetName }];
  return alarmPlan(24, 2, slo.sloName, stack => acting.map(each => arnFor(each, stack)));
}

interface Line {
  readonly model: MetricModel;
  readonly label: string;
}

function chart(slo: ServiceLevelObjective, title: string, lines: readonly Line[], options: object): WidgetPlan {
  const home = Stack.of(slo).region;
  return {
    width: WIDTH, height: HEIGHT, widgets: 1, metrics: lines.reduce((sum, { model }) => sum + metricCount(model) + (isMath(model) ? 1 : 0), 0),
    draw: (x, y, stack) => jsonText({
      type: 'metric', x, y, width: WIDTH, height: HEIGHT,
      properties: {
        title, view: 'timeSeries', region: Token.isUnresolved(home) ? stack.region : home, metrics: lines.flatMap((line, index) => rowsOf(line,
          index, stack)), ...options,
      },
    }, stack),
  };
}

function rowsOf({ model, label }: Line, index: number, stack: Stack): Row[] {
  if (!isMath(model)) return [metricRow(asUsedIn(model, stack), { label, period: model.period })];
  return [
    [{ expression: model.expression, label, id: `line${index}`, period: model.period }],
    ...Object.entries(model.inputs).map(([id, input]) => metricRow(asUsedIn(input, stack), { id, visible: false, period: model.period })),
  ];
}

/** A dashboard may stand in another stack than the objective. */
function asUsedIn(metric: SingleMetric, stack: Stack): SingleMetric {
  return {
    ...metric, dimensions: Object.fromEntries(Object.entries(metric.dimensions).map(([name, value]) => [name, consumed(value, stack,
      ReferenceStrength.WEAK)])),
  };
}
