import { Token } from 'aws-cdk-lib';
import { peek, referencesIn } from './peek';
import type { Subject } from './subject';
import { admitsEdge } from './trace-permissions';

/** Runtimes whose log calls Lambda turns into JSON. */
const FORMATTED = /^(?:nodejs|python|java|dotnet)/;

/** Settings of a logger that writes JSON into any format. */
const POWERTOOLS = /^POWERTOOLS_(?:SERVICE_NAME|LOG|LOGGER)/;

const LAYER = 'AWS::Lambda::LayerVersion';

/** Whether a function surely runs in its own Region: CloudFront takes none with tracing or settings of its log. */
export function isRegional(fn: Subject): boolean {
  const role = fn.role('Role');
  return role !== undefined && !admitsEdge(role);
}

/** Whether each layer is one that the app builds, so that none of them traces by itself. */
export function hasOwnLayersOnly(fn: Subject): boolean {
  const layers = fn.value('Layers');
  if (layers === undefined) return true;
  if (!Array.isArray(layers) || Token.isUnresolved(layers)) return false;
  return layers.every(layer => typeof peek(layer) !== 'string' && referencesIn(layer).some(({ target }) => (target as any).cfnResourceType === LAYER));
}

/** Whether it is Lambda that decides about the format of the log. */
export function leavesFormatToLambda(fn: Subject): boolean {
  const runtime = fn.literal('Runtime');
  if (typeof runtime !== 'string' || !FORMATTED.test(runtime)) return false;
  const variables = fn.value('Environment.Variables');
  if (variables === undefined) return fn.lacks('Environment.Variables');
  return typeof variables === 'object' && !Token.isUnresolved(variables) && !Object.keys(variables ?? {}).some(key => POWERTOOLS.test(key) || /^Fn::|^Ref$/.test(key));
}
