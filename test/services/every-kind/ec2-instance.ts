import { aws_ec2 as ec2, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new ec2.Instance(stack, 'Subject', {
  vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 }), machineImage: ec2.MachineImage.latestAmazonLinux2023(),
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.T3, ec2.InstanceSize.MICRO), creditSpecification: ec2.CpuCredits.STANDARD,
  detailedMonitoring: true, requireImdsv2: true,
});
