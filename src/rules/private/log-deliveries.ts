import type { WorkloadResource } from '../workload-resource';

/** `ACCESS_LOGS` of a distribution, `ALB_ACCESS_LOGS`, `NLB_ACCESS_LOGS`. */
const ACCESS_LOGS = /ACCESS_LOGS$/;

/** Whether CloudWatch Logs takes the access logs of a resource and delivers them, without the resource saying so. */
export function hasDeliveredAccessLogs(resource: WorkloadResource): boolean {
  return resource.workload.referrersOf(resource, 'AWS::Logs::DeliverySource', 'ResourceArn').some(source => {
    const type = source.property('LogType');
    return type.isUnknown || ACCESS_LOGS.test(type.text ?? '');
  });
}
