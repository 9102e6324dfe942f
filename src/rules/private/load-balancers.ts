import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

export const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
export const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const LISTENER_RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

export type BalancerFamily = 'application' | 'network' | 'gateway';

const FAMILY_OF_TYPE: ReadonlyMap<string | undefined, BalancerFamily> = new Map([['application', 'application'], ['network', 'network'], ['gateway', 'gateway']]);
const FAMILY_OF_PROTOCOL: ReadonlyMap<string | undefined, BalancerFamily> = new Map([
  ...['HTTP', 'HTTPS'].map(protocol => [protocol, 'application'] as const),
  ...['TCP', 'TLS', 'UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC'].map(protocol => [protocol, 'network'] as const),
  ['GENEVE', 'gateway'] as const,
]);

/** Of which family a load balancer or a target group is; `undefined` where only deployment can tell. */
export function familyOf(resource: WorkloadResource): BalancerFamily | undefined {
  if (resource.resourceType === LOAD_BALANCER) {
    const type = resource.property('Type');
    return type.isAbsent ? 'application' : FAMILY_OF_TYPE.get(type.text);
  }
  const protocol = resource.property('Protocol');
  if (protocol.isAbsent) return resource.property('TargetType').text === 'lambda' ? 'application' : undefined;
  return FAMILY_OF_PROTOCOL.get(protocol.text);
}

/** The target groups that a load balancer sends requests to. */
export function targetGroupsOf(loadBalancer: WorkloadResource): readonly WorkloadResource[] {
  return [...loadBalancer.workload._once(forwards).groups.get(loadBalancer) ?? []];
}

/** The load balancers of the app that send requests to a target group. */
export function loadBalancersOf(targetGroup: WorkloadResource): readonly WorkloadResource[] {
  return [...targetGroup.workload._once(forwards).balancers.get(targetGroup) ?? []];
}

/** Whether a listener of the app sends requests to a target group, of whatever load balancer it is. */
export function hasListener(targetGroup: WorkloadResource): boolean {
  return targetGroup.workload._once(forwards).attached.has(targetGroup);
}

interface Forwards {
  readonly groups: ReadonlyMap<WorkloadResource, ReadonlySet<WorkloadResource>>;
  readonly balancers: ReadonlyMap<WorkloadResource, ReadonlySet<WorkloadResource>>;
  readonly attached: ReadonlySet<WorkloadResource>;
}

function forwards(workload: Workload): Forwards {
  const groups = new Map<WorkloadResource, Set<WorkloadResource>>();
  const balancers = new Map<WorkloadResource, Set<WorkloadResource>>();
  const attached = new Set<WorkloadResource>();
  const forward = (source: WorkloadResource, actions: string, loadBalancers: readonly WorkloadResource[]) => {
    for (const value of [...source.values(`${actions}.*.TargetGroupArn`), ...source.values(`${actions}.*.ForwardConfig.TargetGroups.*.TargetGroupArn`)]) {
      for (const group of value.targets(TARGET_GROUP)) {
        attached.add(group);
        for (const loadBalancer of loadBalancers) {
          join(groups, loadBalancer, group);
          join(balancers, group, loadBalancer);
        }
      }
    }
  };
  const balancersOfListener = (listener: WorkloadResource) => listener.property('LoadBalancerArn').targets(LOAD_BALANCER);
  for (const listener of workload.ofType(LISTENER)) forward(listener, 'DefaultActions', balancersOfListener(listener));
  for (const rule of workload.ofType(LISTENER_RULE)) forward(rule, 'Actions', rule.property('ListenerArn').targets(LISTENER).flatMap(balancersOfListener));
  return { groups, balancers, attached };
}

function join<K, V>(table: Map<K, Set<V>>, key: K, value: V): void {
  const set = table.get(key);
  if (set) set.add(value); else table.set(key, new Set([value]));
}
