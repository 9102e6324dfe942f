import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

/** What stands behind CloudFront or Global Accelerator. */
interface EdgeFronts {
  readonly fronted: ReadonlySet<WorkloadResource>;
  /** Literal domain names of origins. */
  readonly hosts: ReadonlySet<string>;
  /** Whether there are origins or endpoints that only deployment tells. */
  readonly hasUnknown: boolean;
}

const FRONTS: readonly (readonly [type: string, path: string])[] = [
  ['AWS::CloudFront::Distribution', 'DistributionConfig.Origins.*.DomainName'],
  ['AWS::CloudFront::VpcOrigin', 'VpcOriginEndpointConfig.Arn'],
  ['AWS::GlobalAccelerator::EndpointGroup', 'EndpointConfigurations.*.EndpointId'],
];

/** Whether users reach a resource through the edge network, as far as the app tells; `undefined` when only deployment can tell. */
export function isBehindEdge(resource: WorkloadResource): boolean | undefined {
  const { fronted, hosts, hasUnknown } = resource.workload._once(edgeFronts);
  if (fronted.has(resource)) return true;
  const name = resource.physicalName;
  if (name !== undefined && [...hosts].some(host => host.startsWith(`${name}.s3-website`))) return true;
  if (hosts.size > 0 && (resource.workload._once(namesByTarget).get(resource) ?? []).some(host => hosts.has(host))) return true;
  return hasUnknown ? undefined : false;
}

function edgeFronts(workload: Workload): EdgeFronts {
  const fronted = new Set<WorkloadResource>();
  const hosts = new Set<string>();
  let hasUnknown = false;
  for (const [type, path] of FRONTS) {
    for (const value of workload.ofType(type).flatMap(front => front.values(path))) {
      const targets = value.targets();
      for (const target of targets) fronted.add(target);
      if (value.text !== undefined) hosts.add(normalized(value.text));
      else if (value.isUnknown && targets.length === 0) hasUnknown = true;
    }
  }
  return { fronted, hosts, hasUnknown };
}

/** Names of records that stand for a resource, as origins have them that need a certificate of their own. */
function namesByTarget(workload: Workload): ReadonlyMap<WorkloadResource, string[]> {
  const names = new Map<WorkloadResource, string[]>();
  for (const record of workload.ofType('AWS::Route53::RecordSet')) {
    const name = record.property('Name').text;
    if (name === undefined) continue;
    for (const value of [record.property('AliasTarget.DNSName'), ...record.property('ResourceRecords').items]) {
      for (const target of value.targets()) names.set(target, [...names.get(target) ?? [], normalized(name)]);
    }
  }
  return names;
}

function normalized(host: string): string {
  return host.toLowerCase().replace(/\.$/, '');
}
