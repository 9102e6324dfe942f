import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const CONNECTION = 'AWS::EC2::VPNConnection';

export default defineRule({
  id: 'PE-VpnAcceleration',
  bestPractices: ['PERF04-BP03'],
  level: RuleLevel.WARNING,
  tradeOff: 'vpn-acceleration',
  title: 'VPN connections of transit gateways are accelerated',
  why: 'Tunnels cross the public internet all the way to the Region, with its losses and changing delays, and acceleration cannot be switched on later without a new connection',
  remedy: 'Set enableAcceleration: true of the ec2.CfnVPNConnection, which makes a new connection',
  resourceTypes: [CONNECTION],
  check: connection => {
    if (connection.property('TransitGatewayId').isAbsent) return Verdict.NOT_APPLICABLE;
    // One over Direct Connect has no internet to cross.
    const address = connection.property('OutsideIpAddressType');
    if (address.text === 'PrivateIpv4') return Verdict.NOT_APPLICABLE;
    const enabled = connection.property('EnableAcceleration');
    if (enabled.flag === true) return Verdict.COMPLIANT;
    if (enabled.isUnknown || address.isUnknown || !connection.property('VpnGatewayId').isAbsent) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'The connection is not accelerated', property: 'EnableAcceleration' });
  },
  compliant: [
    {
      title: 'an accelerated connection',
      resources: { Office: { Type: CONNECTION, Properties: { Type: 'ipsec.1', CustomerGatewayId: 'cgw-1', TransitGatewayId: 'tgw-1', EnableAcceleration: true } } },
      cdk: 'new ec2.CfnVPNConnection(this, \'Office\', { type: \'ipsec.1\', customerGatewayId: \'cgw-1\', transitGatewayId: \'tgw-1\', enableAcceleration: true });',
    },
  ],
  violating: [
    {
      title: 'one that says nothing',
      resources: { Office: { Type: CONNECTION, Properties: { Type: 'ipsec.1', CustomerGatewayId: 'cgw-1', TransitGatewayId: 'tgw-1' } } },
      cdk: 'new ec2.CfnVPNConnection(this, \'Office\', { type: \'ipsec.1\', customerGatewayId: \'cgw-1\', transitGatewayId: \'tgw-1\' });',
    },
    {
      title: 'acceleration switched off, at a transit gateway of the app',
      resources: {
        Office: { Type: CONNECTION, Properties: { Type: 'ipsec.1', CustomerGatewayId: 'cgw-1', TransitGatewayId: { Ref: 'Hub' }, EnableAcceleration: false } },
        Hub: { Type: 'AWS::EC2::TransitGateway', Properties: {} },
      },
    },
  ],
  ignored: [
    { title: 'a virtual private gateway, which cannot be accelerated', resources: { Office: { Type: CONNECTION, Properties: { Type: 'ipsec.1', CustomerGatewayId: 'cgw-1', VpnGatewayId: 'vgw-1' } } } },
    { title: 'a connection over Direct Connect', resources: { Office: { Type: CONNECTION, Properties: { CustomerGatewayId: 'cgw-1', TransitGatewayId: 'tgw-1', OutsideIpAddressType: 'PrivateIpv4' } } } },
    { title: 'a parameter decides', resources: { Office: { Type: CONNECTION, Properties: { CustomerGatewayId: 'cgw-1', TransitGatewayId: 'tgw-1', EnableAcceleration: { Ref: 'Accelerated' } } } } },
  ],
});
