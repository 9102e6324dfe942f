import { defineRule } from '../private/define-rule';
import { keyedAttribute } from '../private/keyed-attributes';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const PROPERTY = 'LoadBalancerAttributes';
const KEY = 'routing.http2.enabled';

export default defineRule({
  id: 'PE-AlbHttp2',
  bestPractices: ['PERF04-BP05'],
  level: RuleLevel.ERROR,
  title: 'Application Load Balancers speak HTTP/2',
  why: 'Over HTTP/1.1 a browser makes its requests one after the other on a few connections, and gRPC does not work at all',
  remedy: 'Set http2Enabled: true, or leave it out, as HTTP/2 is on by default',
  resourceTypes: [BALANCER],
  check: balancer => {
    const type = balancer.property('Type');
    if (!type.isAbsent && !type.isUnknown && type.text !== 'application') return Verdict.NOT_APPLICABLE;
    const enabled = keyedAttribute(balancer, PROPERTY, KEY);
    if (enabled.isUnknown) return Verdict.UNKNOWN;
    if (enabled.flag !== false) return Verdict.COMPLIANT;
    return type.isUnknown ? Verdict.UNKNOWN : Verdict.violating({ message: 'HTTP/2 is switched off', property: PROPERTY });
  },
  compliant: [
    {
      title: 'HTTP/2',
      resources: { Alb: { Type: BALANCER, Properties: { Type: 'application', LoadBalancerAttributes: [{ Key: KEY, Value: 'true' }] } } },
      cdk: 'new elasticloadbalancingv2.ApplicationLoadBalancer(this, \'Alb\', { vpc: new ec2.Vpc(this, \'Vpc\'), http2Enabled: true });',
    },
    { title: 'the default', resources: { Alb: { Type: BALANCER, Properties: { Type: 'application' } } } },
  ],
  violating: [
    {
      title: 'HTTP/2 switched off',
      resources: { Alb: { Type: BALANCER, Properties: { Type: 'application', LoadBalancerAttributes: [{ Key: 'idle_timeout.timeout_seconds', Value: '30' }, { Key: KEY, Value: 'false' }] } } },
      cdk: 'new elasticloadbalancingv2.ApplicationLoadBalancer(this, \'Alb\', { vpc: new ec2.Vpc(this, \'Vpc\'), http2Enabled: false });',
    },
  ],
  ignored: [
    { title: 'a network load balancer', resources: { Nlb: { Type: BALANCER, Properties: { Type: 'network' } } } },
    { title: 'a parameter decides', resources: { Alb: { Type: BALANCER, Properties: { LoadBalancerAttributes: [{ Key: KEY, Value: { Ref: 'Http2' } }] } } } },
    { title: 'the name of an attribute is a parameter', resources: { Alb: { Type: BALANCER, Properties: { LoadBalancerAttributes: [{ Key: { Ref: 'Key' }, Value: 'false' }] } } } },
  ],
});
