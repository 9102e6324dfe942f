import { defineRule } from '../private/define-rule';
import { keyedAttribute } from '../private/keyed-attributes';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const PROPERTY = 'LoadBalancerAttributes';
const KEY = 'load_balancing.cross_zone.enabled';
const TARGETS = ['DefaultActions.*.TargetGroupArn', 'DefaultActions.*.ForwardConfig.TargetGroups.*.TargetGroupArn'];

const twoSubnets = ['subnet-1', 'subnet-2'];

/** Whether it is in one Availability Zone, where there is nothing to cross. */
function isInOneZone(balancer: WorkloadResource): boolean {
  return ['Subnets', 'SubnetMappings'].some(name => balancer.property(name).items.length === 1);
}

/** Whether all target groups behind it say for themselves that targets of all zones share the load. */
function groupsCross(balancer: WorkloadResource): boolean {
  const listeners = balancer.workload.referrersOf(balancer, LISTENER, 'LoadBalancerArn');
  const groups = listeners.flatMap(listener => TARGETS.flatMap(path => listener.values(path)).flatMap(value => value.targets(GROUP)));
  return groups.length > 0 && groups.every(group => keyedAttribute(group, 'TargetGroupAttributes', KEY).flag === true);
}

export default defineRule({
  id: 'PE-NlbCrossZone',
  bestPractices: ['PERF04-BP04'],
  level: RuleLevel.WARNING,
  tradeOff: 'cross-zone',
  title: 'Network and Gateway Load Balancers spread the load over all Availability Zones',
  why: 'Each node serves the targets of its own zone alone, so that a zone with fewer targets, or with more callers, is overloaded while others idle',
  remedy: 'Set crossZoneEnabled: true, or acknowledge the rule where zones are kept apart on purpose',
  resourceTypes: [BALANCER],
  check: balancer => {
    const type = balancer.property('Type');
    if (type.isUnknown) return Verdict.UNKNOWN;
    if (type.text !== 'network' && type.text !== 'gateway') return Verdict.NOT_APPLICABLE;
    const enabled = keyedAttribute(balancer, PROPERTY, KEY);
    if (enabled.flag === true || groupsCross(balancer)) return Verdict.COMPLIANT;
    if (enabled.isUnknown) return Verdict.UNKNOWN;
    if (isInOneZone(balancer)) return Verdict.NOT_APPLICABLE;
    return Verdict.violating({ message: 'Cross-zone load balancing is off', property: PROPERTY });
  },
  compliant: [
    {
      title: 'across zones',
      resources: { Nlb: { Type: BALANCER, Properties: { Type: 'network', Subnets: twoSubnets, LoadBalancerAttributes: [{ Key: KEY, Value: 'true' }] } } },
      cdk: 'new elasticloadbalancingv2.NetworkLoadBalancer(this, \'Nlb\', { vpc: new ec2.Vpc(this, \'Vpc\'), crossZoneEnabled: true });',
    },
    {
      title: 'the target group says so',
      resources: {
        Nlb: { Type: BALANCER, Properties: { Type: 'network', Subnets: twoSubnets } },
        Listener: { Type: LISTENER, Properties: { LoadBalancerArn: { Ref: 'Nlb' }, DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Targets' } }] } },
        Targets: { Type: GROUP, Properties: { Protocol: 'TCP', TargetGroupAttributes: [{ Key: KEY, Value: 'true' }] } },
      },
    },
  ],
  violating: [
    {
      title: 'the default of network load balancers',
      resources: { Nlb: { Type: BALANCER, Properties: { Type: 'network', Subnets: twoSubnets } } },
      cdk: 'new elasticloadbalancingv2.NetworkLoadBalancer(this, \'Nlb\', { vpc: new ec2.Vpc(this, \'Vpc\') });',
    },
    {
      title: 'switched off for appliances',
      resources: { Gwlb: { Type: BALANCER, Properties: { Type: 'gateway', Subnets: twoSubnets, LoadBalancerAttributes: [{ Key: KEY, Value: 'false' }] } } },
    },
  ],
  ignored: [
    { title: 'an application load balancer, which always does', resources: { Alb: { Type: BALANCER, Properties: { Type: 'application', Subnets: twoSubnets } } } },
    { title: 'one subnet', resources: { Nlb: { Type: BALANCER, Properties: { Type: 'network', SubnetMappings: [{ SubnetId: 'subnet-1' }] } } } },
    { title: 'a parameter decides', resources: { Nlb: { Type: BALANCER, Properties: { Type: 'network', Subnets: twoSubnets, LoadBalancerAttributes: [{ Key: KEY, Value: { Ref: 'CrossZone' } }] } } } },
    { title: 'the type is a parameter', resources: { Nlb: { Type: BALANCER, Properties: { Type: { Ref: 'Type' }, Subnets: twoSubnets } } } },
  ],
});
