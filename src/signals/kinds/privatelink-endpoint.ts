import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { declaredName } from '../private/declared-name';
import { defineSignals, type SignalDefinition } from '../private/define';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

/** Kinds of endpoints that publish no metrics; one without a type is a gateway endpoint. */
const SILENT = ['Gateway', 'Resource', 'ServiceNetwork', 'Tunnel'];

function typeOf(endpoint: ObservedResource): string | undefined {
  if (endpoint.property('VpcEndpointType') === undefined) return endpoint.imported ? 'Interface' : 'Gateway';
  return declaredName(endpoint, 'VpcEndpointType');
}

const said = (endpoint: ObservedResource, property: string, member: string): string | undefined =>
  endpoint.imported ? endpoint.attribute(property, member) : declaredName(endpoint, property);

const whereMeasured: Pick<SignalDefinition, 'appliesWhen' | 'variants'> = {
  appliesWhen: 'the endpoint is an interface endpoint or one of a Gateway Load Balancer',
  variants: (_, dimensions): SignalVariant[] => SILENT.includes(dimensions['Endpoint Type']) ? [] : [{ dimensions }],
};

export default defineSignals({
  kind: 'privatelink-endpoint',
  title: 'VPC endpoint',
  resourceType: 'AWS::EC2::VPCEndpoint',
  namespace: 'AWS/PrivateLinkEndpoints',
  naming: 'the ids of the endpoint and of its VPC, and the name of the service: declare them with ImportedResource.declare',
  source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html',
  cautions: [
    'Gateway endpoints, and endpoints of services in other Regions, publish no metrics.',
    'Packets of more than 8,500 bytes are dropped.',
  ],
  dimensions: endpoint => ({
    'VPC Id': said(endpoint, 'VpcId', 'vpcId'),
    'VPC Endpoint Id': endpoint.ref('vpcEndpointId'),
    'Endpoint Type': typeOf(endpoint),
    'Service Name': said(endpoint, 'ServiceName', 'serviceName'),
  }),
  slis: [
    { type: SliType.THROUGHPUT, title: 'bytes processed', signalId: 'bytesProcessed' },
  ],
  signals: {
    bytesProcessed: { title: 'Bytes processed', category: SignalCategory.TRAFFIC, metricName: 'BytesProcessed', statistic: 'Sum', unit: SignalUnit.BYTES, ...whereMeasured },
    newConnections: { title: 'New connections', category: SignalCategory.TRAFFIC, metricName: 'NewConnections', statistic: 'Sum', unit: SignalUnit.COUNT, ...whereMeasured },
    activeConnections: { title: 'Active connections', category: SignalCategory.TRAFFIC, metricName: 'ActiveConnections', statistic: 'Maximum', unit: SignalUnit.COUNT, ...whereMeasured },
    packetsDropped: {
      title: 'Packets dropped', category: SignalCategory.ERRORS, metricName: 'PacketsDropped', statistic: 'Sum', unit: SignalUnit.COUNT, ...whereMeasured,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5,
        missingData: MissingData.MISSING, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'AWS gives no number; five minutes in a row with dropped packets are more than a stray one.',
        cause: 'The endpoint or the service behind it is unhealthy, or packets have more than 8,500 bytes',
        firstStep: 'Ask the provider for the health of its targets, and compare the MTU of the clients',
      },
    },
    rstReceived: {
      title: 'Resets received', category: SignalCategory.ERRORS, metricName: 'RstPacketsReceived', statistic: 'Sum', unit: SignalUnit.COUNT, ...whereMeasured,
      alarm: {
        threshold: Threshold.anomalyBand(3), comparison: Comparison.ABOVE_BAND, severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3,
        missingData: MissingData.IGNORE,
        origin: ThresholdOrigin.LIBRARY,
        cause: 'The service resets connections more often than it used to',
        firstStep: 'Ask the provider for the health of its targets, and compare idle timeouts of both sides',
      },
    },
  },
});
