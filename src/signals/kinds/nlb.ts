import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin, type AlarmSpec } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals } from '../private/define';
import { familyOfLoadBalancer, loadBalancerFullName, takesTls } from '../private/load-balancing';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

const UNUSUAL: Omit<AlarmSpec, 'cause' | 'firstStep'> = {
  threshold: Threshold.anomalyBand(3), comparison: Comparison.ABOVE_BAND, missingData: MissingData.IGNORE,
  severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
};

function hasSecurityGroups(loadBalancer: ObservedResource): boolean {
  const groups = loadBalancer.property('SecurityGroups');
  return groups !== undefined && !(Array.isArray(groups) && groups.length === 0);
}

export default defineSignals({
  kind: 'nlb',
  title: 'Network Load Balancer',
  resourceType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  namespace: 'AWS/NetworkELB',
  naming: 'the ARN of the load balancer, as NetworkLoadBalancer.fromNetworkLoadBalancerAttributes gives it; what follows loadbalancer/ in it is the full name that metrics have',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html',
  cautions: [
    'There is no metric of latency and none of HTTP: these come from the targets or a canary.',
    'The health of targets belongs to their target group.',
    'Traffic that a security group rejects is counted in no other metric.',
  ],
  claims: loadBalancer => familyOfLoadBalancer(loadBalancer) === 'net',
  dimensions: loadBalancer => ({ LoadBalancer: loadBalancerFullName(loadBalancer) }),
  slis: [
    { type: SliType.THROUGHPUT, title: 'new flows', signalId: 'newFlows' },
  ],
  signals: {
    newFlows: { title: 'New flows', category: SignalCategory.TRAFFIC, metricName: 'NewFlowCount', statistic: 'Sum', unit: SignalUnit.COUNT },
    activeFlows: { title: 'Active flows', category: SignalCategory.TRAFFIC, metricName: 'ActiveFlowCount', statistic: 'Average', unit: SignalUnit.COUNT },
    processedBytes: { title: 'Bytes processed', category: SignalCategory.TRAFFIC, metricName: 'ProcessedBytes', statistic: 'Sum', unit: SignalUnit.BYTES, chart: 'bytes' },
    targetResets: {
      title: 'Resets by targets', category: SignalCategory.ERRORS, metricName: 'TCP_Target_Reset_Count', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'resets',
      alarm: {
        ...UNUSUAL,
        cause: 'Targets close connections: a crash, or an idle timeout of their own',
        firstStep: 'Read the logs of the targets, and compare their keep-alive with the idle timeout of the listener (350 s by default)',
      },
    },
    elbResets: {
      title: 'Resets by the load balancer', category: SignalCategory.ERRORS, metricName: 'TCP_ELB_Reset_Count', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'resets',
      alarm: {
        ...UNUSUAL,
        cause: 'Connections that idle longer than the timeout, or no healthy target',
        firstStep: 'Check UnHealthyHostCount of the target groups, then the keep-alive of the clients',
      },
    },
    clientResets: { title: 'Resets by clients', category: SignalCategory.ERRORS, metricName: 'TCP_Client_Reset_Count', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'resets' },
    portAllocationErrors: {
      title: 'Failed port allocations', category: SignalCategory.SATURATION, metricName: 'PortAllocationErrorCount', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'More than 55,000 connections a minute to one target, without preservation of client addresses',
        firstStep: 'Register more targets, or switch on the preservation of client addresses',
      },
    },
    tlsNegotiationErrors: {
      title: 'Failed TLS negotiations', category: SignalCategory.ERRORS, metricName: 'ClientTLSNegotiationErrorCount', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'tls',
      appliesWhen: 'a listener takes TLS', variants: (loadBalancer, dimensions) => takesTls(loadBalancer) ? [{ dimensions }] : [],
      alarm: {
        ...UNUSUAL,
        cause: 'Clients and listener share no protocol or cipher, or the certificate does not fit',
        firstStep: 'Check the latest change of security policy and certificate',
      },
    },
    rejectedFlows: {
      title: 'Rejected flows', category: SignalCategory.ERRORS, metricName: 'RejectedFlowCount', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'rejected',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'The load balancer reached its limits, or has no target to send flows to',
        firstStep: 'Compare with NewFlowCount and ActiveFlowCount, and reserve capacity units for the load balancer',
      },
    },
    sgBlockedInbound: {
      title: 'Flows blocked by security groups', category: SignalCategory.ERRORS, metricName: 'SecurityGroupBlockedFlowCount_Inbound_TCP', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'rejected',
      appliesWhen: 'the load balancer has security groups', variants: (loadBalancer, dimensions) => hasSecurityGroups(loadBalancer) ? [{ dimensions }] : [],
      alarm: {
        ...UNUSUAL,
        cause: 'A security group turns clients away, or somebody scans the ports',
        firstStep: 'Check the latest change of the security groups, then the flow logs of the VPC',
      },
    },
  },
});
