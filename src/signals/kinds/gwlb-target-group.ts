import { ThresholdOrigin } from '../alarm-spec';
import { defineSignals } from '../private/define';
import { behindLoadBalancer, familyOfTargetGroup, targetGroupFullName } from '../private/load-balancing';
import { healthyHosts, unhealthyHosts } from '../private/target-health';

const behindListener = { appliesWhen: 'a listener of the stack forwards to it', variants: behindLoadBalancer };

export default defineSignals({
  kind: 'gwlb-target-group',
  title: 'Target group of a Gateway Load Balancer',
  resourceType: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  namespace: 'AWS/GatewayELB',
  naming: 'the ARN of the target group and the load balancer: a listener of the stack that forwards to the group tells it, or LoadBalancerFullName declared with ImportedResource.declare',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/cloudwatch-metrics.html',
  cautions: ['Without a listener in its stack that forwards to the group, the load balancer is not known, and no signal is there.'],
  claims: targetGroup => familyOfTargetGroup(targetGroup) === 'gwy',
  dimensions: targetGroup => ({ TargetGroup: targetGroupFullName(targetGroup) }),
  signals: {
    unhealthyHosts: unhealthyHosts(behindListener, 'Maximum', { evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY }),
    healthyHosts: healthyHosts(behindListener),
  },
});
