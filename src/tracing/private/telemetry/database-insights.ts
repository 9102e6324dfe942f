import { CfnResource } from 'aws-cdk-lib';
import { capacityOfClass } from '../../../core/private/database-capacity';
import { hasDatabaseInsights, supportsPerformanceInsights } from '../../../signals/private/database-insights';
import { Subject } from '../../../signals/private/subject';
import { DatabaseInsightsLevel } from '../../insights-level';
import type { Subscriber, TelemetryPiece } from './piece';
import type { Switchboard } from './switchboard';

/** 15 months, without which the advanced level is refused. */
const ADVANCED_RETENTION_DAYS = 465;
const CLUSTER = 'AWS::RDS::DBCluster';

export const DATABASE_INSIGHTS_PIECE: TelemetryPiece = {
  option: 'databaseInsights',
  meets: ['PE-RdsInsights'],
  at: {
    'AWS::RDS::DBInstance': (subscriber, board, { databaseInsights: level }) => {
      if (level === DatabaseInsightsLevel.STANDARD) standard(subscriber, board);
      if (level === DatabaseInsightsLevel.ADVANCED) advanced(subscriber, board);
    },
  },
};

function standard({ resource, l1 }: Subscriber, board: Switchboard): void {
  if (hasDatabaseInsights(resource)) return;
  if (isSupported(resource.referenced('DBClusterIdentifier')?.construct, l1)) board.set(l1, 'EnablePerformanceInsights', true);
  else board.leave(l1, 'Database Insights is not switched on, as its engine and class do not support it or are known at deployment only');
}

/** Instances of Aurora take the level of their cluster. */
function advanced({ resource, l1 }: Subscriber, board: Switchboard): void {
  const cluster = resource.referenced('DBClusterIdentifier');
  if (!isSupported(cluster?.construct, l1)) {
    board.leave(l1, 'Database Insights is not switched on, as its engine and class do not support it or are known at deployment only');
    return;
  }
  if (!cluster && !new Subject(l1).lacks('DBClusterIdentifier')) {
    board.leave(l1, 'the advanced level of Database Insights is that of its cluster, which is not in this app');
    return;
  }
  const subject = cluster?.resourceType === CLUSTER && CfnResource.isCfnResource(cluster.construct) ? cluster.construct : l1;
  const flag = subject === l1 ? 'EnablePerformanceInsights' : 'PerformanceInsightsEnabled';
  const isOpen = new Subject(subject).lacks('PerformanceInsightsRetentionPeriod', 'DatabaseInsightsMode') && new Subject(subject).isDefaultOr(flag, true);
  if (isOpen) {
    board.set(subject, flag, true);
    board.set(subject, 'PerformanceInsightsRetentionPeriod', ADVANCED_RETENTION_DAYS);
    board.set(subject, 'DatabaseInsightsMode', 'advanced');
    ADVANCED.add(subject);
  } else if (!ADVANCED.has(subject)) {
    board.leave(subject, 'it says itself what Performance Insights does, so the advanced level of Database Insights is not switched on');
  }
  if (ADVANCED.has(subject)) billAdvanced(l1, board);
}

/** Databases that were switched to the advanced level here. */
const ADVANCED = new WeakSet<CfnResource>();
const BILLED = new WeakSet<CfnResource>();

function billAdvanced(instance: CfnResource, board: Switchboard): void {
  if (BILLED.has(instance)) return;
  BILLED.add(instance);
  const type = new Subject(instance).literal('DBInstanceClass');
  const capacity = typeof type === 'string' ? capacityOfClass(type) : undefined;
  if (capacity) board.bill(instance, 'vCPUs with advanced Database Insights', capacity.vCpus, 'databaseInsightsVcpu');
  else board.note('the advanced level of Database Insights bills serverless instances by ACU, 0.003125 USD an hour for each');
}

function isSupported(cluster: unknown, instance: CfnResource): boolean {
  return supportsPerformanceInsights(new Subject(instance), CfnResource.isCfnResource(cluster) ? new Subject(cluster) : undefined);
}
