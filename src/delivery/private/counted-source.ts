import { COUNTED_SOURCES, type CountedSource } from '../../core/schemas/private/delivery';
import { DeploymentSource } from '../deployment-source';
import type { ListName } from './registry-entries';

const SOURCES: Readonly<Record<DeploymentSource, CountedSource>> = {
  [DeploymentSource.CUSTOM]: 'custom',
  [DeploymentSource.PIPELINE]: 'pipeline',
  [DeploymentSource.STACK]: 'stack',
  [DeploymentSource.CODE_DEPLOY]: 'codedeploy',
  [DeploymentSource.ECS]: 'ecs',
  [DeploymentSource.LAMBDA_ALIAS]: 'alias',
};

/** By what a service has a source. Events of one's own are registered nowhere. */
const LIST_OF: Readonly<Record<Exclude<CountedSource, 'custom'>, ListName>> = {
  pipeline: 'pipelines', stack: 'stacks', codedeploy: 'deploymentGroups', ecs: 'ecsServices', alias: 'aliases',
};

type Lists = { readonly [list in ListName]?: readonly string[] };

/** The source that is named, or else the first that the service has. */
export function countedSource(lists: Lists, named: DeploymentSource | undefined): CountedSource {
  if (named !== undefined) return SOURCES[named];
  return COUNTED_SOURCES.find(source => source !== 'custom' && has(lists, source)) ?? 'stack';
}

/** Whether a service has what events of a source are about. */
export function hasSource(lists: Lists, named: DeploymentSource): boolean {
  return has(lists, SOURCES[named]);
}

function has(lists: Lists, source: CountedSource): boolean {
  return source === 'custom' || (lists[LIST_OF[source]] ?? []).length > 0;
}
