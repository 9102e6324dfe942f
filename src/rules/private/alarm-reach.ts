import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';
import { isHeard } from './alarm-events';
import { alarmsBehind } from './composite-rule';
import type { Match } from './event-pattern';

const COMPOSITE = 'AWS::CloudWatch::CompositeAlarm';

/**
 * Whether somebody or something is told when an alarm goes to ALARM: by an action of its own, through a composite alarm that tells somebody, or by an
 * EventBridge rule on its state change that has a target. `undefined` where only deployment can tell.
 */
export function reaches(alarm: WorkloadResource): Match {
  return reachesFrom(alarm, alarm.workload._once(noAnswers), alarm.workload._once(compositesByAlarm));
}

type Composites = ReadonlyMap<WorkloadResource, readonly WorkloadResource[]>;

/** The answers so far. */
function noAnswers(): Map<WorkloadResource, Match> {
  return new Map();
}

function reachesFrom(alarm: WorkloadResource, known: Map<WorkloadResource, Match>, composites: Composites): Match {
  if (known.has(alarm)) return known.get(alarm);
  // A circle of composites tells nobody.
  known.set(alarm, false);
  let answer: Match = hasAction(alarm);
  if (answer !== true) answer = either(answer, ...(composites.get(alarm) ?? []).map(composite => reachesFrom(composite, known, composites)));
  if (answer !== true) answer = either(answer, isHeard(alarm));
  known.set(alarm, answer);
  return answer;
}

/** Whether the alarm acts by itself. */
function hasAction(alarm: WorkloadResource): Match {
  const enabled = alarm.property('ActionsEnabled');
  const actions = alarm.property('AlarmActions');
  if (enabled.flag === false || (!actions.isUnknown && actions.items.length === 0)) return false;
  return enabled.isUnknown || actions.isUnknown ? undefined : true;
}

function compositesByAlarm(workload: Workload): Composites {
  const composites = new Map<WorkloadResource, WorkloadResource[]>();
  for (const composite of workload.ofType(COMPOSITE)) {
    for (const alarm of alarmsBehind(composite)) {
      const list = composites.get(alarm);
      if (list) list.push(composite); else composites.set(alarm, [composite]);
    }
  }
  return composites;
}

function either(...answers: Match[]): Match {
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}
