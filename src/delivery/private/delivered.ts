import { CfnResource, Token } from 'aws-cdk-lib';
import { deploymentGroupOf, textOf } from '../../alarms/private/deployed-resources';
import { peekProperty, referencesIn } from '../../signals/private/peek';
import type { ListName } from './registry-entries';

/** How resources that tell of deployments and incidents are registered, by type. */
const REGISTERED: Readonly<Record<string, readonly [list: ListName, name: (resource: CfnResource) => string | undefined]>> = {
  'AWS::CodePipeline::Pipeline': ['pipelines', literalOrRef],
  'AWS::CodeDeploy::DeploymentGroup': ['deploymentGroups', group => deploymentGroupOf(group)?.join('/')],
  'AWS::ECS::Service': ['ecsServices', ({ ref }) => ref],
  'AWS::Lambda::Alias': ['aliases', aliasName],
  'AWS::Synthetics::Canary': ['canaries', literalOrRef],
};

/** The list that a resource is registered in, and by which text; undefined for what tells of nothing. */
export function delivered(resource: CfnResource): readonly [list: ListName, name: string] | undefined {
  const kind = REGISTERED[resource.cfnResourceType];
  const name = kind?.[1](resource);
  return name === undefined ? undefined : [kind[0], name];
}

/** What is registered of a tree of constructs, those of this library included. */
export function isDelivered(resource: unknown): resource is CfnResource {
  return CfnResource.isCfnResource(resource) && resource.cfnResourceType in REGISTERED;
}

function literalOrRef(resource: CfnResource): string {
  const name = textOf(resource, 'Name');
  return name === undefined || Token.isUnresolved(name) ? resource.ref : name;
}

/** The function of an alias that refers to it. */
export function functionOf(alias: CfnResource): CfnResource | undefined {
  return referencesIn(peekProperty(alias, 'FunctionName')).map(reference => reference.target).find(isFunction);
}

/** The function may be given by its name, its ARN, or a reference to either. */
function aliasName(alias: CfnResource): string | undefined {
  const target = functionOf(alias);
  const name = textOf(alias, 'Name');
  const written = textOf(alias, 'FunctionName');
  const handler = target ? target.ref : written?.startsWith('arn:') ? written.split(':')[6] : written;
  return name === undefined || handler === undefined ? undefined : `${handler}:${name}`;
}

/** Whether something is a function of Lambda. */
export function isFunction(target: unknown): target is CfnResource {
  return CfnResource.isCfnResource(target) && target.cfnResourceType === 'AWS::Lambda::Function';
}
