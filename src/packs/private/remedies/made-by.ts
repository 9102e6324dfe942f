import type { CfnResource } from 'aws-cdk-lib';

const JSII_TYPE = Symbol.for('jsii.rtti');

/** Whether a resource is what a construct of the CDK consists of, told by the name of its class: no service module is loaded to ask. */
export function isMadeBy(resource: CfnResource, className: string): boolean {
  if (resource.node.id !== 'Resource' || !resource.node.scope) return false;
  for (let type = resource.node.scope.constructor; typeof type === 'function'; type = Object.getPrototypeOf(type)) {
    if ((type as any)[JSII_TYPE]?.fqn === className) return true;
  }
  return false;
}
