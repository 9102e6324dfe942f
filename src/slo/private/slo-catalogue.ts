import { isMath, type MetricModel } from '../../signals/private/metric-model';
import type { BurnRateRow } from './burn-rate-rows';
import type { ServiceObjective } from './service-objectives';
import { isMeasured } from './sli';

/** An objective as the catalogue of the cloud assembly tells of it. */
export interface SloEntry {
  readonly id: string;
  readonly name: string;
  /** In percent. */
  readonly goal: number;
  readonly window: string;
  readonly windowMinutes: number;
  readonly description: string;
  readonly owner?: string;
  /** `requests` where events are counted, `periods` where minutes are judged. */
  readonly counts: 'requests' | 'periods';
  /** Kind and name of the resource that is measured; absent for metrics of the user's own. */
  readonly measured?: string;
  /** Path of its construct. */
  readonly resource?: string;
  /** The metrics, for people. */
  readonly metrics: readonly string[];
  readonly requestsPerSecond?: number;
  readonly backend: string;
  readonly burnRates: ReadonlyArray<Omit<BurnRateRow, 'id'>>;
  readonly alarms: { readonly page?: string; readonly ticket?: string; readonly budget: string };
  readonly budgetPolicy: string;
  readonly notes: readonly string[];
}

export function sloEntry({ objective, slo, measured, resource }: ServiceObjective): SloEntry {
  const nameOf = (wanted: string) => slo._acting.find(({ severity }) => severity === wanted)?.name;
  return {
    id: objective.id, name: slo.sloName, goal: slo.goal, window: slo.window.description, windowMinutes: slo.window.minutes,
    description: slo.description, owner: slo.owner,
    counts: slo._sli.kind, measured, resource: resource?.node.path, metrics: metricsOf(slo._sli),
    requestsPerSecond: objective._options.requestsPerSecond, backend: slo.backend,
    burnRates: slo._rows.map(({ severity, rate, longMinutes, shortMinutes }) => ({ severity, rate, longMinutes, shortMinutes })),
    alarms: { page: nameOf('PAGE'), ticket: nameOf('TICKET'), budget: slo._budgetName },
    budgetPolicy: slo.budgetPolicy, notes: slo.notes,
  };
}

/** The catalogue as a table for a wiki. */
export function sloTable(title: string, entries: readonly SloEntry[]): string {
  const rows = entries.map(({ id, description, goal, window, metrics, owner, requestsPerSecond, alarms }) => [
    id, description, `${goal}%`, window, requestsPerSecond === undefined ? 'any' : `${requestsPerSecond}/s`, metrics.join(', '), owner ?? '',
    [alarms.page, alarms.ticket, alarms.budget].filter(Boolean).join(', '),
  ]);
  const line = (cells: readonly string[]) => `| ${cells.map(cell => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
  const head = ['objective', 'promise', 'goal', 'window', 'load', 'metrics', 'owner', 'alarms'];
  const policies = entries.map(({ id, budgetPolicy, notes }) => `- **${id}**: when the budget is spent: ${budgetPolicy}${notes.map(note => ` ${note}.`).join('')}`);
  return `# Objectives of ${title}\n\n${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n\n${policies.join('\n')}\n`;
}

function metricsOf(sli: ServiceObjective['slo']['_sli']): string[] {
  if (!isMeasured(sli)) return ['Application Signals'];
  return [...new Set((sli.kind === 'requests' ? [sli.good ?? sli.bad!, sli.total] : [sli.metric]).flatMap(namesIn))];
}

function namesIn(model: MetricModel): string[] {
  return (isMath(model) ? Object.values(model.inputs) : [model]).map(({
    namespace, metricName,
    statistic,
  }) => `${namespace} ${metricName} ${statistic}`);
}
