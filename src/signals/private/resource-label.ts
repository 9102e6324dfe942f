import type { IConstruct } from 'constructs';
import { outermostStack } from '../../core/private/cross-stack';
import type { ObservedResource } from '../observed-resource';

/**
 * Name of a resource in alarms and on dashboards: its path below the stack of the observer, or the whole path where it
 * stands elsewhere. A path never holds a token and does not change when something is added beside it.
 */
export function labelOf(resource: ObservedResource, observer: IConstruct): string {
  const home = outermostStack(observer).node.path;
  const { path } = resource;
  const relative = home !== '' && path.startsWith(`${home}/`) ? path.slice(home.length + 1) : path;
  return relative.replace(/\//g, '-').replace(/[^A-Za-z0-9._-]+/g, '_');
}
