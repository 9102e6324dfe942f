import { aws_autoscaling as autoscaling, aws_ec2 as ec2, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => {
  return new autoscaling.AutoScalingGroup(stack, 'Subject', {
    vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 }),
    launchTemplate: new ec2.LaunchTemplate(stack, 'Template', {
      instanceType: ec2.InstanceType.of(ec2.InstanceClass.T3, ec2.InstanceSize.MICRO), machineImage: ec2.MachineImage.latestAmazonLinux2023(),
      cpuCredits: ec2.CpuCredits.STANDARD,
    }),
    minCapacity: 2, maxCapacity: 10, groupMetrics: [autoscaling.GroupMetrics.all()],
  });
};
