import { Fn, Token } from 'aws-cdk-lib';
import type { ObservedResource } from '../observed-resource';
import type { SignalVariant } from '../signal-source';
import { partOf, textOf } from './arn-part';

type Dimensions = { [name: string]: string };

/** What full names of load balancers begin with. */
export type LoadBalancerFamily = 'app' | 'net' | 'gwy';

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const LISTENER_RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

const FAMILY_OF_TYPE: ReadonlyMap<unknown, LoadBalancerFamily> = new Map([['network', 'net'], ['gateway', 'gwy']]);
const FAMILY_OF_PROTOCOL: ReadonlyMap<unknown, LoadBalancerFamily> = new Map([
  ...['TCP', 'TLS', 'UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC'].map(protocol => [protocol, 'net'] as const), ['GENEVE', 'gwy'] as const,
]);
const PROTOCOLS_WITHOUT_TLS: readonly unknown[] = ['HTTP', 'TCP', 'UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC', 'GENEVE'];

export function familyOfLoadBalancer(loadBalancer: ObservedResource): LoadBalancerFamily {
  const type = loadBalancer.property('Type');
  return type === undefined ? familyIn(loadBalancerFullName(loadBalancer)) ?? 'app' : FAMILY_OF_TYPE.get(type) ?? 'app';
}

/** The protocol tells, or the load balancer that an import knows of. */
export function familyOfTargetGroup(targetGroup: ObservedResource): LoadBalancerFamily {
  const protocol = targetGroup.property('Protocol');
  return protocol === undefined ? familyIn(loadBalancerOfImport(targetGroup)) ?? 'app' : FAMILY_OF_PROTOCOL.get(protocol) ?? 'app';
}

/** `app/orders/50dc6c495c0c9188` */
export function loadBalancerFullName(loadBalancer: ObservedResource): string | undefined {
  return loadBalancer.attribute('LoadBalancerFullName', 'loadBalancerFullName')
    ?? fullNameInArn(loadBalancer.attribute('LoadBalancerArn', 'loadBalancerArn'));
}

/** `targetgroup/orders/73e2d6bc24d8a067` */
export function targetGroupFullName(targetGroup: ObservedResource): string | undefined {
  const arn = targetGroup.attribute('TargetGroupArn', 'targetGroupArn');
  return targetGroup.attribute('TargetGroupFullName', 'targetGroupFullName') ?? partOf(arn, /:(targetgroup\/[^:]+)$/, ':', 5);
}

/** One variant that names the load balancer as well; none without a listener that forwards to the target group. */
export function behindLoadBalancer(targetGroup: ObservedResource, dimensions: Dimensions): SignalVariant[] {
  const loadBalancer = loadBalancerBefore(targetGroup);
  return loadBalancer === undefined ? [] : [{ dimensions: { LoadBalancer: loadBalancer, ...dimensions } }];
}

/** Whether a listener takes TLS; a load balancer without known listeners may. */
export function takesTls(loadBalancer: ObservedResource): boolean {
  const listeners = loadBalancer.referencedBy(LISTENER, 'LoadBalancerArn');
  return listeners.length === 0 || listeners.some(listener => !PROTOCOLS_WITHOUT_TLS.includes(listener.property('Protocol')));
}

/** The full name of the load balancer that sends requests to a target group, which has one at most. */
function loadBalancerBefore(targetGroup: ObservedResource): string | undefined {
  const names = [
    ...targetGroup.referencedBy(LISTENER, 'DefaultActions').map(loadBalancerOfListener),
    ...targetGroup.referencedBy(LISTENER_RULE, 'Actions').map(loadBalancerOfRule),
    loadBalancerOfImport(targetGroup),
  ];
  return names.find(name => name !== undefined);
}

function loadBalancerOfListener(listener: ObservedResource): string | undefined {
  const loadBalancer = listener.referenced('LoadBalancerArn');
  return loadBalancer?.resourceType === LOAD_BALANCER ? loadBalancerFullName(loadBalancer) : fullNameInArn(textOf(listener.property('LoadBalancerArn')));
}

/** The listener may stand elsewhere; its ARN, `…:listener/app/orders/50dc6c495c0c9188/f2f7dc8efc522ab2`, has the name too. */
function loadBalancerOfRule(rule: ObservedResource): string | undefined {
  const listener = rule.referenced('ListenerArn');
  if (listener?.resourceType === LISTENER) return loadBalancerOfListener(listener);
  const arn = textOf(rule.property('ListenerArn'));
  const literal = /:listener\/(\w+\/[^/]+\/[^/]+)\//.exec(arn ?? '')?.[1];
  if (literal !== undefined || arn === undefined || !Token.isUnresolved(arn)) return literal;
  const parts = Fn.split('/', arn);
  return Fn.join('/', [1, 2, 3].map(index => Fn.select(index, parts)));
}

function loadBalancerOfImport(targetGroup: ObservedResource): string | undefined {
  if (!targetGroup.imported) return undefined;
  const declared = targetGroup.attribute('LoadBalancerFullName', 'loadBalancerFullName');
  return declared ?? /:loadbalancer\/([^:,]+)/.exec(targetGroup.attribute('LoadBalancerArns', 'loadBalancerArns') ?? '')?.[1];
}

function familyIn(fullName: string | undefined): LoadBalancerFamily | undefined {
  return /^(app|net|gwy)\//.exec(fullName ?? '')?.[1] as LoadBalancerFamily | undefined;
}

function fullNameInArn(arn: string | undefined): string | undefined {
  return partOf(arn, /:loadbalancer\/(.+)$/, ':loadbalancer/', 1);
}
