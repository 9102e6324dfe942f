import type { ObservedResource } from '../observed-resource';

/** Whether an Auto Scaling group publishes some of its group metrics: a collection that names none has them all. */
export function collectsGroupMetrics(...names: string[]): (group: ObservedResource) => boolean {
  return group => {
    const collections = group.property('MetricsCollection');
    return Array.isArray(collections) && names.every(name => collections.some(collection => hasMetric(collection, name)));
  };
}

function hasMetric(collection: any, name: string): boolean {
  if (collection === null || typeof collection !== 'object') return false;
  const metrics = collection.Metrics ?? collection.metrics;
  return metrics === undefined || (Array.isArray(metrics) && (metrics.length === 0 || metrics.includes(name)));
}
