import { entryOf } from '../../core/private/entry-of';
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

/** Baseline throughput in MiB/s per TiB: https://docs.aws.amazon.com/ebs/latest/userguide/hdd-vols.html */
const BASELINES: Readonly<Record<string, number>> = { st1: 40, sc1: 12 };
const ENOUGH_GIB = 500;

function judge(volume: WorkloadResource | PropertyValue, sizeName: string, property: string, name?: string): Verdict {
  const type = volume.property('VolumeType');
  if (type.isUnknown) return Verdict.UNKNOWN;
  const baseline = entryOf(BASELINES, type.text);
  if (baseline === undefined) return Verdict.NOT_APPLICABLE;
  const size = volume.property(sizeName).number;
  if (size === undefined) return Verdict.UNKNOWN;
  if (size >= ENOUGH_GIB) return Verdict.COMPLIANT;
  const found = `${size} GiB of ${type.text} have a baseline of ${Math.round(size / 1024 * baseline)} MiB/s`;
  return Verdict.violating({ message: name === undefined ? `The ${found}` : `The volume ${name} is too small, as ${found}`, name, property });
}

function judgeMappings(resource: WorkloadResource, path: string): Verdict {
  const mappings = resource.property(path);
  if (mappings.isUnknown) return Verdict.UNKNOWN;
  return combinedVerdict(mappings.items.map(mapping => judge(mapping.property('Ebs'), 'VolumeSize', path, mapping.property('DeviceName').text)));
}

const volume = (properties: object) => ({ Archive: { Type: VOLUME, Properties: { AvailabilityZone: 'eu-west-1a', ...properties } } });

const code = (size: number) => `new ec2.Volume(this, 'Archive', {
  availabilityZone: 'eu-west-1a',
  size: Size.gibibytes(${size}),
  volumeType: ec2.EbsDeviceVolumeType.THROUGHPUT_OPTIMIZED_HDD,
});`;

export default defineRule({
  id: 'PE-EbsHddBoot',
  bestPractices: ['PERF03-BP02'],
  level: RuleLevel.WARNING,
  title: 'Volumes on hard disks are large enough to be fast',
  why: 'The throughput of st1 and sc1 grows with their size: a small one has a few MiB/s once its credits are used up, where gp3 has 125 MiB/s at any size',
  remedy: `Set the volume type to gp3, ec2.EbsDeviceVolumeType.GP3, or make the volume ${ENOUGH_GIB} GiB or larger`,
  resourceTypes: [VOLUME, ...Object.keys(MAPPINGS)],
  check: resource => resource.resourceType === VOLUME ? judge(resource, 'Size', 'Size') : judgeMappings(resource, MAPPINGS[resource.resourceType]),
  compliant: [
    { title: 'a large volume', resources: volume({ VolumeType: 'st1', Size: 2000 }), cdk: code(2000) },
  ],
  violating: [
    { title: 'a small volume', resources: volume({ VolumeType: 'st1', Size: 125 }), cdk: code(125) },
    { title: 'a small cold volume', resources: volume({ VolumeType: 'sc1', Size: '200' }) },
    {
      title: 'a volume of a launch template',
      resources: { Servers: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { VolumeSize: 125, VolumeType: 'st1' } }] } } } },
      findings: ['/dev/sdf'],
    },
  ],
  ignored: [
    { title: 'a volume on SSD', resources: volume({ VolumeType: 'gp3', Size: 20 }) },
    { title: 'the size is that of a snapshot', resources: volume({ VolumeType: 'st1', SnapshotId: 'snap-1' }) },
    { title: 'the type is a parameter', resources: volume({ VolumeType: { Ref: 'VolumeType' }, Size: 125 }) },
    { title: 'a device that is no EBS volume', resources: { Server: { Type: 'AWS::EC2::Instance', Properties: { BlockDeviceMappings: [{ DeviceName: '/dev/sdg', VirtualName: 'ephemeral0' }] } } } },
  ],
});
