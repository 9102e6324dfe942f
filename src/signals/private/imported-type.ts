import { CfnResource, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { memberOf } from './member-name';

const JSII_TYPE = Symbol.for('jsii.rtti');

/**
 * The CloudFormation type behind an imported construct. An import of a queue has a `queueRef`; where several services have a
 * resource of that name (a DynamoDB and a Timestream table), the class of the construct or its ARN tells which.
 */
export function importedType(construct: IConstruct, candidateTypes: Iterable<string>): string | undefined {
  const candidates = [...candidateTypes].filter(type => traitOf(type) in construct);
  if (candidates.length === 0 || holds(construct, candidates)) return undefined;
  if (candidates.length === 1) return candidates[0];
  const service = serviceOf(construct, traitOf(candidates[0]));
  const matching = candidates.filter(type => type.split('::')[1].toLowerCase() === service);
  return matching.length === 1 ? matching[0] : undefined;
}

/** Whether a construct holds what it stands for: it is then a wrapper and no import, which has permissions and the like below it at most. */
function holds(construct: IConstruct, types: readonly string[]): boolean {
  return construct.node.children.some(child => (CfnResource.isCfnResource(child) && types.includes(child.cfnResourceType)) || holds(child, types));
}

const TRAITS = new Map<string, string>();

/** `queueRef` of `AWS::SQS::Queue`: the member by which the CDK marks whatever can stand for such a resource. Every construct is asked for all of them. */
function traitOf(resourceType: string): string {
  let trait = TRAITS.get(resourceType);
  if (trait === undefined) TRAITS.set(resourceType, trait = `${memberOf(resourceType.split('::').pop() ?? '')}Ref`);
  return trait;
}

function serviceOf(construct: IConstruct, trait: string): string | undefined {
  for (let type = construct.constructor; typeof type === 'function'; type = Object.getPrototypeOf(type)) {
    const module = /^aws-cdk-lib\.aws_([a-z0-9]+)\./.exec((type as any)[JSII_TYPE]?.fqn ?? '')?.[1];
    if (module) return module;
  }
  const arn = Object.values((construct as any)[trait] ?? {}).find(value => typeof value === 'string' && value.startsWith('arn:')) as string | undefined;
  const service = arn?.split(':')[2];
  return Token.isUnresolved(service) ? undefined : service;
}
