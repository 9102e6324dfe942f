import type { IConstruct } from 'constructs';
import type { ObservedResource } from '../observed-resource';

const WITH_LAYER = new WeakSet<IConstruct>();

/** Tells that a function got the layer, the ARN of which may be known at deployment only. */
export function markLambdaInsights(fn: IConstruct): void {
  WITH_LAYER.add(fn);
}

/** Whether a function has the Lambda Insights extension: its layer, or the managed policy that comes with it. */
export function hasLambdaInsights(fn: ObservedResource): boolean {
  return WITH_LAYER.has(fn.construct)
    || mentions(fn.property('Layers'), 'LambdaInsightsExtension')
    || mentions(fn.referenced('Role')?.property('ManagedPolicyArns'), 'CloudWatchLambdaInsightsExecutionRolePolicy');
}

function mentions(list: unknown, part: string): boolean {
  return Array.isArray(list) && list.some(item => String(item).includes(part));
}
