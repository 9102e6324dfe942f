import type { PropertyValue } from '../property-value';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';
import { append } from './append';

const ENDPOINT = 'AWS::EC2::VPCEndpoint';
const TABLE = 'AWS::EC2::RouteTable';

/** A way out of a VPC through a NAT gateway. */
export interface NatRoute {
  readonly table: WorkloadResource;
  /** What the route says of its gateway. */
  readonly gateway: PropertyValue;
}

interface Routes {
  readonly byTable: ReadonlyMap<WorkloadResource, readonly WorkloadResource[]>;
  readonly natRoutes: ReadonlyMap<WorkloadResource, readonly NatRoute[]>;
}

/** The routes of a VPC to NAT gateways. */
export function natRoutesOf(vpc: WorkloadResource): readonly NatRoute[] {
  return vpc.workload._once(routes).natRoutes.get(vpc) ?? [];
}

/** The subnets that a route table is for. */
export function subnetsOf(table: WorkloadResource): WorkloadResource[] {
  return table.workload.referrersOf(table, 'AWS::EC2::SubnetRouteTableAssociation', 'RouteTableId')
    .flatMap(association => association.property('SubnetId').targets('AWS::EC2::Subnet'));
}

/** Whether a subnet is known to have a route table of its own that leads nowhere else. */
export function isIsolated(subnet: WorkloadResource): boolean {
  const associations = subnet.workload.referrersOf(subnet, 'AWS::EC2::SubnetRouteTableAssociation', 'SubnetId');
  const tables = associations.flatMap(association => association.property('RouteTableId').targets(TABLE));
  return tables.length > 0 && tables.every(table => !subnet.workload._once(routes).byTable.has(table));
}

/** Whether a VPC has an endpoint for a service, such as `s3` or `ecr.api`; `undefined` when only deployment can tell. */
export function hasEndpointFor(vpc: WorkloadResource, service: string): boolean | undefined {
  const names = vpc.workload.referrersOf(vpc, ENDPOINT, 'VpcId').map(endpoint => endpoint.property('ServiceName'));
  if (names.some(name => serviceOf(name) === service)) return true;
  return names.some(name => name.isUnknown && serviceOf(name) === undefined) ? undefined : false;
}

/** What comes after the Region, such as `ecr.api` of `com.amazonaws.eu-west-1.ecr.api`. */
export function serviceOf(name: PropertyValue): string | undefined {
  const [, service] = /^(?:cn\.)?com\.amazonaws\.[a-z\d-]*\.([a-z][a-z\d.-]*)$/.exec(name.knownText) ?? [];
  return service;
}

function routes(workload: Workload): Routes {
  const byTable = new Map<WorkloadResource, WorkloadResource[]>();
  const natRoutes = new Map<WorkloadResource, NatRoute[]>();
  for (const route of workload.ofType('AWS::EC2::Route')) {
    const gateway = route.property('NatGatewayId');
    for (const table of route.property('RouteTableId').targets(TABLE)) {
      append(byTable, table, route);
      if (gateway.isAbsent) continue;
      for (const vpc of table.property('VpcId').targets('AWS::EC2::VPC')) append(natRoutes, vpc, { table, gateway });
    }
  }
  return { byTable, natRoutes };
}
