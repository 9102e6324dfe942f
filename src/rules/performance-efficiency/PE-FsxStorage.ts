import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const FILE_SYSTEM = 'AWS::FSx::FileSystem';
const PROPERTY = 'StorageType';
const files = (properties: object) => ({ Files: { Type: FILE_SYSTEM, Properties: { SubnetIds: ['subnet-1'], ...properties } } });

export default defineRule({
  id: 'PE-FsxStorage',
  bestPractices: ['PERF03-BP02'],
  level: RuleLevel.WARNING,
  tradeOff: 'storage-type',
  title: 'FSx file systems are on solid state drives',
  why: 'A hard disk takes milliseconds for what a solid state drive does in less than one, and has 12 IOPS per TiB where that has 3,000, which many small files or databases use up at once',
  remedy: 'Set storageType: \'SSD\', or record the decision where data is large, cold or read in sequence',
  resourceTypes: [FILE_SYSTEM],
  check: resource => {
    const type = resource.property(PROPERTY);
    if (type.isUnknown) return Verdict.UNKNOWN;
    return type.text === 'HDD' ? Verdict.violating({ message: 'The storage type is HDD', property: PROPERTY }) : Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'the default, which is SSD',
      resources: files({ FileSystemType: 'WINDOWS', StorageCapacity: 300, WindowsConfiguration: { ThroughputCapacity: 32 } }),
      cdk: `new fsx.CfnFileSystem(this, 'Files', {
  fileSystemType: 'WINDOWS',
  storageCapacity: 300,
  subnetIds: ['subnet-1'],
  windowsConfiguration: { throughputCapacity: 32 },
});`,
    },
    { title: 'storage that tiers by itself', resources: files({ FileSystemType: 'OPENZFS', StorageType: 'INTELLIGENT_TIERING' }) },
  ],
  violating: [
    {
      title: 'hard disks',
      resources: files({ FileSystemType: 'WINDOWS', StorageType: 'HDD', StorageCapacity: 2000, WindowsConfiguration: { ThroughputCapacity: 32 } }),
      cdk: `new fsx.CfnFileSystem(this, 'Files', {
  fileSystemType: 'WINDOWS',
  storageType: 'HDD',
  storageCapacity: 2000,
  subnetIds: ['subnet-1'],
  windowsConfiguration: { throughputCapacity: 32 },
});`,
    },
  ],
  ignored: [{ title: 'the storage type is a parameter', resources: files({ FileSystemType: 'LUSTRE', StorageType: { Ref: 'StorageType' } }) }],
});
