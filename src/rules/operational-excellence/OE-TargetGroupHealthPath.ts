import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const PATH = 'HealthCheckPath';
const HTTP = ['HTTP', 'HTTPS'];

const code = (healthCheck: string) => `new elasticloadbalancingv2.ApplicationTargetGroup(this, 'Orders', {
  vpc: new ec2.Vpc(this, 'Vpc'),
  port: 80,
  targetType: elasticloadbalancingv2.TargetType.IP,${healthCheck}
});`;

export default defineRule({
  id: 'OE-TargetGroupHealthPath',
  bestPractices: ['OPS06-BP04'],
  level: RuleLevel.WARNING,
  title: 'Target groups check health at a path of its own',
  why: 'The root page tells little: it may answer while what the application needs is down, or be slow or redirect while all is well, and deployments go by it',
  remedy: 'Set healthCheck: { path: \'/health\' } to a path that answers for what the application needs',
  resourceTypes: [GROUP],
  check: group => {
    const enabled = group.property('HealthCheckEnabled');
    const type = group.property('TargetType');
    const version = group.property('ProtocolVersion');
    // The default path of gRPC is one of its own, and the health of functions is not checked unless it is asked for.
    if (enabled.flag === false || version.text === 'GRPC' || (type.text === 'lambda' && enabled.isAbsent)) return Verdict.NOT_APPLICABLE;
    const own = group.property('HealthCheckProtocol');
    const protocol = own.isAbsent ? group.property('Protocol') : own;
    const isOfFunctions = type.text === 'lambda';
    if (!isOfFunctions && !protocol.isUnknown && !HTTP.includes(protocol.text ?? '')) return Verdict.NOT_APPLICABLE;
    const path = group.property(PATH);
    const found = path.text;
    if (!path.isUnknown && !path.isAbsent && found !== '/') return isOfFunctions || !protocol.isUnknown ? Verdict.COMPLIANT : Verdict.UNKNOWN;
    if ([path, enabled, type, version].some(({ isUnknown }) => isUnknown) || (!isOfFunctions && protocol.isUnknown)) return Verdict.UNKNOWN;
    return Verdict.violating({ message: `The path of the health check is ${found ?? 'not set, which means /'}`, property: PATH });
  },
  compliant: [
    {
      title: 'a path of its own',
      resources: { Orders: { Type: GROUP, Properties: { Port: 80, Protocol: 'HTTP', TargetType: 'ip', HealthCheckPath: '/health' } } },
      cdk: code('\n  healthCheck: { path: \'/health\' },'),
    },
    { title: 'a Network Load Balancer that asks by HTTP', resources: { Orders: { Type: GROUP, Properties: { Port: 80, Protocol: 'TCP', HealthCheckProtocol: 'HTTP', HealthCheckPath: '/health' } } } },
  ],
  violating: [
    { title: 'no path', resources: { Orders: { Type: GROUP, Properties: { Port: 80, Protocol: 'HTTP', TargetType: 'ip' } } }, cdk: code('') },
    { title: 'the root page', resources: { Orders: { Type: GROUP, Properties: { Port: 443, Protocol: 'HTTPS', HealthCheckPath: '/' } } } },
    { title: 'functions that are asked at the root', resources: { Orders: { Type: GROUP, Properties: { TargetType: 'lambda', HealthCheckEnabled: true } } } },
  ],
  ignored: [
    { title: 'a check by TCP', resources: { Orders: { Type: GROUP, Properties: { Port: 80, Protocol: 'TCP' } } } },
    { title: 'functions that are not checked', resources: { Orders: { Type: GROUP, Properties: { TargetType: 'lambda' } } } },
    { title: 'gRPC, which has a path of its own', resources: { Orders: { Type: GROUP, Properties: { Port: 80, Protocol: 'HTTP', ProtocolVersion: 'GRPC' } } } },
    { title: 'the path is a parameter', resources: { Orders: { Type: GROUP, Properties: { Port: 80, Protocol: 'HTTP', HealthCheckPath: { Ref: 'HealthPath' } } } } },
    { title: 'the protocol is a parameter', resources: { Orders: { Type: GROUP, Properties: { Port: 80, Protocol: { Ref: 'Protocol' } } } } },
  ],
});
