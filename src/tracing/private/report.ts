import { Annotations, CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { TracingOutcome, type TracingDecision } from '../tracing-decision';

/** Says what was decided, in the output of synthesis as well, unless there is nothing new in it. */
export function decided(construct: IConstruct, outcome: TracingOutcome, reason: string, type = ''): TracingDecision {
  if (outcome !== TracingOutcome.ALREADY_TRACED) Annotations.of(construct).addInfo(`Tracing: ${reason}.`);
  return { path: construct.node.path, resourceType: CfnResource.isCfnResource(construct) ? construct.cfnResourceType : type, outcome, reason };
}
