import type { Conversion } from '../conversion';
import { referred } from '../references';
import { type EventConverter, permission, type SamEvent } from './event';

/** A route of a REST API: the one that is named, or the one that the transform makes. */
export const apiEvent: EventConverter = event => routed(event, 'rest', event.properties.RestApiId, 'Prod');

/** A route of an HTTP API: the one that is named, or the one that the transform makes. */
export const httpApiEvent: EventConverter = event => routed(event, 'http', event.properties.ApiId, '');

function routed(event: SamEvent, kind: 'rest' | 'http', api: unknown, suffix: string): Conversion {
  const { id, owner, properties, target, condition } = event;
  const named = referred(api);
  const resources = permission(event, 'apigateway.amazonaws.com', undefined, api === undefined ? suffix : '');
  // An API of another template: its routes are made there.
  if (api !== undefined && named === undefined) return { resources };
  return {
    resources,
    routes: [{
      kind,
      id: `${id}${kind === 'rest' ? 'Method' : 'Integration'}`,
      api: named,
      from: owner,
      path: properties.Path,
      method: properties.Method,
      target: target.invocation,
      timeout: properties.TimeoutInMillis,
      condition,
    }],
  };
}
