import type { ObservedResource } from '../observed-resource';

/** Whether a function has the Lambda Insights extension: its layer, or the managed policy that comes with it. */
export function hasLambdaInsights(fn: ObservedResource): boolean {
  return mentions(fn.property('Layers'), 'LambdaInsightsExtension')
    || mentions(fn.referenced('Role')?.property('ManagedPolicyArns'), 'CloudWatchLambdaInsightsExecutionRolePolicy');
}

function mentions(list: unknown, part: string): boolean {
  return Array.isArray(list) && list.some(item => String(item).includes(part));
}
