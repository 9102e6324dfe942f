import { Annotations, type CfnResource } from 'aws-cdk-lib';
import { TracingOutcome, type TracingDecision } from '../tracing-decision';

/** Says what was decided, in the output of synthesis as well, unless there is nothing new in it. */
export function decided(resource: CfnResource, outcome: TracingOutcome, reason: string): TracingDecision {
  if (outcome !== TracingOutcome.ALREADY_TRACED) Annotations.of(resource).addInfo(`Tracing: ${reason}.`);
  return { path: resource.node.path, resourceType: resource.cfnResourceType, outcome, reason };
}
