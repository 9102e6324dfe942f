import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import { defineSignals } from '../private/define';
import { sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

const LOSS = {
  cause: 'A fault of the gateway, or more bandwidth or packets than it can take',
  firstStep: 'Look at AWS Health, compare PeakBytesPerSecond and PeakPacketsPerSecond with the limits of a gateway, then split the subnets over more gateways',
};

export default defineSignals({
  kind: 'nat-gateway',
  title: 'NAT gateway',
  resourceType: 'AWS::EC2::NatGateway',
  namespace: 'AWS/NATGateway',
  naming: 'the id of the gateway: declare it with ImportedResource.declare',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html',
  cautions: ['One address of a gateway has 55,000 ports to each destination (address, port and protocol): ports run out per destination, not in all.'],
  dimensions: gateway => ({ NatGatewayId: gateway.ref('natGatewayId') }),
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'attempted connections that are established',
      bad: { inputs: { attempts: sum('ConnectionAttemptCount'), established: sum('ConnectionEstablishedCount') }, expression: 'attempts-FILL(established,0)' },
      total: { inputs: { attempts: sum('ConnectionAttemptCount') } },
      caution: 'A destination that is down or refuses the connection counts as well as the gateway.',
    },
    { type: SliType.THROUGHPUT, title: 'bytes sent to destinations', signalId: 'bytesOut' },
  ],
  signals: {
    bytesOut: { title: 'Bytes sent to destinations', category: SignalCategory.TRAFFIC, metricName: 'BytesOutToDestination', statistic: 'Sum', unit: SignalUnit.BYTES },
    bytesIn: { title: 'Bytes received from destinations', category: SignalCategory.TRAFFIC, metricName: 'BytesInFromDestination', statistic: 'Sum', unit: SignalUnit.BYTES },
    activeConnections: { title: 'Active connections', category: SignalCategory.TRAFFIC, metricName: 'ActiveConnectionCount', statistic: 'Maximum', unit: SignalUnit.COUNT },
    portAllocationErrors: {
      title: 'Ports that could not be allocated', category: SignalCategory.SATURATION, metricName: 'ErrorPortAllocation', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'ports',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 15,
        missingData: MissingData.MISSING, origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'Too many connections at the same time to one destination',
        firstStep: 'Find the destination in the flow logs, then reuse connections, add secondary addresses or gateways, or use a VPC endpoint',
      },
    },
    packetsDropped: {
      title: 'Packets dropped', category: SignalCategory.ERRORS, metricName: 'PacketsDropCount', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.unset('take 0.01% of your packets, which packetDropRate does for any traffic'),
        severity: Severity.TICKET, evaluationPeriods: 5, missingData: MissingData.MISSING,
        origin: ThresholdOrigin.AWS_RECOMMENDED, enabledByDefault: false,
        rationale: 'AWS asks for 0.01% of all packets: packetDropRate is that share.',
        ...LOSS,
      },
    },
    packetDropRate: {
      title: 'Packet drop rate', category: SignalCategory.ERRORS, unit: SignalUnit.PERCENT, chart: 'error-rate',
      expression: 'IF(out+back>0,100*drop/(out+back),0)',
      inputs: {
        drop: { metricName: 'PacketsDropCount', statistic: 'Sum' },
        out: { metricName: 'PacketsOutToDestination', statistic: 'Sum' }, back: { metricName: 'PacketsInFromDestination', statistic: 'Sum' },
      },
      alarm: { threshold: Threshold.absolute(0.01), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY, ...LOSS },
    },
    idleTimeouts: {
      title: 'Connections timed out', category: SignalCategory.ERRORS, metricName: 'IdleTimeoutCount', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'timeouts',
      alarm: {
        threshold: Threshold.anomalyBand(3), comparison: Comparison.ABOVE_BAND, severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3,
        missingData: MissingData.IGNORE,
        origin: ThresholdOrigin.LIBRARY,
        cause: 'Connections that carry nothing for 350 seconds are closed, and their clients find out late',
        firstStep: 'Switch on TCP keepalive in the clients, with less than 350 seconds between probes',
      },
    },
    connectionSuccess: {
      title: 'Connections established', category: SignalCategory.ERRORS, unit: SignalUnit.PERCENT, chart: 'error-rate',
      expression: 'IF(attempts>0,100*established/attempts,100)',
      inputs: { attempts: { metricName: 'ConnectionAttemptCount', statistic: 'Sum' }, established: { metricName: 'ConnectionEstablishedCount', statistic: 'Sum' } },
      alarm: {
        threshold: Threshold.absolute(95), comparison: Comparison.BELOW, severity: Severity.TICKET, evaluationPeriods: 5,
        origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        cause: 'A destination refuses connections, or cannot be reached',
        firstStep: 'Find the rejected destinations in the flow logs of the gateway',
      },
    },
    peakBandwidth: { title: 'Peak bandwidth', category: SignalCategory.SATURATION, metricName: 'PeakBytesPerSecond', statistic: 'Maximum', unit: SignalUnit.BYTES_PER_SECOND },
  },
});
