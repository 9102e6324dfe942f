import { Severity } from '../../core/severity';
import { ThresholdOrigin } from '../alarm-spec';
import { defineSignals, type SignalDefinition } from '../private/define';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

const traffic = (title: string, metricName: string): SignalDefinition =>
  ({ title, category: SignalCategory.TRAFFIC, metricName, statistic: 'Sum', unit: SignalUnit.BYTES });
const drops = (title: string, metricName: string, cause: string, firstStep: string): SignalDefinition => ({
  title, category: SignalCategory.ERRORS, metricName, statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'drops',
  alarm: {
    threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, datapointsToAlarm: 3,
    origin: ThresholdOrigin.LIBRARY, cause, firstStep,
  },
});

export default defineSignals({
  kind: 'transit-gateway',
  title: 'Transit gateway',
  resourceType: 'AWS::EC2::TransitGateway',
  namespace: 'AWS/TransitGateway',
  naming: 'the id of the gateway: declare it with ImportedResource.declare',
  source: 'https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-cloudwatch-metrics.html',
  cautions: ['The same metrics exist per attachment, which the console and flow logs break the numbers down to.'],
  dimensions: gateway => ({ TransitGateway: gateway.ref('transitGatewayId') }),
  slis: [
    { type: SliType.THROUGHPUT, id: 'in', title: 'bytes received', signalId: 'bytesIn' },
    { type: SliType.THROUGHPUT, id: 'out', title: 'bytes sent', signalId: 'bytesOut' },
  ],
  signals: {
    bytesIn: traffic('Bytes received', 'BytesIn'),
    bytesOut: traffic('Bytes sent', 'BytesOut'),
    blackholeDrops: drops('Packets dropped by a blackhole route', 'PacketDropCountBlackhole',
      'A route leads to an attachment that is gone, or was made to drop', 'Look for routes in state blackhole in the route tables of the gateway'),
    noRouteDrops: drops('Packets dropped without a route', 'PacketDropCountNoRoute',
      'The route table of an attachment has no route to the destination', 'Look at the associations and propagations of the route tables of the gateway'),
    ttlDrops: drops('Packets dropped as too old', 'PacketDropCountTTLExpired',
      'Packets go round in a loop of routes', 'Compare the route tables of the attachments, and those of the appliances behind them'),
  },
});
