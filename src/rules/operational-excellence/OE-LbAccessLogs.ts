import { defineRule } from '../private/define-rule';
import { hasDeliveredAccessLogs } from '../private/log-deliveries';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const PROPERTY = 'LoadBalancerAttributes';
const KEY = 'access_logs.s3.enabled';

/** Whether a load balancer has anything to log: a network one logs TLS connections only, a gateway nothing. `undefined` where only deployment tells. */
function hasAccessLog(balancer: WorkloadResource): boolean | undefined {
  const type = balancer.property('Type');
  if (type.isUnknown) return undefined;
  if (type.text !== 'network') return type.text !== 'gateway';
  const protocols = balancer.workload.referrersOf(balancer, LISTENER, 'LoadBalancerArn').map(listener => listener.property('Protocol'));
  return protocols.some(({ text }) => text === 'TLS') || (protocols.some(({ isUnknown }) => isUnknown) ? undefined : false);
}

export default defineRule({
  id: 'OE-LbAccessLogs',
  bestPractices: ['OPS04-BP02'],
  level: RuleLevel.WARNING,
  title: 'Load balancers write access logs',
  why: 'Metrics tell that requests fail or are slow, and nothing tells which: from whom, to what path, and whether the target or the load balancer answered',
  remedy: 'Call lb.logAccessLogs(bucket)',
  nagRule: 'elb.ELBLoggingEnabled',
  nagDifference: 'it asks for them where there is nothing to log, and does not know that CloudWatch Logs can deliver them',
  resourceTypes: [BALANCER],
  check: balancer => {
    const attributes = balancer.property(PROPERTY);
    const keys = attributes.items.map(attribute => attribute.property('Key'));
    const flag = attributes.items.find((_, index) => keys[index].text === KEY)?.property('Value');
    if (flag?.flag === true || hasDeliveredAccessLogs(balancer)) return Verdict.COMPLIANT;
    const isLogged = hasAccessLog(balancer);
    if (isLogged === false) return Verdict.NOT_APPLICABLE;
    const isOpen = attributes.isUnknown || (flag ? flag.isUnknown : keys.some(({ isUnknown }) => isUnknown));
    if (isOpen || isLogged === undefined) return Verdict.UNKNOWN;
    return Verdict.violating({ message: `Access logs are ${flag ? 'off' : 'not set'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'access logs in a bucket',
      resources: {
        Balancer: { Type: BALANCER, Properties: { LoadBalancerAttributes: [{ Key: 'access_logs.s3.enabled', Value: 'true' }, { Key: 'access_logs.s3.bucket', Value: 'access-logs' }] } },
      },
      cdk: `const balancer = new elasticloadbalancingv2.ApplicationLoadBalancer(this, 'Balancer', { vpc: new ec2.Vpc(this, 'Vpc') });
balancer.setAttribute('access_logs.s3.enabled', 'true');
balancer.setAttribute('access_logs.s3.bucket', 'access-logs');`,
    },
    {
      title: 'access logs by CloudWatch Logs',
      resources: {
        Balancer: { Type: BALANCER, Properties: { LoadBalancerAttributes: [{ Key: 'deletion_protection.enabled', Value: 'true' }] } },
        Source: { Type: 'AWS::Logs::DeliverySource', Properties: { Name: 'access', LogType: 'ALB_ACCESS_LOGS', ResourceArn: { Ref: 'Balancer' } } },
      },
    },
  ],
  violating: [
    {
      title: 'a load balancer without',
      resources: { Balancer: { Type: BALANCER, Properties: { Scheme: 'internal', LoadBalancerAttributes: [{ Key: 'deletion_protection.enabled', Value: 'true' }] } } },
      cdk: 'new elasticloadbalancingv2.ApplicationLoadBalancer(this, \'Balancer\', { vpc: new ec2.Vpc(this, \'Vpc\') });',
    },
    {
      title: 'access logs that are off',
      resources: { Balancer: { Type: BALANCER, Properties: { Type: 'application', LoadBalancerAttributes: [{ Key: 'access_logs.s3.enabled', Value: 'false' }] } } },
    },
    {
      title: 'a network load balancer that ends TLS',
      resources: {
        Balancer: { Type: BALANCER, Properties: { Type: 'network' } },
        Listener: { Type: LISTENER, Properties: { LoadBalancerArn: { Ref: 'Balancer' }, Protocol: 'TLS', Port: 443, DefaultActions: [{ Type: 'forward' }] } },
      },
    },
  ],
  ignored: [
    {
      title: 'a network load balancer that only hands connections on, of which it has no log',
      resources: {
        Balancer: { Type: BALANCER, Properties: { Type: 'network', LoadBalancerAttributes: [{ Key: 'deletion_protection.enabled', Value: 'true' }] } },
        Listener: { Type: LISTENER, Properties: { LoadBalancerArn: { Ref: 'Balancer' }, Protocol: 'TCP', Port: 443, DefaultActions: [{ Type: 'forward' }] } },
      },
    },
    { title: 'a gateway', resources: { Balancer: { Type: BALANCER, Properties: { Type: 'gateway' } } } },
    {
      title: 'a parameter switches them on',
      resources: { Balancer: { Type: BALANCER, Properties: { LoadBalancerAttributes: [{ Key: 'access_logs.s3.enabled', Value: { Ref: 'IsLogged' } }] } } },
    },
    { title: 'the attributes are a parameter', resources: { Balancer: { Type: BALANCER, Properties: { LoadBalancerAttributes: { Ref: 'Attributes' } } } } },
    { title: 'the type is a parameter', resources: { Balancer: { Type: BALANCER, Properties: { Type: { Ref: 'BalancerType' } } } } },
  ],
});
