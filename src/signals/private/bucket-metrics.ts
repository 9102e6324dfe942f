import { Fn, Token } from 'aws-cdk-lib';
import type { ObservedResource } from '../observed-resource';
import type { SignalVariant } from '../signal-source';
import { lastPart } from './stack-resources';
import { text } from './text';

type Dimensions = { [name: string]: string };

/** What narrows request metrics down to a part of the bucket. */
const FILTERS = ['Prefix', 'TagFilters', 'AccessPointArn'];

export const REQUEST_METRICS = { ruleId: 'PE-S3RequestMetrics', howToEnable: 'set metrics: [{ id: \'EntireBucket\' }] on the bucket' };

/** Request metrics of the whole bucket, or of the first filter where none counts the whole. */
export function requestVariants(bucket: ObservedResource, dimensions: Dimensions): SignalVariant[] {
  return [{ dimensions: { ...dimensions, FilterId: filterId(bucket) ?? 'EntireBucket' } }];
}

/** Whether the bucket has request metrics under an id that can be told. */
export function hasRequestMetrics(bucket: ObservedResource): boolean {
  return filterId(bucket) !== undefined;
}

/** Each replication rule that publishes metrics, by its id. */
export function replicationVariants(bucket: ObservedResource, dimensions: Dimensions): SignalVariant[] {
  const variants = new Map<string, SignalVariant>();
  for (const index of indices(bucket, 'ReplicationConfiguration.Rules')) {
    const property = (name: string) => bucket.property(`ReplicationConfiguration.Rules.${index}.${name}`);
    const id = literal(property('Id'));
    const destination = bucketName(text(property('Destination.Bucket')));
    const isOff = [property('Status'), property('Destination.Metrics.Status')].includes('Disabled') || property('Destination.Metrics') === undefined;
    if (id === undefined || destination === undefined || isOff) continue;
    variants.set(id, { id, dimensions: { SourceBucket: dimensions.BucketName, DestinationBucket: destination, RuleId: id } });
  }
  return [...variants.values()];
}

function filterId(bucket: ObservedResource): string | undefined {
  const property = (index: number, name: string) => bucket.property(`MetricsConfigurations.${index}.${name}`);
  const named = indices(bucket, 'MetricsConfigurations').filter(index => text(property(index, 'Id')));
  const whole = named.find(index => FILTERS.every(name => (property(index, name) ?? '').length === 0));
  return named.length === 0 ? undefined : text(property(whole ?? named[0], 'Id'));
}

function indices(bucket: ObservedResource, property: string): number[] {
  const list = bucket.property(property);
  return Array.isArray(list) ? list.map((_, index) => index) : [];
}

function literal(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && !Token.isUnresolved(value) ? value : undefined;
}

/** The name in the ARN of a bucket. */
function bucketName(arn: string | undefined): string | undefined {
  if (arn === undefined || arn === '') return undefined;
  return Token.isUnresolved(arn) ? Fn.select(5, Fn.split(':', arn)) : lastPart(arn);
}
