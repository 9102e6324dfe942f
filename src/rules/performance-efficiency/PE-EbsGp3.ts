import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const VOLUME = 'AWS::EC2::Volume';

/** Where resources that launch instances have their volumes. */
const MAPPINGS: Readonly<Record<string, string>> = {
  'AWS::EC2::Instance': 'BlockDeviceMappings',
  'AWS::EC2::LaunchTemplate': 'LaunchTemplateData.BlockDeviceMappings',
  'AWS::AutoScaling::LaunchConfiguration': 'BlockDeviceMappings',
};

/**
 * Names for volumes that come on top of those of the image. Without a type such a volume gets gp2; one of the image keeps the type that it has there.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html
 */
const ADDED_DEVICE = /^(?:\/dev\/)?(?:sd|xvd)[f-p]\d?$/;

function judge(type: PropertyValue, property: string, name?: string): Verdict {
  if (type.isUnknown) return Verdict.UNKNOWN;
  if (type.text !== 'gp2' && type.text !== 'standard' && !type.isAbsent) return Verdict.COMPLIANT;
  const found = type.text ?? 'not set, which means gp2';
  return Verdict.violating({ message: `The volume type${name === undefined ? '' : ` of ${name}`} is ${found}`, name, property });
}

function judgeMapping(mapping: PropertyValue, path: string): Verdict {
  const noDevice = mapping.property('NoDevice');
  const ebs = mapping.property('Ebs');
  if (mapping.isUnknown || ebs.isUnknown) return Verdict.UNKNOWN;
  if (ebs.isAbsent || (!noDevice.isAbsent && noDevice.flag !== false)) return Verdict.NOT_APPLICABLE;
  const device = mapping.property('DeviceName').text;
  const type = ebs.property('VolumeType');
  if (type.isAbsent && !ADDED_DEVICE.test(device ?? '')) return Verdict.UNKNOWN;
  return judge(type, path, device);
}

function judgeMappings(resource: WorkloadResource, path: string): Verdict {
  const mappings = resource.property(path);
  if (mappings.isUnknown) return Verdict.UNKNOWN;
  return combinedVerdict(mappings.items.map(mapping => judgeMapping(mapping, path)));
}

export default defineRule({
  id: 'PE-EbsGp3',
  bestPractices: ['PERF03-BP02'],
  level: RuleLevel.ERROR,
  title: 'General purpose volumes are of type gp3',
  why: 'A gp2 volume has 3 IOPS per GiB and lives on credits below 1,000 GiB; gp3 has 3,000 IOPS at any size and costs less',
  remedy: 'Set the volume type to gp3, ec2.EbsDeviceVolumeType.GP3',
  resourceTypes: [VOLUME, ...Object.keys(MAPPINGS)],
  check: resource => {
    if (resource.resourceType !== VOLUME) return judgeMappings(resource, MAPPINGS[resource.resourceType]);
    // An Outpost may offer gp2 only.
    return resource.property('OutpostArn').isAbsent ? judge(resource.property('VolumeType'), 'VolumeType') : Verdict.NOT_APPLICABLE;
  },
  compliant: [
    {
      title: 'a gp3 volume',
      resources: { Data: { Type: VOLUME, Properties: { AvailabilityZone: 'eu-west-1a', Size: 100, VolumeType: 'gp3' } } },
      cdk: `new ec2.Volume(this, 'Data', {
  availabilityZone: 'eu-west-1a',
  size: Size.gibibytes(100),
  volumeType: ec2.EbsDeviceVolumeType.GP3,
});`,
    },
    {
      title: 'an instance with a volume for throughput',
      resources: { Server: { Type: 'AWS::EC2::Instance', Properties: { BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { VolumeSize: 500, VolumeType: 'st1' } }] } } },
    },
  ],
  violating: [
    {
      title: 'a gp2 volume',
      resources: { Data: { Type: VOLUME, Properties: { AvailabilityZone: 'eu-west-1a', Size: 100, VolumeType: 'gp2' } } },
    },
    {
      title: 'a volume without a type',
      resources: { Data: { Type: VOLUME, Properties: { AvailabilityZone: 'eu-west-1a', Size: 100 } } },
      cdk: 'new ec2.Volume(this, \'Data\', { availabilityZone: \'eu-west-1a\', size: Size.gibibytes(100) });',
    },
    {
      title: 'volumes of a launch template',
      resources: {
        Servers: {
          Type: 'AWS::EC2::LaunchTemplate',
          Properties: {
            LaunchTemplateData: {
              BlockDeviceMappings: [
                { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 30, VolumeType: 'gp3' } },
                { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 100, VolumeType: 'standard' } },
                { DeviceName: '/dev/sdg', Ebs: { VolumeSize: 100 } },
              ],
            },
          },
        },
      },
      findings: ['/dev/sdf', '/dev/sdg'],
      cdk: `new ec2.LaunchTemplate(this, 'Servers', {
  blockDevices: [
    { deviceName: '/dev/xvda', volume: ec2.BlockDeviceVolume.ebs(30, { volumeType: ec2.EbsDeviceVolumeType.GP3 }) },
    { deviceName: '/dev/sdf', volume: ec2.BlockDeviceVolume.ebs(100, { volumeType: ec2.EbsDeviceVolumeType.STANDARD }) },
    { deviceName: '/dev/sdg', volume: ec2.BlockDeviceVolume.ebs(100) },
  ],
});`,
    },
    {
      title: 'a launch configuration',
      resources: { Servers: { Type: 'AWS::AutoScaling::LaunchConfiguration', Properties: { BlockDeviceMappings: [{ DeviceName: '/dev/sda1', Ebs: { VolumeType: 'gp2' } }] } } },
      findings: ['/dev/sda1'],
    },
  ],
  ignored: [
    { title: 'the type is a parameter', resources: { Data: { Type: VOLUME, Properties: { VolumeType: { Ref: 'VolumeType' } } } } },
    {
      title: 'a volume of the image, which keeps its type',
      resources: { Server: { Type: 'AWS::EC2::Instance', Properties: { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 50 } }] } } },
    },
    {
      title: 'devices that are no EBS volumes',
      resources: {
        Server: { Type: 'AWS::EC2::Instance', Properties: { BlockDeviceMappings: [{ DeviceName: '/dev/sdg', VirtualName: 'ephemeral0' }, { DeviceName: '/dev/sdh', NoDevice: {} }] } },
      },
    },
    { title: 'an Outpost', resources: { Data: { Type: VOLUME, Properties: { OutpostArn: 'arn:aws:outposts:eu-west-1:123456789012:outpost/op-0', VolumeType: 'gp2' } } } },
  ],
});
