import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { ServiceAlarms } from '../../alarms/private/service-alarms';
import { complaint } from '../../core/private/errors';
import { Severity } from '../../core/severity';
import type { BoundSignal } from '../../signals/bound-signal';
import { metricsElsewhere } from '../../signals/private/metrics-region';
import type { Objective } from '../objective';
import { ServiceLevelIndicator } from '../service-level-indicator';
import { ServiceLevelObjective } from '../service-level-objective';
import { bindSli } from './bind-sli';
import { defaultBurnRates } from './burn-rate-table';
import { chooseSli, labelOf } from './choose-sli';

export interface ServiceObjectivesInit {
  readonly service: IConstruct;
  readonly owner: string;
  readonly alarms: ServiceAlarms;
  /** What the service has that can be measured. */
  readonly signals: readonly BoundSignal[];
  readonly runbook: string;
}

/** An objective of a service, with what it was made from. */
export interface ServiceObjective {
  readonly objective: Objective;
  readonly slo: ServiceLevelObjective;
  /** The kind and the name of the resource that is measured; undefined for metrics of the user's own. */
  readonly measured?: string;
  /** The resource that is measured. */
  readonly resource?: IConstruct;
}

/** 30 days, the window whose table is the longest. */
const USUAL_WINDOW_MINUTES = 43_200;
/** Beside two alarms for each row: the objective, two composites, what asks for bad events in each, and the budget. */
const BESIDE_ROWS = 6;

/** How many resources objectives have at most. */
export function resourcesOf(objectives: readonly Objective[]): number {
  const usual = defaultBurnRates(USUAL_WINDOW_MINUTES);
  return objectives.reduce((sum, { _options: { burnRates } }) => sum + 2 * (burnRates ?? usual).length + BESIDE_ROWS, 0);
}

/** Makes the objectives of a service, each in the Region of its metrics, and has its alarms reach people. */
export function makeObjectives(init: ServiceObjectivesInit, objectives: readonly Objective[]): ServiceObjective[] {
  const twice = objectives.find(({ id }, index) => objectives.findIndex(each => each.id === id) !== index);
  if (twice) throw complaint(init.service, { what: 'two objectives have the same id', received: twice.id, fix: 'Give one of them an id of its own' });
  return objectives.map(objective => makeObjective(init, objective));
}

function makeObjective({ service, owner, alarms, signals, runbook }: ServiceObjectivesInit, objective: Objective): ServiceObjective {
  const { _options: options, _promise: { type, indicator } } = objective;
  const candidate = type === undefined ? undefined : chooseSli(service, objective, type, signals);
  const source = candidate?.signals[0].source;
  const site = alarms.actingSite(source && metricsElsewhere(source, Stack.of(service)));
  const bound = candidate && bindSli(`${service.node.path}, objective '${objective.id}'`, objective, candidate, Stack.of(site.scope));
  const slo = new ServiceLevelObjective(site.scope, `Objective-${objective.id}`, {
    ...options,
    sloName: `${site.namePrefix}${objective.id}`, serviceName: site.serviceTitle, goal: objective.goal,
    indicator: bound ? ServiceLevelIndicator._of(bound.sli) : indicator!,
    description: descriptionOf(objective, bound?.promise), owner: options.owner ?? owner,
    maximumSeverity: alarms.healthSeverity, alarmNamePrefix: `${site.namePrefix}slo-`, alarmNameSuffix: objective.id, runbook,
  });
  for (const { severity, alarm, name } of slo._acting) {
    site.act(alarm, severity);
    if (severity === Severity.PAGE) site.addPager(alarm, name);
  }
  site.act(slo.budgetAlarm, Severity.TICKET);
  return { objective, slo, ...candidate ? { measured: labelOf(candidate), resource: candidate.signals[0].resource.construct } : {} };
}

function descriptionOf({ _options: { description, requestsPerSecond } }: Objective, promise: string | undefined): string | undefined {
  const said = description ?? promise;
  if (requestsPerSecond === undefined) return said;
  return `${said ?? 'Promised'}, at ${requestsPerSecond.toLocaleString('en-US')} requests a second`;
}
