import { type AlarmRequirement, isOneWatched, unwatched, type Watchable } from '../private/alarmed-kinds';
import { defineRule } from '../private/define-rule';
import { familyOf, hasListener, LOAD_BALANCER, loadBalancersOf, TARGET_GROUP, targetGroupsOf } from '../private/load-balancers';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const OF_BALANCER: AlarmRequirement = { kind: 'alb', signals: ['elb5xx', 'elb5xxRate'] };
const OF_GROUP: AlarmRequirement = { kind: 'alb-target-group', signals: ['target5xx', 'unhealthyHosts', 'healthyHosts'] };

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';

const alarm = (metricName: string, name: string, logicalId: string) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: { Namespace: 'AWS/ApplicationELB', MetricName: metricName, Dimensions: [{ Name: name, Value: { 'Fn::GetAtt': [logicalId, `${name}FullName`] } }] },
});
const front = {
  Front: { Type: LOAD_BALANCER, Properties: { Type: 'application' } },
  Orders: { Type: TARGET_GROUP, Properties: { Protocol: 'HTTP', Port: 80 } },
  Listener: { Type: LISTENER, Properties: { LoadBalancerArn: { Ref: 'Front' }, DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Orders' } }] } },
};

export default defineRule({
  id: 'OE-AlbAlarmed',
  bestPractices: ['OPS08-BP04'],
  level: RuleLevel.WARNING,
  title: 'Application Load Balancers have an alarm on server errors or on unhealthy targets',
  why: 'Targets fail one after the other, and requests with them, until none is left, and users are the first to tell',
  remedy: 'Observe it with ObservedService, or add an alarm such as loadBalancer.metrics.httpCodeTarget(elbv2.HttpCodeTarget.TARGET_5XX_COUNT).createAlarm(…)',
  resourceTypes: [LOAD_BALANCER, TARGET_GROUP],
  check: (resource, context) => {
    const family = familyOf(resource);
    if (family === undefined) return Verdict.UNKNOWN;
    if (family !== 'application') return Verdict.NOT_APPLICABLE;
    const isGroup = resource.resourceType === TARGET_GROUP;
    // The load balancer is judged, or nothing forwards to the group, as long as it waits for a deployment.
    if (isGroup && (loadBalancersOf(resource).length > 0 || !hasListener(resource))) return Verdict.NOT_APPLICABLE;
    const watchables: readonly Watchable[] = isGroup
      ? [[resource, OF_GROUP]]
      : [[resource, OF_BALANCER], [resource, OF_GROUP], ...targetGroupsOf(resource).map((group): Watchable => [group, OF_GROUP])];
    if (isOneWatched(watchables, context)) return Verdict.COMPLIANT;
    return Verdict.violating(...unwatched(isGroup ? [OF_GROUP] : [OF_BALANCER, OF_GROUP], context));
  },
  compliant: [
    {
      title: 'an alarm on the server errors of targets, by load balancer',
      resources: { ...front, Errors: alarm('HTTPCode_Target_5XX_Count', 'LoadBalancer', 'Front') },
      cdk: `const front = new elasticloadbalancingv2.ApplicationLoadBalancer(this, 'Front', { vpc: new ec2.Vpc(this, 'Vpc') });
front.metrics.httpCodeTarget(elasticloadbalancingv2.HttpCodeTarget.TARGET_5XX_COUNT)
  .createAlarm(this, 'Errors', { threshold: 10, evaluationPeriods: 5, datapointsToAlarm: 3 });`,
    },
    {
      title: 'an alarm on the unhealthy hosts of a target group',
      resources: { ...front, Unhealthy: alarm('UnHealthyHostCount', 'TargetGroup', 'Orders') },
      subject: 'Front',
    },
    {
      title: 'an alarm on a target group behind a listener that is not in the app',
      resources: {
        Orders: { Type: TARGET_GROUP, Properties: { Protocol: 'HTTP', Port: 80 } },
        Rule: {
          Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
          Properties: {
            ListenerArn: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/front/1/2',
            Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: { Ref: 'Orders' } }] } }],
          },
        },
        Errors: alarm('HTTPCode_Target_5XX_Count', 'TargetGroup', 'Orders'),
      },
    },
  ],
  violating: [
    {
      title: 'no alarm',
      resources: front,
      cdk: `new elasticloadbalancingv2.ApplicationLoadBalancer(this, 'Front', { vpc: new ec2.Vpc(this, 'Vpc') })
  .addListener('Listener', { port: 80, defaultAction: elasticloadbalancingv2.ListenerAction.fixedResponse(200) });`,
    },
    { title: 'an alarm on what clients do wrong', resources: { ...front, Errors: alarm('HTTPCode_ELB_4XX_Count', 'LoadBalancer', 'Front') } },
    {
      title: 'a target group behind a listener that is not in the app, without an alarm',
      resources: {
        Orders: { Type: TARGET_GROUP, Properties: { Protocol: 'HTTP', Port: 80 } },
        Rule: {
          Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
          Properties: { ListenerArn: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/front/1/2', Actions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Orders' } }] },
        },
      },
    },
  ],
  ignored: [
    { title: 'a target group of a load balancer of the app, which is judged itself', resources: front, subject: 'Orders' },
    { title: 'a target group that waits for a deployment', resources: { Green: { Type: TARGET_GROUP, Properties: { Protocol: 'HTTP', Port: 80 } } } },
    { title: 'a Network Load Balancer', resources: { Front: { Type: LOAD_BALANCER, Properties: { Type: 'network' } } } },
    { title: 'the type is a parameter', resources: { Front: { Type: LOAD_BALANCER, Properties: { Type: { Ref: 'Type' } } } } },
  ],
});
