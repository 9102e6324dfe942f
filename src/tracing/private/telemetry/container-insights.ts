import { CfnResource } from 'aws-cdk-lib';
import { clusterOf } from '../../../signals/private/container-insights';
import { ContainerInsightsLevel } from '../../insights-level';
import type { TelemetryPiece } from './piece';

const VALUES = { [ContainerInsightsLevel.STANDARD]: 'enabled', [ContainerInsightsLevel.ENHANCED]: 'enhanced' };

export const CONTAINER_INSIGHTS_PIECE: TelemetryPiece = {
  option: 'containerInsights',
  meets: ['OE-EcsContainerInsights'],
  at: {
    'AWS::ECS::Service': ({ resource, l1 }, board, { containerInsights: level }) => {
      if (level === undefined || level === ContainerInsightsLevel.NONE) return;
      const cluster = clusterOf(resource)?.construct;
      if (!cluster || !CfnResource.isCfnResource(cluster)) {
        board.leave(l1, 'Container Insights cannot be switched on, as the cluster is not in this app');
        return;
      }
      if (board.set(cluster, 'ClusterSettings', [{ Name: 'containerInsights', Value: VALUES[level] }])) {
        board.note('Container Insights bills the metrics of each task and container, 0.07 USD a month for each metric of the enhanced level');
      }
    },
  },
};
