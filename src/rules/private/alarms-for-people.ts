import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';
import { ALARM_TYPES } from './composite-rule';
import { isSteering } from './steering-alarm';

/** All alarms of an app but those that only scale, or stop or recover an instance. */
export function alarmsForPeople(workload: Workload): readonly WorkloadResource[] {
  return workload._once(findAlarms);
}

function findAlarms(workload: Workload): readonly WorkloadResource[] {
  return ALARM_TYPES.flatMap(type => workload.ofType(type)).filter(alarm => !isSteering(alarm));
}
