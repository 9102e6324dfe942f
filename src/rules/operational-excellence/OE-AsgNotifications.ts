import { defineRule } from '../private/define-rule';
import { isListenedTo, nameInEvent } from '../private/event-listeners';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const PROPERTY = 'NotificationConfigurations';

/** What a group tells, and the event that EventBridge has of the same. */
const EVENTS: readonly (readonly [type: string, detailType: string])[] = [
  ['autoscaling:EC2_INSTANCE_LAUNCH', 'EC2 Instance Launch Successful'],
  ['autoscaling:EC2_INSTANCE_LAUNCH_ERROR', 'EC2 Instance Launch Unsuccessful'],
  ['autoscaling:EC2_INSTANCE_TERMINATE', 'EC2 Instance Terminate Successful'],
  ['autoscaling:EC2_INSTANCE_TERMINATE_ERROR', 'EC2 Instance Terminate Unsuccessful'],
];

const TYPES = EVENTS.map(([type]) => type);
const SIZES = { MinSize: '1', MaxSize: '4' };

const code = (settings: string) => `const vpc = new ec2.Vpc(this, 'Vpc');
new autoscaling.AutoScalingGroup(this, 'Servers', {
  vpc,
  launchTemplate: new ec2.LaunchTemplate(this, 'Server', {
    instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE),
    machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
    securityGroup: new ec2.SecurityGroup(this, 'SecurityGroup', { vpc }),
  }),${settings}
});`;

const listening = (properties: object) => ({
  Servers: { Type: GROUP, Properties: SIZES },
  Changes: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Arn: 'arn:aws:sns:eu-west-1:123456789012:operations', Id: 'Operations' }], ...properties } },
});

export default defineRule({
  id: 'OE-AsgNotifications',
  bestPractices: ['OPS10-BP01'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Auto Scaling groups tell what they launch and end, and where they fail to',
  why: 'A group that cannot launch instances tries for hours in silence, and who looks for the cause of an incident does not know that instances came and went',
  remedy: 'Set notifications: [{ topic, scalingEvents: autoscaling.ScalingEvents.ALL }], or add an EventBridge rule on the events of aws.autoscaling',
  nagRule: 'autoscaling.AutoScalingGroupScalingNotifications',
  nagDifference: 'it does not know of EventBridge rules',
  resourceTypes: [GROUP],
  check: group => {
    const configurations = group.property(PROPERTY);
    const types = group.values(`${PROPERTY}.*.NotificationTypes.*`);
    const told = new Set(types.map(({ text }) => text));
    const silent = EVENTS.filter(([type]) => !told.has(type)).map(([type, detailType]) => ({
      type, match: isListenedTo({ source: 'aws.autoscaling', detailType, resource: group, detail: { AutoScalingGroupName: nameInEvent(group) } }),
    })).filter(({ match }) => match !== true);
    if (silent.length === 0) return Verdict.COMPLIANT;
    const isUnknown = configurations.isUnknown || types.some(type => type.isUnknown);
    if (isUnknown || silent.every(({ match }) => match === undefined)) return Verdict.UNKNOWN;
    const missing = silent.filter(({ match }) => match === false).map(({ type }) => type.replace('autoscaling:EC2_INSTANCE_', ''));
    return Verdict.violating({ message: `Nobody is told of ${missing.join(', ')}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'a topic for all events',
      resources: { Servers: { Type: GROUP, Properties: { ...SIZES, NotificationConfigurations: [{ TopicARN: 'arn:aws:sns:eu-west-1:123456789012:operations', NotificationTypes: TYPES }] } } },
      cdk: code('\n  notifications: [{ topic: new sns.Topic(this, \'Operations\'), scalingEvents: autoscaling.ScalingEvents.ALL }],'),
    },
    { title: 'an EventBridge rule', resources: listening({ EventPattern: { source: ['aws.autoscaling'], detail: { AutoScalingGroupName: [{ Ref: 'Servers' }] } } }) },
  ],
  violating: [
    { title: 'no notifications', resources: { Servers: { Type: GROUP, Properties: SIZES } }, cdk: code('') },
    {
      title: 'errors alone',
      resources: { Servers: { Type: GROUP, Properties: { ...SIZES, NotificationConfigurations: [{ TopicARN: 'arn:aws:sns:eu-west-1:123456789012:operations', NotificationTypes: [TYPES[1], TYPES[3]] }] } } },
    },
    { title: 'an EventBridge rule about another group', resources: listening({ EventPattern: { source: ['aws.autoscaling'], detail: { AutoScalingGroupName: ['workers'] } } }) },
  ],
  ignored: [
    { title: 'the notifications are a condition', resources: { Servers: { Type: GROUP, Properties: { NotificationConfigurations: { 'Fn::If': ['IsProduction', [], { Ref: 'AWS::NoValue' }] } } } } },
    { title: 'the group that a rule is about is a parameter', resources: listening({ EventPattern: { source: ['aws.autoscaling'], detail: { AutoScalingGroupName: [{ Ref: 'GroupName' }] } } }) },
  ],
});
