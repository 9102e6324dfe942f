import { Token } from 'aws-cdk-lib';
import { DELIVERY_METRICS } from '../../core/schemas/private/delivery';
import { metricRow, type Row } from './graph-plan';
import type { ServiceView } from './service-view';

const ID = 'deployment_ended';
const COLOR = '#9467bd';

/** How the ends of deployments are drawn over a graph: spikes on an axis of their own, which nothing else is measured by. */
export interface DeploymentMarker {
  readonly yAxis: object;
  /** How many count against the quotas. */
  readonly metrics: number;
  /** Rows of the graph, which reads its other metrics in a Region. */
  rows(graphRegion: string): Row[];
}

/** The marker of a service whose deployments are counted. */
export function deploymentMarker({ delivery, serviceName, environment, region }: ServiceView): DeploymentMarker | undefined {
  if (!delivery) return undefined;
  const metric = {
    namespace: delivery.namespace, metricName: DELIVERY_METRICS.deploymentMarker, dimensions: { Service: serviceName, Environment: environment }, statistic: 'Maximum', period: 60,
  };
  return {
    metrics: 1,
    // Without labels, as the axis tells nothing.
    yAxis: { min: 0, max: 1, label: '', showUnits: false },
    rows: graphRegion => [
      [{ expression: `FILL(${ID}, 0)`, label: 'Deployment', id: `${ID}_line`, color: COLOR, yAxis: 'right' }],
      metricRow(metric, { id: ID, visible: false, ...region === graphRegion || Token.isUnresolved(region) ? {} : { region } }),
    ],
  };
}
