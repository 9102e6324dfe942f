import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const CLASSIC = 'AWS::ElasticLoadBalancing::LoadBalancer';
const CURRENT = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

export default defineRule({
  id: 'PE-ClassicLb',
  bestPractices: ['PERF04-BP04', 'PERF05-BP06'],
  level: RuleLevel.ERROR,
  title: 'Load balancers are of the current generation',
  why: 'A Classic Load Balancer has no HTTP/2, no routing by path or host, and no targets by IP address, and gets no new features',
  remedy: 'Use elasticloadbalancingv2.ApplicationLoadBalancer for HTTP, and NetworkLoadBalancer for TCP and UDP',
  resourceTypes: [CLASSIC, CURRENT],
  check: ({ resourceType }) => resourceType === CLASSIC ? Verdict.violating({ message: 'The load balancer is a Classic Load Balancer' }) : Verdict.COMPLIANT,
  compliant: [
    {
      title: 'an application load balancer',
      resources: { Alb: { Type: CURRENT, Properties: { Type: 'application' } } },
      cdk: 'new elasticloadbalancingv2.ApplicationLoadBalancer(this, \'Alb\', { vpc: new ec2.Vpc(this, \'Vpc\') });',
    },
  ],
  violating: [
    {
      title: 'a Classic Load Balancer',
      resources: { Clb: { Type: CLASSIC, Properties: { Listeners: [{ LoadBalancerPort: '80', InstancePort: '80', Protocol: 'http' }] } } },
      cdk: `const balancer = new elasticloadbalancing.LoadBalancer(this, 'Clb', { vpc: new ec2.Vpc(this, 'Vpc') });
balancer.addListener({ externalPort: 80 });`,
    },
  ],
});
