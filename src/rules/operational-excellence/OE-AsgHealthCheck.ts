import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const PROPERTY = 'HealthCheckType';

function isNonEmpty(list: PropertyValue): boolean | undefined {
  if (list.isUnknown) return undefined;
  return list.items.length > 0;
}

/** What must be asked about the instances, by what sends them requests; `undefined` among them where only deployment can tell. */
function checksFor(group: WorkloadResource): (string | undefined)[] {
  const checks: (string | undefined)[] = [];
  for (const property of ['TargetGroupARNs', 'LoadBalancerNames']) {
    const isAttached = isNonEmpty(group.property(property));
    if (isAttached !== false) checks.push(isAttached ? 'ELB' : undefined);
  }
  const sources = group.property('TrafficSources');
  if (sources.isUnknown) checks.push(undefined);
  for (const source of sources.items) {
    const type = source.property('Type');
    checks.push(source.isUnknown || type.isUnknown ? undefined : type.text === 'vpc-lattice' ? 'VPC_LATTICE' : 'ELB');
  }
  return checks;
}

const code = (settings: string) => `const vpc = new ec2.Vpc(this, 'Vpc');
const servers = new autoscaling.AutoScalingGroup(this, 'Servers', {
  vpc,
  launchTemplate: new ec2.LaunchTemplate(this, 'Server', {
    instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE),
    machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
    securityGroup: new ec2.SecurityGroup(this, 'SecurityGroup', { vpc }),
  }),${settings}
});
const listener = new elasticloadbalancingv2.ApplicationLoadBalancer(this, 'Front', { vpc }).addListener('Http', { port: 80 });
listener.addTargets('Servers', { port: 80, targets: [servers] });`;

const ATTACHED = { MinSize: '1', MaxSize: '4', TargetGroupARNs: ['arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/front/0'] };

export default defineRule({
  id: 'OE-AsgHealthCheck',
  bestPractices: ['OPS06-BP04'],
  level: RuleLevel.WARNING,
  title: 'Auto Scaling groups behind a load balancer replace what it finds unhealthy',
  why: 'An instance on which the application died passes the check of EC2: it gets no more requests, but is never replaced, and the rest carries its load',
  remedy: 'Set healthChecks: autoscaling.HealthChecks.withAdditionalChecks({ additionalTypes: [autoscaling.AdditionalHealthCheckType.ELB] }), with a gracePeriod',
  nagRule: 'autoscaling.AutoScalingGroupELBHealthCheckRequired',
  nagDifference: 'it knows no list of checks such as ELB,EBS, and no TrafficSources',
  resourceTypes: [GROUP],
  check: group => {
    const needed = checksFor(group);
    if (needed.length === 0) return Verdict.NOT_APPLICABLE;
    const type = group.property(PROPERTY);
    if (type.isUnknown) return Verdict.UNKNOWN;
    const checks = (type.text ?? '').split(/[\s,]+/);
    const missing = needed.find(check => check !== undefined && !checks.includes(check));
    if (missing === undefined) return needed.includes(undefined) ? Verdict.UNKNOWN : Verdict.COMPLIANT;
    return Verdict.violating({ message: `The type of the health check is ${type.text ?? 'not set, which means EC2'}, without ${missing}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'the health check of the load balancer',
      resources: { Servers: { Type: GROUP, Properties: { ...ATTACHED, HealthCheckType: 'ELB', HealthCheckGracePeriod: 120 } } },
      cdk: code(`
  healthChecks: autoscaling.HealthChecks.withAdditionalChecks({
    additionalTypes: [autoscaling.AdditionalHealthCheckType.ELB],
    gracePeriod: Duration.minutes(2),
  }),`),
    },
    { title: 'that and the one of volumes', resources: { Servers: { Type: GROUP, Properties: { ...ATTACHED, HealthCheckType: 'EBS,ELB' } } } },
  ],
  violating: [
    { title: 'the health check of EC2 by default', resources: { Servers: { Type: GROUP, Properties: ATTACHED } }, cdk: code('') },
    { title: 'a Classic Load Balancer', resources: { Servers: { Type: GROUP, Properties: { LoadBalancerNames: ['front'], HealthCheckType: 'EC2' } } } },
    { title: 'a target group of VPC Lattice', resources: { Servers: { Type: GROUP, Properties: { TrafficSources: [{ Identifier: 'arn:aws:vpc-lattice:eu-west-1:123456789012:targetgroup/tg-0', Type: 'vpc-lattice' }], HealthCheckType: 'ELB' } } } },
  ],
  ignored: [
    { title: 'no load balancer', resources: { Servers: { Type: GROUP, Properties: { MinSize: '1', MaxSize: '4', TargetGroupARNs: [] } } } },
    { title: 'the type is a parameter', resources: { Servers: { Type: GROUP, Properties: { ...ATTACHED, HealthCheckType: { Ref: 'HealthCheck' } } } } },
    { title: 'the target groups are a parameter', resources: { Servers: { Type: GROUP, Properties: { TargetGroupARNs: { Ref: 'TargetGroups' } } } } },
  ],
});
