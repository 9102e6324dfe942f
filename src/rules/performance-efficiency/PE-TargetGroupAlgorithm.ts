import { defineRule } from '../private/define-rule';
import { keyedAttribute } from '../private/keyed-attributes';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const PROPERTY = 'TargetGroupAttributes';
const KEY = 'load_balancing.algorithm.type';
const SLOW_START = 'slow_start.duration_seconds';

export default defineRule({
  id: 'PE-TargetGroupAlgorithm',
  bestPractices: ['PERF04-BP04'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Targets get requests by what they have in hand',
  why: 'Round robin gives the next request to a target that still works on slow ones, so that it waits there while others are free',
  remedy: 'Set loadBalancingAlgorithmType: elasticloadbalancingv2.TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS, or acknowledge the rule where all requests take about the same time',
  resourceTypes: [GROUP],
  check: group => {
    const type = group.property('TargetType');
    const protocol = group.property('Protocol');
    // Of those of Application Load Balancers, functions scale by themselves.
    if (type.text === 'lambda') return Verdict.NOT_APPLICABLE;
    if (!protocol.isUnknown && protocol.text !== 'HTTP' && protocol.text !== 'HTTPS') return Verdict.NOT_APPLICABLE;
    const algorithm = keyedAttribute(group, PROPERTY, KEY);
    const isDefault = algorithm.isAbsent || algorithm.text === 'round_robin';
    if (!isDefault && !algorithm.isUnknown) return Verdict.COMPLIANT;
    const slowStart = keyedAttribute(group, PROPERTY, SLOW_START);
    // Slow start works with round robin alone.
    if ((slowStart.number ?? 0) > 0) return Verdict.NOT_APPLICABLE;
    if (algorithm.isUnknown || slowStart.isUnknown || type.isUnknown || protocol.isUnknown) return Verdict.UNKNOWN;
    return Verdict.violating({ message: `The algorithm is ${algorithm.text ?? 'not set, which means round_robin'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'the fewest outstanding requests',
      resources: { Targets: { Type: GROUP, Properties: { Protocol: 'HTTP', Port: 80, TargetType: 'ip', TargetGroupAttributes: [{ Key: KEY, Value: 'least_outstanding_requests' }] } } },
      cdk: `new elasticloadbalancingv2.ApplicationTargetGroup(this, 'Targets', {
  vpc: new ec2.Vpc(this, 'Vpc'),
  port: 80,
  targetType: elasticloadbalancingv2.TargetType.IP,
  loadBalancingAlgorithmType: elasticloadbalancingv2.TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
});`,
    },
    { title: 'weights by anomalies', resources: { Targets: { Type: GROUP, Properties: { Protocol: 'HTTP', TargetGroupAttributes: [{ Key: KEY, Value: 'weighted_random' }] } } } },
  ],
  violating: [
    {
      title: 'the default',
      resources: { Targets: { Type: GROUP, Properties: { Protocol: 'HTTP', Port: 80, TargetType: 'ip' } } },
      cdk: `new elasticloadbalancingv2.ApplicationTargetGroup(this, 'Targets', {
  vpc: new ec2.Vpc(this, 'Vpc'),
  port: 80,
  targetType: elasticloadbalancingv2.TargetType.IP,
});`,
    },
    { title: 'round robin', resources: { Targets: { Type: GROUP, Properties: { Protocol: 'HTTPS', TargetGroupAttributes: [{ Key: KEY, Value: 'round_robin' }] } } } },
  ],
  ignored: [
    { title: 'a function', resources: { Targets: { Type: GROUP, Properties: { TargetType: 'lambda' } } } },
    { title: 'a network load balancer', resources: { Targets: { Type: GROUP, Properties: { Protocol: 'TCP', TargetType: 'ip' } } } },
    { title: 'slow start, which needs round robin', resources: { Targets: { Type: GROUP, Properties: { Protocol: 'HTTP', TargetGroupAttributes: [{ Key: SLOW_START, Value: '60' }] } } } },
    { title: 'the algorithm is a parameter', resources: { Targets: { Type: GROUP, Properties: { Protocol: 'HTTP', TargetGroupAttributes: [{ Key: KEY, Value: { Ref: 'Algorithm' } }] } } } },
  ],
});
