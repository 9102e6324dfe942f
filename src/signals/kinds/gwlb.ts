import { Severity } from '../../core/severity';
import { ThresholdOrigin } from '../alarm-spec';
import { defineSignals } from '../private/define';
import { familyOfLoadBalancer, loadBalancerFullName } from '../private/load-balancing';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

export default defineSignals({
  kind: 'gwlb',
  title: 'Gateway Load Balancer',
  resourceType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  namespace: 'AWS/GatewayELB',
  naming: 'the ARN of the load balancer, declared as LoadBalancerArn with ImportedResource.declare; what follows loadbalancer/ in it is the full name that metrics have',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/cloudwatch-metrics.html',
  cautions: ['Metrics are published only while traffic flows.', 'The health of appliances belongs to their target group.'],
  claims: loadBalancer => familyOfLoadBalancer(loadBalancer) === 'gwy',
  dimensions: loadBalancer => ({ LoadBalancer: loadBalancerFullName(loadBalancer) }),
  slis: [
    { type: SliType.THROUGHPUT, title: 'bytes processed', signalId: 'processedBytes' },
  ],
  signals: {
    newFlows: { title: 'New flows', category: SignalCategory.TRAFFIC, metricName: 'NewFlowCount', statistic: 'Sum', unit: SignalUnit.COUNT },
    activeFlows: { title: 'Active flows', category: SignalCategory.TRAFFIC, metricName: 'ActiveFlowCount', statistic: 'Average', unit: SignalUnit.COUNT },
    processedBytes: { title: 'Bytes processed', category: SignalCategory.TRAFFIC, metricName: 'ProcessedBytes', statistic: 'Sum', unit: SignalUnit.BYTES, chart: 'bytes' },
    rejectedFlows: {
      title: 'Rejected flows', category: SignalCategory.ERRORS, metricName: 'RejectedFlowCount', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'The load balancer reached its limits',
        firstStep: 'Compare with NewFlowCount and ActiveFlowCount, and reserve capacity units for the load balancer',
      },
    },
    consumedLcus: { title: 'Capacity units', category: SignalCategory.COST, metricName: 'ConsumedLCUs', statistic: 'Average', unit: SignalUnit.COUNT },
  },
});
