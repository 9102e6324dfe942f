import { Token } from 'aws-cdk-lib';
import type { ObservedResource } from '../observed-resource';
import { textOf } from './arn-part';
import { numeric } from './numeric';

const STATUS = 'MonitoringSubscription.RealtimeMetricsSubscriptionConfig.RealtimeMetricsSubscriptionStatus';
const DEFAULT_TIMEOUT = 30;

/** A CloudFront function that a behavior runs. */
export interface EdgeFunction {
  /** Literal. */
  readonly id: string;
  readonly name: string;
}

export function hasAdditionalMetrics(distribution: ObservedResource): boolean {
  return distribution.referencedBy('AWS::CloudFront::MonitoringSubscription', 'DistributionId')
    .some(subscription => subscription.property(STATUS) === 'Enabled');
}

/** How long CloudFront waits for each origin, in seconds; `undefined` where a token decides. */
export function originTimeouts(distribution: ObservedResource): number[] | undefined {
  const timeouts = itemsAt(distribution, 'DistributionConfig.Origins')?.map(origin => ['CustomOriginConfig', 'S3OriginConfig']
    .map(config => distribution.property(`${origin}.${config}.OriginReadTimeout`))
    .reduce((known, timeout) => known ?? timeout, undefined) ?? DEFAULT_TIMEOUT).map(numeric);
  if (timeouts === undefined || timeouts.some(timeout => timeout === undefined || timeout <= 0)) return undefined;
  return timeouts.length === 0 ? [DEFAULT_TIMEOUT] : timeouts as number[];
}

/** The functions of all behaviors, each once. */
export function functionsOf(distribution: ObservedResource): EdgeFunction[] {
  const behaviors = ['DistributionConfig.DefaultCacheBehavior', ...itemsAt(distribution, 'DistributionConfig.CacheBehaviors') ?? []];
  const found = behaviors
    .flatMap(behavior => itemsAt(distribution, `${behavior}.FunctionAssociations`) ?? [])
    .flatMap(association => functionAt(distribution, `${association}.FunctionARN`) ?? []);
  return [...new Map(found.map(each => [each.id, each])).values()];
}

function functionAt(distribution: ObservedResource, path: string): EdgeFunction | undefined {
  const target = distribution.imported ? undefined : distribution.referenced(path);
  if (target?.resourceType === 'AWS::CloudFront::Function') {
    const name = textOf(target.property('Name'));
    return name === undefined ? undefined : { id: Token.isUnresolved(name) ? target.path : name, name };
  }
  const arn = textOf(distribution.property(path));
  const name = arn?.split('/').pop();
  return name === undefined || name === '' || Token.isUnresolved(name) ? undefined : { id: name, name };
}

/** The paths of the members of a list; `undefined` of what is no list, none of nothing. */
function itemsAt(distribution: ObservedResource, path: string): string[] | undefined {
  const items = distribution.property(path);
  if (items === undefined) return [];
  return Array.isArray(items) ? items.map((_, index) => `${path}.${index}`) : undefined;
}
