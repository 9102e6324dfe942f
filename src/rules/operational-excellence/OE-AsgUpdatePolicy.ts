import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';

/** What the CDK always sets; it is about sizes, not about instances. */
const NO_REPLACEMENT = 'AutoScalingScheduledAction';

const code = (settings: string) => `const vpc = new ec2.Vpc(this, 'Vpc');
new autoscaling.AutoScalingGroup(this, 'Servers', {
  vpc,
  launchTemplate: new ec2.LaunchTemplate(this, 'Server', {
    instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE),
    machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
    securityGroup: new ec2.SecurityGroup(this, 'SecurityGroup', { vpc }),
  }),${settings}
});`;

const SIZES = { MinSize: '1', MaxSize: '4' };

export default defineRule({
  id: 'OE-AsgUpdatePolicy',
  bestPractices: ['OPS06-BP03'],
  level: RuleLevel.WARNING,
  title: 'Auto Scaling groups replace their instances when the template of these changes',
  why: 'A new image or start script is deployed and reaches nothing: instances keep the old one until somebody or scaling happens to end them, so both run for weeks',
  remedy: 'Set updatePolicy: autoscaling.UpdatePolicy.rollingUpdate(), or maxInstanceLifetime where they may be replaced some time later',
  resourceTypes: [GROUP],
  check: group => {
    const lifetime = group.property('MaxInstanceLifetime');
    if ((lifetime.number ?? 0) > 0) return Verdict.COMPLIANT;
    const policy = group.attribute('UpdatePolicy');
    if (policy.isUnknown) return Verdict.UNKNOWN;
    let isUnknown = lifetime.isUnknown;
    for (const name of policy.keys) {
      if (name === NO_REPLACEMENT) continue;
      const part = policy.property(name);
      const willReplace = part.property('WillReplace');
      const replaces = name !== 'AutoScalingReplacingUpdate' || willReplace.flag === true;
      if (part.isUnknown || willReplace.isUnknown) isUnknown = true;
      else if (!part.isAbsent && replaces) return Verdict.COMPLIANT;
    }
    return isUnknown ? Verdict.UNKNOWN : Verdict.violating({ message: 'No update policy says how instances are replaced' });
  },
  compliant: [
    {
      title: 'a rolling update',
      resources: {
        Servers: { Type: GROUP, Properties: SIZES, UpdatePolicy: { AutoScalingRollingUpdate: { MinInstancesInService: 1, PauseTime: 'PT5M' } } },
      },
      cdk: code('\n  updatePolicy: autoscaling.UpdatePolicy.rollingUpdate(),'),
    },
    { title: 'a new group in place of the old one', resources: { Servers: { Type: GROUP, Properties: SIZES, UpdatePolicy: { AutoScalingReplacingUpdate: { WillReplace: true } } } } },
    { title: 'instances that are replaced after a week', resources: { Servers: { Type: GROUP, Properties: { ...SIZES, MaxInstanceLifetime: 604800 } } } },
  ],
  violating: [
    {
      title: 'what the CDK says about sizes alone',
      resources: {
        Servers: { Type: GROUP, Properties: SIZES, UpdatePolicy: { AutoScalingScheduledAction: { IgnoreUnmodifiedGroupSizeProperties: true } } },
      },
      cdk: code(''),
    },
    { title: 'no policy', resources: { Servers: { Type: GROUP, Properties: SIZES } } },
    { title: 'a policy that does not replace', resources: { Servers: { Type: GROUP, Properties: SIZES, UpdatePolicy: { AutoScalingReplacingUpdate: { WillReplace: false } } } } },
  ],
  ignored: [
    {
      title: 'the policy is a condition',
      resources: { Servers: { Type: GROUP, Properties: SIZES, UpdatePolicy: { AutoScalingReplacingUpdate: { WillReplace: { 'Fn::If': ['IsProduction', true, false] } } } } },
    },
    { title: 'the lifetime is a parameter', resources: { Servers: { Type: GROUP, Properties: { ...SIZES, MaxInstanceLifetime: { Ref: 'Lifetime' } } } } },
  ],
});
