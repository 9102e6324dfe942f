import type { CfnResource, Stack } from 'aws-cdk-lib';

/** The template of a stack as it stands, without synthesis. */
export function rendered(stack: Stack): any {
  return stack.resolve((stack as any)._toCloudFormation());
}

/** The properties of a resource as they stand, without synthesis. */
export function propertiesNow(resource: CfnResource): any {
  const { Resources } = resource.stack.resolve((resource as any)._toCloudFormation());
  return (Object.values(Resources) as any[])[0].Properties ?? {};
}

/** What synthesis says of a stack for information, without synthesizing it again. */
export function infosOf(stack: Stack): string[] {
  return stack.node.findAll().flatMap(({ node }) => node.metadata).filter(({ type }) => type === 'aws:cdk:info').map(({ data }) => String(data));
}
