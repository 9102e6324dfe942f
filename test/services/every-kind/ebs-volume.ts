import { aws_ec2 as ec2, Fn, Size, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => {
  const volume = new ec2.Volume(stack, 'Subject', { availabilityZone: Fn.select(0, Fn.getAzs()), size: Size.gibibytes(100), volumeType: ec2.EbsDeviceVolumeType.GP3, encrypted: true });
  new ec2.CfnVolumeAttachment(stack, 'Attachment', { volumeId: volume.volumeId, instanceId: 'i-1234567890abcdef0', device: '/dev/sdf' });
  return volume;
};
