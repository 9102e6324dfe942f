import { complaint } from '../../core/private/errors';
import { STACK_TYPE } from '../../rules/private/stack-type';
import type { IRule } from '../../rules/rule';
import type { RuleExample } from '../../rules/rule-example';
import { Workload } from '../../rules/workload';
import type { WorkloadResource } from '../../rules/workload-resource';

/** The stack of an example, and those beside it. */
export function exampleWorkload({ otherStacks, assetBytes, ...own }: Omit<RuleExample, 'title'>): Workload {
  const stacks = Object.entries({ Example: own, ...otherStacks });
  return Workload._of(stacks.map(([path, { resources, description, region }]) => ({
    path, region, assetBytes, stage: path.split('/').slice(0, -1).join('/'), template: { Description: description, Resources: resources }, pathOf: () => undefined,
  })));
}

/** The resource that an example is about. */
export function subjectOf({ metadata: { id, resourceTypes } }: IRule, { subject, title }: RuleExample, workload: Workload): WorkloadResource {
  if (subject === undefined && resourceTypes.includes(STACK_TYPE)) return workload.stacks[0];
  const isSubject = ({ logicalId, resourceType }: WorkloadResource) =>
    subject === undefined ? resourceTypes.includes(resourceType) || resourceTypes.includes('*') : logicalId === subject;
  const found = workload.resources.find(isSubject);
  if (!found) throw complaint(id, { what: `the example '${title}' has no resource that the rule is about`, received: subject ?? workload.resources.map(({ logicalId }) => logicalId), valid: resourceTypes.join(', ') });
  return found;
}
