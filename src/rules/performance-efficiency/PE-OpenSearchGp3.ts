import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const DOMAIN = 'AWS::OpenSearchService::Domain';
const PROPERTY = 'EBSOptions.VolumeType';

/** Whether data nodes have EBS volumes; `undefined` where only deployment tells. */
function hasVolumes(domain: WorkloadResource): boolean | undefined {
  const options = domain.property('EBSOptions');
  const enabled = options.property('EBSEnabled');
  if (options.isUnknown || enabled.isUnknown) return undefined;
  return enabled.isAbsent ? !options.property('VolumeSize').isAbsent || !options.property('VolumeType').isAbsent : enabled.flag === true;
}

const domain = (EBSOptions?: unknown) => ({ Logs: { Type: DOMAIN, Properties: { ClusterConfig: { InstanceType: 'r7g.large.search' }, EBSOptions } } });

export default defineRule({
  id: 'PE-OpenSearchGp3',
  bestPractices: ['PERF03-BP02'],
  level: RuleLevel.ERROR,
  title: 'Volumes of OpenSearch domains are of type gp3',
  why: 'A gp2 volume has the IOPS of its size, so that indexing slows down where nodes are small; gp3 has 3,000 IOPS at any size, more for less than io1, and costs less than gp2',
  remedy: 'Set ebs: { volumeType: ec2.EbsDeviceVolumeType.GP3, volumeSize: 100 }',
  resourceTypes: [DOMAIN],
  check: resource => {
    const has = hasVolumes(resource);
    if (has === false) return Verdict.NOT_APPLICABLE;
    const type = resource.property(PROPERTY);
    if (type.text === 'gp3') return Verdict.COMPLIANT;
    if (has === undefined || type.isUnknown) return Verdict.UNKNOWN;
    return Verdict.violating({ message: `The volume type is ${type.text ?? 'not set'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'gp3 volumes',
      resources: domain({ EBSEnabled: true, VolumeType: 'gp3', VolumeSize: 100 }),
      cdk: `new opensearchservice.Domain(this, 'Logs', {
  version: opensearchservice.EngineVersion.OPENSEARCH_2_19,
  ebs: { volumeType: ec2.EbsDeviceVolumeType.GP3, volumeSize: 100 },
});`,
    },
  ],
  violating: [
    {
      title: 'gp2 volumes, the default of the CDK',
      resources: domain({ EBSEnabled: true, VolumeType: 'gp2', VolumeSize: 100 }),
      cdk: `new opensearchservice.Domain(this, 'Logs', {
  version: opensearchservice.EngineVersion.OPENSEARCH_2_19,
  ebs: { volumeSize: 100 },
});`,
    },
    { title: 'volumes without a type', resources: domain({ EBSEnabled: true, VolumeSize: 100 }) },
    { title: 'volumes with provisioned IOPS', resources: domain({ VolumeType: 'io1', VolumeSize: 100, Iops: 1000 }) },
  ],
  ignored: [
    { title: 'nodes with disks of their own', resources: domain({ EBSEnabled: false }) },
    { title: 'nothing is said of volumes', resources: domain() },
    { title: 'the type is a parameter', resources: domain({ EBSEnabled: true, VolumeType: { Ref: 'VolumeType' } }) },
    { title: 'whether there are volumes is a parameter', resources: domain({ EBSEnabled: { Ref: 'HasVolumes' }, VolumeType: 'gp2' }) },
  ],
});
