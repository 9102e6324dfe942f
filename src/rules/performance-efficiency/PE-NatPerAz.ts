import { defineRule } from '../private/define-rule';
import { type NatRoute, natRoutesOf, subnetsOf } from '../private/vpc-routes';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const VPC = 'AWS::EC2::VPC';
const GATEWAY = 'AWS::EC2::NatGateway';

const zone = (name: string, gateway: string) => ({
  [`Subnet${name}`]: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, AvailabilityZone: `eu-west-1${name}` } },
  [`Table${name}`]: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' } } },
  [`Association${name}`]: { Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: { RouteTableId: { Ref: `Table${name}` }, SubnetId: { Ref: `Subnet${name}` } } },
  [`Route${name}`]: { Type: 'AWS::EC2::Route', Properties: { RouteTableId: { Ref: `Table${name}` }, DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: { Ref: gateway } } },
});
const NETWORK = { Vpc: { Type: VPC, Properties: { CidrBlock: '10.0.0.0/16' } } };
const gatewayIn = (subnet: string) => ({ Type: GATEWAY, Properties: { SubnetId: subnet } });

/** Tells values apart, also those that only deployment tells, such as the members of the list of Availability Zones. */
function keyOf(value: PropertyValue): string {
  return value.text ?? JSON.stringify(value.json ?? null);
}

function isRegional({ gateway }: NatRoute): boolean {
  return gateway.targets(GATEWAY).some(target => target.property('AvailabilityMode').text === 'regional');
}

export default defineRule({
  id: 'PE-NatPerAz',
  bestPractices: ['PERF04-BP06'],
  level: RuleLevel.WARNING,
  strict: true,
  tradeOff: 'nat-gateways',
  title: 'Each Availability Zone with private subnets has a NAT gateway',
  why: 'Traffic of the other zones crosses to the one with the gateway, which takes longer and is charged, and all share its ports and bandwidth and fail with its zone',
  remedy: 'Leave natGateways out, which makes one per Availability Zone, or use a regional NAT gateway',
  resourceTypes: [VPC],
  check: vpc => {
    const routes = natRoutesOf(vpc);
    if (routes.length === 0) return Verdict.NOT_APPLICABLE;
    if (routes.some(isRegional)) return Verdict.COMPLIANT;
    const gateways = new Set(routes.map(({ gateway }) => gateway.targets(GATEWAY)[0] ?? keyOf(gateway)));
    const zones = new Set(routes.flatMap(({ table }) => subnetsOf(table)).map(subnet => keyOf(subnet.property('AvailabilityZone'))));
    if (gateways.size >= zones.size) return Verdict.COMPLIANT;
    return Verdict.violating({ message: `Private subnets in ${zones.size} Availability Zones share ${gateways.size} NAT gateway${gateways.size === 1 ? '' : 's'}` });
  },
  compliant: [
    {
      title: 'a gateway for each zone',
      resources: { ...NETWORK, ...zone('a', 'NatA'), ...zone('b', 'NatB'), NatA: gatewayIn('subnet-1'), NatB: gatewayIn('subnet-2') },
      cdk: 'new ec2.Vpc(this, \'Vpc\', { maxAzs: 2 });',
    },
    {
      title: 'a regional gateway',
      resources: { ...NETWORK, ...zone('a', 'Nat'), ...zone('b', 'Nat'), Nat: { Type: GATEWAY, Properties: { VpcId: { Ref: 'Vpc' }, AvailabilityMode: 'regional' } } },
    },
    { title: 'a VPC in one zone', resources: { ...NETWORK, ...zone('a', 'Nat'), Nat: gatewayIn('subnet-1') } },
  ],
  violating: [
    {
      title: 'one gateway for all zones',
      resources: { ...NETWORK, ...zone('a', 'Nat'), ...zone('b', 'Nat'), Nat: gatewayIn('subnet-1') },
      cdk: 'new ec2.Vpc(this, \'Vpc\', { maxAzs: 2, natGateways: 1 });',
    },
  ],
  ignored: [
    { title: 'a VPC without NAT gateways', resources: NETWORK },
  ],
});
