import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';
import { isHeard } from './alarm-events';
import { ALARM_TYPES, alarmsBehind, COMPOSITE } from './composite-rule';
import type { Match } from './event-pattern';

/**
 * Whether somebody or something is told when an alarm goes to ALARM: by an action of its own, through a composite alarm that tells somebody, or by an
 * EventBridge rule on its state change that has a target. `undefined` where only deployment can tell.
 */
export function reaches(alarm: WorkloadResource): Match {
  const { told, perhaps } = alarm.workload._once(reachOfAlarms);
  if (told.has(alarm)) return true;
  return perhaps.has(alarm) ? undefined : false;
}

interface Reach {
  readonly told: ReadonlySet<WorkloadResource>;
  readonly perhaps: ReadonlySet<WorkloadResource>;
}

/** From the alarms that act, down to those behind them; so that a circle of composites tells nobody by itself. */
function reachOfAlarms(workload: Workload): Reach {
  const alarms = ALARM_TYPES.flatMap(type => workload.ofType(type));
  const told = new Set<WorkloadResource>();
  const perhaps = new Set<WorkloadResource>();
  const spread = (reached: Set<WorkloadResource>, from: WorkloadResource) => {
    const pending = [from];
    for (let alarm = pending.pop(); alarm; alarm = pending.pop()) {
      if (told.has(alarm) || reached.has(alarm)) continue;
      reached.add(alarm);
      if (alarm.resourceType === COMPOSITE) pending.push(...alarmsBehind(alarm));
    }
  };

  const acting = alarms.filter(alarm => hasAction(alarm) === true);
  // Where every alarm acts by itself, it makes no difference what composites stand on.
  if (acting.length === alarms.length) return { told: new Set(alarms), perhaps };
  for (const alarm of acting) spread(told, alarm);
  const heard = new Map(alarms.filter(alarm => !told.has(alarm)).map(alarm => [alarm, isHeard(alarm)]));
  for (const [alarm, match] of heard) if (match === true) spread(told, alarm);
  for (const [alarm, match] of heard) if (match === undefined || hasAction(alarm) === undefined) spread(perhaps, alarm);
  return { told, perhaps };
}

/** Whether the alarm acts by itself. */
function hasAction(alarm: WorkloadResource): Match {
  const actions = alarm.property('AlarmActions');
  if (!actions._hasItems && !actions.isUnknown) return false;
  const enabled = alarm.property('ActionsEnabled');
  if (enabled.flag === false) return false;
  return enabled.isUnknown || actions.isUnknown ? undefined : true;
}
