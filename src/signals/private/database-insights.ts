import type { ObservedResource } from '../observed-resource';
import type { Subject } from './subject';

/**
 * Burstable classes on which an engine has no Performance Insights.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DatabaseInsights.Engines.html
 */
const UNSUPPORTED: Readonly<Record<string, RegExp | undefined>> = {
  'postgres': undefined,
  'mysql': /^db\.t[234]g?\.(?:micro|small)$/,
  'mariadb': /^db\.t[234]g?\.(?:micro|small)$/,
  'aurora-postgresql': undefined,
  'aurora-mysql': /^db\.t[234]g?\./,
};

/** Whether engine and class of an instance surely support Performance Insights; the engine may be that of its cluster. */
export function supportsPerformanceInsights(instance: Subject, cluster?: Subject): boolean {
  const engine = instance.literal('Engine') ?? cluster?.literal('Engine');
  const type = instance.literal('DBInstanceClass');
  return typeof engine === 'string' && typeof type === 'string' && Object.hasOwn(UNSUPPORTED, engine) && !UNSUPPORTED[engine]?.test(type);
}

/** Whether Performance Insights or the advanced mode of Database Insights is on, for the instance or for the cluster that it belongs to. */
export function hasDatabaseInsights(instance: ObservedResource): boolean {
  const cluster = instance.referenced('DBClusterIdentifier');
  return isOn(instance, 'EnablePerformanceInsights') || (cluster !== undefined && isOn(cluster, 'PerformanceInsightsEnabled'));
}

function isOn(database: ObservedResource, flag: string): boolean {
  return String(database.property(flag)) === 'true' || database.property('DatabaseInsightsMode') === 'advanced';
}
