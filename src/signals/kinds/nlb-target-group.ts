import { ThresholdOrigin } from '../alarm-spec';
import { defineSignals } from '../private/define';
import { behindLoadBalancer, familyOfTargetGroup, targetGroupFullName } from '../private/load-balancing';
import { healthyHosts, unhealthyHosts } from '../private/target-health';

const behindListener = { appliesWhen: 'a listener of the stack forwards to it', variants: behindLoadBalancer };

export default defineSignals({
  kind: 'nlb-target-group',
  title: 'Target group of a Network Load Balancer',
  resourceType: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  namespace: 'AWS/NetworkELB',
  naming: 'the ARN of the target group and the load balancer: a listener of the stack that forwards to the group tells it, or loadBalancerArns of NetworkTargetGroup.fromTargetGroupAttributes',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html',
  cautions: [
    'Of HealthyHostCount and UnHealthyHostCount only Minimum and Maximum mean anything.',
    'Without a listener in its stack that forwards to the group, the load balancer is not known, and no signal is there.',
  ],
  claims: targetGroup => familyOfTargetGroup(targetGroup) === 'net',
  dimensions: targetGroup => ({ TargetGroup: targetGroupFullName(targetGroup) }),
  signals: {
    unhealthyHosts: unhealthyHosts(behindListener, 'Maximum', {
      evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
      rationale: 'A ticket, as flows go to the other targets: healthyHosts pages when too few are left.',
    }),
    healthyHosts: healthyHosts(behindListener),
  },
});
