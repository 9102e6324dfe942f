import { App, Fn, Stack } from 'aws-cdk-lib';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IpTarget, LambdaTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import type { IConstruct } from 'constructs';
import { ImportedResource } from '../../../src';
import { observe } from '../../support/observe';
import { inlineFunction } from '../../support/order-service';

const LOAD_BALANCER = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer';
const GROUP = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/orders/456';
const MINIMUM = 'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count';

let stack: Stack;
let vpc: Vpc;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
  vpc = new Vpc(stack, 'Vpc', { natGateways: 0 });
});

const alb = () => new elbv2.ApplicationLoadBalancer(stack, 'LoadBalancer', { vpc });
const group = () => new elbv2.ApplicationTargetGroup(stack, `Group${stack.node.children.length}`, { vpc, port: 80 });
const onPath = [elbv2.ListenerCondition.pathPatterns(['/orders'])];
const loadBalancerOf = (construct: IConstruct, signal = 'healthyHosts') =>
  stack.resolve(observe(construct).variants(signal).map(({ dimensions }) => dimensions.LoadBalancer));
const fullNameOf = (loadBalancer: elbv2.BaseLoadBalancer) => [stack.resolve(loadBalancer.loadBalancerFullName)];

describe('the load balancer before a target group', () => {
  test('is that of the listener which forwards to it', () => {
    const loadBalancer = alb();
    const targets = loadBalancer.addListener('Http', { port: 80 }).addTargets('Targets', { port: 80, targets: [new IpTarget('10.0.0.1')] });
    expect(loadBalancerOf(targets)).toEqual(fullNameOf(loadBalancer));
  });

  test('is that of a rule which forwards to it', () => {
    const loadBalancer = alb();
    const targets = group();
    loadBalancer.addListener('Http', { port: 80, defaultTargetGroups: [group()] }).addTargetGroups('Orders', { priority: 1, conditions: onPath, targetGroups: [targets] });
    expect(loadBalancerOf(targets)).toEqual(fullNameOf(loadBalancer));
  });

  test('is that of a listener which forwards a share to it', () => {
    const loadBalancer = alb();
    const groups = [group(), group()];
    loadBalancer.addListener('Http', { port: 80, defaultAction: elbv2.ListenerAction.weightedForward(groups.map(targetGroup => ({ targetGroup, weight: 1 }))) });
    for (const targets of groups) expect(loadBalancerOf(targets)).toEqual(fullNameOf(loadBalancer));
  });

  test.each([
    ['literal', `${LOAD_BALANCER.replace('loadbalancer', 'listener')}/app/shop/50dc/f2f7`, 'app/shop/50dc'],
    ['token', Fn.importValue('listener'), { 'Fn::Join': ['/', [1, 2, 3].map(index => ({ 'Fn::Select': [index, { 'Fn::Split': ['/', { 'Fn::ImportValue': 'listener' }] }] }))] }],
  ])('is read from the ARN of a listener that stands elsewhere, a %s', (_, listenerArn, expected) => {
    const listener = elbv2.ApplicationListener.fromApplicationListenerAttributes(stack, 'Listener', {
      listenerArn, securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'SecurityGroup', 'sg-1'),
    });
    const targets = group();
    new elbv2.ApplicationListenerRule(stack, 'Rule', { listener, priority: 1, conditions: onPath, targetGroups: [targets] });
    expect(loadBalancerOf(targets)).toEqual([expected]);
  });

  test('is told by an L1 listener with the literal ARN of the load balancer', () => {
    const targets = group();
    new elbv2.CfnListener(stack, 'Listener', { loadBalancerArn: `${LOAD_BALANCER}/app/shop/50dc`, defaultActions: [{ type: 'forward', targetGroupArn: targets.targetGroupArn }] });
    expect(loadBalancerOf(targets)).toEqual(['app/shop/50dc']);
  });

  test('is unknown without a listener, and with it what is not published by target group alone', () => {
    const observed = observe(group());
    expect(Object.keys(observed.dimensions)).toEqual(['TargetGroup']);
    expect(observed.signals).toEqual(['requestCountPerTarget']);
  });

  test('is told by an import', () => {
    const targets = elbv2.ApplicationTargetGroup.fromTargetGroupAttributes(stack, 'Import', { targetGroupArn: GROUP, loadBalancerArns: `${LOAD_BALANCER}/app/shop/50dc` });
    expect(observe(targets).dimensions).toEqual({ TargetGroup: 'targetgroup/orders/456' });
    expect(loadBalancerOf(targets)).toEqual(['app/shop/50dc']);
  });
});

describe('a kind', () => {
  test.each([['app', 'alb'], ['net', 'nlb'], ['gwy', 'gwlb']])('is told by the ARN of an import: %s is %s', (family, kind) => {
    const { source, dimensions } = observe(elbv2.NetworkLoadBalancer.fromNetworkLoadBalancerAttributes(stack, 'Import', { loadBalancerArn: `${LOAD_BALANCER}/${family}/shop/50dc` }));
    expect([source.kind, dimensions]).toEqual([kind, { LoadBalancer: `${family}/shop/50dc` }]);
  });

  test.each([['app', 'alb-target-group'], ['net', 'nlb-target-group'], ['gwy', 'gwlb-target-group']])('is told by the load balancer of an imported target group: %s is %s', (family, kind) => {
    const targets = elbv2.NetworkTargetGroup.fromTargetGroupAttributes(stack, 'Import', { targetGroupArn: GROUP, loadBalancerArns: `${LOAD_BALANCER}/${family}/shop/50dc` });
    expect(observe(targets).source.kind).toBe(kind);
  });

  test('is told by the properties that an import declares', () => {
    const targets = elbv2.NetworkTargetGroup.fromTargetGroupAttributes(stack, 'Import', { targetGroupArn: GROUP });
    ImportedResource.declare(targets, { resourceType: 'AWS::ElasticLoadBalancingV2::TargetGroup', properties: { Protocol: 'UDP' } });
    expect(observe(targets).source.kind).toBe('nlb-target-group');
  });

  test('is named by an ARN that is a token', () => {
    const loadBalancer = elbv2.ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'Import', { loadBalancerArn: Fn.importValue('arn'), securityGroupId: 'sg-1' });
    expect(observe(loadBalancer).dimensions).toEqual({ LoadBalancer: { 'Fn::Select': [1, { 'Fn::Split': [':loadbalancer/', { 'Fn::ImportValue': 'arn' }] }] } });
  });
});

describe('target health', () => {
  const minimum = (value?: string) => observe(new elbv2.CfnTargetGroup(stack, `Raw${stack.node.children.length}`, {
    protocol: 'HTTP', targetGroupAttributes: value === undefined ? [] : [{ key: 'stickiness.enabled', value: 'true' }, { key: MINIMUM, value }],
  })).threshold('healthyHosts');

  test('pages below the minimum of the target group, one by default', () => {
    expect([minimum(), minimum('3')]).toEqual([{ value: 1 }, { value: 3 }]);
  });

  test('does not guess a minimum that is a token or makes no sense', () => {
    expect(minimum(Fn.importValue('minimum')).reason).toMatch(/only known at deployment/);
    expect(minimum('off').reason).toMatch(/not a number/);
  });

  test('follows an attribute of an L2', () => {
    const targets = group();
    targets.setAttribute(MINIMUM, '2');
    expect(observe(targets).threshold('healthyHosts')).toEqual({ value: 2 });
  });

  test('is read from the attributes that an import declares', () => {
    const targets = elbv2.ApplicationTargetGroup.fromTargetGroupAttributes(stack, 'Import', { targetGroupArn: GROUP });
    ImportedResource.declare(targets, {
      resourceType: 'AWS::ElasticLoadBalancingV2::TargetGroup', properties: { TargetGroupAttributes: [{ Key: 'stickiness.enabled', Value: 'true' }, { Key: MINIMUM, Value: '2' }] },
    });
    expect(observe(targets).threshold('healthyHosts')).toEqual({ value: 2 });
  });

  test('is there for a function only where it is checked', () => {
    const listener = alb().addListener('Http', { port: 80 });
    const unchecked = listener.addTargets('Unchecked', { targets: [new LambdaTarget(inlineFunction(stack, 'A'))] });
    const checked = listener.addTargets('Checked', { priority: 1, conditions: onPath, targets: [new LambdaTarget(inlineFunction(stack, 'B'))], healthCheck: { enabled: true } });
    expect(observe(unchecked).signals).not.toContain('healthyHosts');
    expect(observe(checked).signals).toEqual(expect.arrayContaining(['healthyHosts', 'unhealthyHosts', 'lambdaUserError']));
    expect(observe(checked).signals).not.toContain('connectionErrors');
  });
});

describe('failed TLS negotiations', () => {
  const nlbWith = (protocol: elbv2.Protocol) => {
    const loadBalancer = new elbv2.NetworkLoadBalancer(stack, 'LoadBalancer', { vpc });
    loadBalancer.addListener('Listener', { port: 443, protocol, certificates: protocol === elbv2.Protocol.TLS ? [{ certificateArn: 'arn' }] : [] })
      .addTargets('Targets', { port: 443, targets: [] });
    return observe(loadBalancer).signals;
  };

  test('are there with a listener that takes TLS', () => expect(nlbWith(elbv2.Protocol.TLS)).toContain('tlsNegotiationErrors'));
  test('are not there with others', () => expect(nlbWith(elbv2.Protocol.TCP)).not.toContain('tlsNegotiationErrors'));
});

test('flows blocked by security groups are there with security groups', () => {
  const make = (id: string, securityGroups?: string[]) => observe(new elbv2.CfnLoadBalancer(stack, id, { type: 'network', securityGroups })).signals;
  expect(make('With', ['sg-1'])).toContain('sgBlockedInbound');
  for (const signals of [make('Without'), make('Empty', [])]) expect(signals).not.toContain('sgBlockedInbound');
});
