import type { PropertyValue } from '../property-value';
import type { WorkloadResource } from '../workload-resource';

/** Whether a value is neither absent, nor unknown, nor the default. */
export function isOther(value: PropertyValue, usual: string): boolean {
  return !value.isAbsent && !value.isUnknown && value.text !== usual;
}

/** Whether ECS itself replaces the tasks of a service, and not for each host; `undefined` when only deployment can tell. */
export function isDeployedByEcs(service: WorkloadResource): boolean | undefined {
  const controller = service.property('DeploymentController.Type');
  const scheduling = service.property('SchedulingStrategy');
  if (isOther(controller, 'ECS') || isOther(scheduling, 'REPLICA')) return false;
  return controller.isUnknown || scheduling.isUnknown ? undefined : true;
}
