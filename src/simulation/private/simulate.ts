import { MuteGate, SuppressionGate } from './action-gate';
import { alarmsIn, holds } from './alarm-rule';
import { MetricData } from './metric-data';
import { MetricStates } from './metric-states';
import type { AlarmModel, MuteModel, ObjectiveModel, SeriesModel } from './model';
import { objectiveSeries } from './objectives';
import type { State } from './verdict';

/** What is simulated. */
export interface SimulationInput {
  readonly alarms: readonly AlarmModel[];
  readonly objectives: readonly ObjectiveModel[];
  readonly mutes: readonly MuteModel[];
  readonly series: readonly SeriesModel[];
  /** Minutes that are simulated. */
  readonly minutes: number;
  /** Minutes before minute 0 that the series have data of; 0 where the alarms are created in minute 0. */
  readonly historyMinutes: number;
  /** The minutes between 1970 and minute 0. */
  readonly epochMinute: number;
  readonly objectiveLagMinutes: number;
}

/** A change of the state of an alarm. */
export interface Change {
  readonly minute: number;
  readonly alarm: AlarmModel;
  readonly from: State;
  readonly to: State;
}

/** Actions that an alarm executed. */
export interface Execution {
  readonly minute: number;
  readonly alarm: AlarmModel;
  readonly state: State;
  readonly actions: readonly string[];
}

export interface SimulationOutput {
  /** The states in minute 0, before anything was simulated, by the id of the alarm. */
  readonly initial: ReadonlyMap<string, State>;
  readonly changes: readonly Change[];
  readonly executions: readonly Execution[];
  readonly data: MetricData;
}

interface Running {
  readonly alarm: AlarmModel;
  state: State;
  readonly next: (minute: number, current: State, isFirst: boolean) => State;
  suppression?: SuppressionGate;
  mute?: MuteGate;
}

/**
 * Evaluates alarms minute by minute. In minute 0 every alarm takes the state that its history gives, and executes no action; what happens in a minute is seen
 * at its end.
 *
 * @throws when an alarm cannot be evaluated; the message names it
 */
export function simulate(input: SimulationInput): SimulationOutput {
  const data = dataOf(input);
  const byId = new Map<string, Running>();
  const stateOf = (id: string) => byId.get(id)!.state;
  const running = inOrder(input.alarms).map((alarm): Running => {
    const entry: Running = { alarm, state: 'INSUFFICIENT_DATA', next: evaluatorOf(alarm, data, input, stateOf) };
    byId.set(alarm.id, entry);
    return entry;
  });
  if (input.historyMinutes > 0) for (const entry of running) entry.state = entry.next(0, entry.state, true);
  else for (const entry of running.filter(({ alarm }) => alarm.kind === 'composite')) entry.state = entry.next(0, entry.state, true);
  const initial = new Map(running.map(({ alarm, state }) => [alarm.id, state]));
  const mutesById = mutesOf(input.mutes);
  for (const entry of running) {
    const { alarm, state } = entry;
    if (alarm.kind === 'composite' && alarm.suppressor) entry.suppression = new SuppressionGate(alarm.suppressor, stateOf(alarm.suppressor.id));
    if (mutesById.has(alarm.id)) entry.mute = new MuteGate(state);
  }
  const changes: Change[] = [];
  const executions: Execution[] = [];
  for (let minute = 1; minute <= input.minutes; minute++) {
    const changed = new Set<Running>();
    for (const entry of running) {
      const { alarm, state: from } = entry;
      const to = entry.next(minute, from, false);
      if (to === from) continue;
      entry.state = to;
      changed.add(entry);
      changes.push({ minute, alarm, from, to });
    }
    for (const entry of running) {
      const { alarm, state, mute, suppression } = entry;
      const suppressor = alarm.kind === 'composite' ? alarm.suppressor : undefined;
      const wantsToAct = suppression ? suppression.opens(minute, changed.has(entry), stateOf(suppressor!.id)) : changed.has(entry);
      const isMuted = mutesById.get(alarm.id)?.some(each => each.isActive(input.epochMinute + minute)) ?? false;
      const acts = mute ? mute.opens(wantsToAct, state, isMuted) : wantsToAct;
      const actions = [...acts && alarm.actions.enabled ? alarm.actions[state] : [], ...changed.has(entry) ? alarm.listeners[state] : []];
      if (actions.length > 0) executions.push({ minute, alarm, state, actions });
    }
  }
  return { initial, changes, executions, data };
}

function evaluatorOf(alarm: AlarmModel, data: MetricData, input: SimulationInput, stateOf: (id: string) => State): Running['next'] {
  if (alarm.kind === 'silent') return (_, current) => current;
  if (alarm.kind === 'composite') return () => holds(alarm.rule, stateOf) ? 'ALARM' : 'OK';
  const states = new MetricStates(alarm, data, input.epochMinute, input.historyMinutes === 0);
  return (...now) => named(alarm, () => states.next(...now));
}

/** What is measured, and what Application Signals makes of it. */
function dataOf({ series, objectives, historyMinutes, minutes, epochMinute, objectiveLagMinutes }: SimulationInput): MetricData {
  const measured = new MetricData(series);
  const span = { from: -historyMinutes, until: minutes, epochMinute, lagMinutes: objectiveLagMinutes };
  return new MetricData([...objectives.flatMap(objective => named({ name: `objective ${objective.name}` }, () => objectiveSeries(objective, measured, span))), ...series]);
}

/** Alarms after those that they stand on. */
function inOrder(alarms: readonly AlarmModel[]): AlarmModel[] {
  const byId = new Map(alarms.map(alarm => [alarm.id, alarm]));
  const ordered = new Set<AlarmModel>();
  const pending = new Set<AlarmModel>();
  const visit = (alarm: AlarmModel) => {
    if (ordered.has(alarm)) return;
    if (pending.has(alarm)) throw new Error(`[${alarm.name}] the composite alarm stands on itself: ${[...pending].map(({ name }) => name).join(' → ')} → ${alarm.name}. Break the circle.`);
    pending.add(alarm);
    if (alarm.kind === 'composite') for (const id of alarmsIn(alarm.rule)) visit(byId.get(id)!);
    pending.delete(alarm);
    ordered.add(alarm);
  };
  alarms.forEach(visit);
  return [...ordered];
}

function mutesOf(mutes: readonly MuteModel[]): ReadonlyMap<string, readonly MuteModel[]> {
  const byAlarm = new Map<string, MuteModel[]>();
  for (const mute of mutes) for (const alarm of mute.alarms) byAlarm.set(alarm, [...byAlarm.get(alarm) ?? [], mute]);
  return byAlarm;
}

function named<T>({ name }: Pick<AlarmModel, 'name'>, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new Error(`[${name}] cannot be simulated: ${(error as Error).message}.`);
  }
}
