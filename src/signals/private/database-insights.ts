import type { ObservedResource } from '../observed-resource';

/** Whether Performance Insights or the advanced mode of Database Insights is on, for the instance or for the cluster that it belongs to. */
export function hasDatabaseInsights(instance: ObservedResource): boolean {
  const cluster = instance.referenced('DBClusterIdentifier');
  return isOn(instance, 'EnablePerformanceInsights') || (cluster !== undefined && isOn(cluster, 'PerformanceInsightsEnabled'));
}

function isOn(database: ObservedResource, flag: string): boolean {
  return String(database.property(flag)) === 'true' || database.property('DatabaseInsightsMode') === 'advanced';
}
