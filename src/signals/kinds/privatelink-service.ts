import { Severity } from '../../core/severity';
import { MissingData, ThresholdOrigin } from '../alarm-spec';
import { defineSignals } from '../private/define';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

export default defineSignals({
  kind: 'privatelink-service',
  title: 'VPC endpoint service',
  resourceType: 'AWS::EC2::VPCEndpointService',
  namespace: 'AWS/PrivateLinkServices',
  naming: 'the id of the service: declare it with ImportedResource.declare',
  source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html',
  cautions: ['The same metrics exist per load balancer, zone and endpoint; Contributor Insights names the endpoints of consumers.'],
  dimensions: service => ({ 'Service Id': service.ref('vpcEndpointServiceId') }),
  slis: [
    { type: SliType.THROUGHPUT, title: 'bytes processed', signalId: 'bytesProcessed' },
  ],
  signals: {
    rstSent: {
      title: 'Resets sent', category: SignalCategory.ERRORS, metricName: 'RstPacketsSent', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'resets',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5,
        missingData: MissingData.MISSING, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'AWS gives no number; five minutes in a row with resets are more than a stray one.',
        cause: 'Targets behind the load balancer of the service are unhealthy',
        firstStep: 'Look at the health of the targets of the load balancer, and compare the time with the latest deployment',
      },
    },
    endpointsCount: { title: 'Endpoints connected', category: SignalCategory.TRAFFIC, metricName: 'EndpointsCount', statistic: 'Average', unit: SignalUnit.COUNT, chart: 'endpoints' },
    bytesProcessed: { title: 'Bytes processed', category: SignalCategory.TRAFFIC, metricName: 'BytesProcessed', statistic: 'Sum', unit: SignalUnit.BYTES },
    activeConnections: { title: 'Active connections', category: SignalCategory.TRAFFIC, metricName: 'ActiveConnections', statistic: 'Average', unit: SignalUnit.COUNT },
    newConnections: { title: 'New connections', category: SignalCategory.TRAFFIC, metricName: 'NewConnections', statistic: 'Sum', unit: SignalUnit.COUNT },
  },
});
