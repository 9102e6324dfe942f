import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isOwn } from '../../core/private/own-constructs';
import type { ObservedResource } from '../../signals/observed-resource';
import type { SignalCatalog } from '../../signals/signal-catalog';
import type { ISignalSource } from '../../signals/signal-source';

/** A resource and the kind that claims it, if the catalog has one. */
export interface Found {
  readonly resource: ObservedResource;
  readonly source: ISignalSource | undefined;
}

/** The resources that a construct is or holds, each once, in the order of the tree. */
export function discover(root: IConstruct, catalog: SignalCatalog): Found[] {
  const found: Found[] = [];
  const known = new Set<IConstruct>();
  visit(root, construct => {
    const resource = catalog.resource(construct);
    if (!resource || known.has(resource.construct)) return;
    known.add(resource.construct);
    found.push({ resource, source: catalog.sourceOf(resource) });
  });
  return found;
}

function visit(construct: IConstruct, action: (construct: IConstruct) => void): void {
  if (isOwn(construct) || isAssetBucket(construct)) return;
  action(construct);
  for (const child of construct.node.children) visit(child, action);
}

/** The bucket of the bootstrap stack, as an asset refers to it. */
function isAssetBucket({ node }: IConstruct): boolean {
  return node.id === 'AssetBucket' && node.scope !== undefined && 's3ObjectKey' in node.scope;
}

/** Parts of the CDK that work for it and not for the user: custom resource providers, log retention, asset deployment. */
const CDK_HELPERS = /(^|\/)(AWS679f53fac002430cb0da5b7982bd2287|Custom::[^/]+|LogRetention[a-f0-9]{8,}|BucketNotificationsHandler[^/]*|framework-(onEvent|isComplete|onTimeout)|SingletonLambda[^/]*|[^/]*CustomResourceProvider)(\/|$)/;

/** Whether a resource was made by the CDK for its own purposes. */
export function isCdkHelper(resource: ObservedResource): boolean {
  return CDK_HELPERS.test(resource.construct.node.path);
}

/** All L1s that a construct is or holds, except those of this library. */
export function visitOwnable(root: IConstruct): CfnResource[] {
  const found: CfnResource[] = [];
  visit(root, construct => {
    if (CfnResource.isCfnResource(construct)) found.push(construct);
  });
  return found;
}
