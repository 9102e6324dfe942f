import { isHelperId } from '../../core/private/framework-ids';
import type { WorkloadResource } from '../workload-resource';

const ANSWERS = new WeakMap<WorkloadResource, boolean>();

/** Whether the CDK made a resource for itself: nobody who reads a finding about it could change it. */
export function isFrameworkHelper(resource: WorkloadResource): boolean {
  let answer = ANSWERS.get(resource);
  if (answer === undefined) {
    answer = resource.resourceType === 'AWS::CDK::Metadata' || isHelperId(resource.logicalId, resource.stackPath);
    ANSWERS.set(resource, answer);
  }
  return answer;
}
