import { Token } from 'aws-cdk-lib';
import { Severity } from '../../core/severity';
import { Comparison, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals, type SignalDefinition } from '../private/define';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

const BYTES_PER_GIBIBYTE = 1_073_741_824;

/** The property that only file systems of a type have. */
const CONFIGURATIONS: { readonly [type: string]: string } = {
  LUSTRE: 'LustreConfiguration', ONTAP: 'OntapConfiguration', OPENZFS: 'OpenZFSConfiguration', WINDOWS: 'WindowsConfiguration',
};
const SERVERS = ['ONTAP', 'OPENZFS', 'WINDOWS'];

/** Whether the file system is of the type, or, where only deployment tells, is configured as one. */
function isOf(fileSystem: ObservedResource, type: string): boolean {
  const declared = fileSystem.property('FileSystemType');
  if (typeof declared === 'string' && !Token.isUnresolved(declared) && declared in CONFIGURATIONS) return declared === type;
  return fileSystem.property(CONFIGURATIONS[type]) !== undefined;
}

const only = (...types: string[]) => (fileSystem: ObservedResource, dimensions: Dimensions): SignalVariant[] =>
  types.some(type => isOf(fileSystem, type)) ? [{ dimensions }] : [];

const server = (title: string, metricName: string): SignalDefinition => ({
  title, category: SignalCategory.SATURATION, metricName, statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'file-server',
  appliesWhen: 'it is a file system for Windows, ONTAP or OpenZFS', variants: only(...SERVERS),
  alarm: {
    threshold: Threshold.absolute(85), severity: Severity.TICKET, evaluationPeriods: 10, origin: ThresholdOrigin.LIBRARY,
    cause: 'The throughput capacity of the file system is too low for its clients',
    firstStep: 'Find the busiest clients, then raise the throughput capacity, or the IOPS if the disks are the limit',
  },
});

const FULL = {
  cause: 'The data grows, or snapshots and deleted files keep their space',
  firstStep: 'Raise the storage capacity, which takes effect within minutes, then delete or deduplicate data',
};
const fullShare = {
  threshold: Threshold.absolute(85), severity: Severity.PAGE, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY, ...FULL,
};
const freeShare = {
  threshold: Threshold.fractionOf('StorageCapacity', 0.1, { scale: BYTES_PER_GIBIBYTE }), comparison: Comparison.BELOW, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY, ...FULL,
};

/** ONTAP publishes the share of its fast tier only. */
const storageShare = (fileSystem: ObservedResource, dimensions: Dimensions): SignalVariant[] => {
  if (isOf(fileSystem, 'WINDOWS')) return [{ dimensions }];
  return isOf(fileSystem, 'ONTAP') ? [{ dimensions: { ...dimensions, StorageTier: 'SSD', DataType: 'All' } }] : [];
};

export default defineSignals({
  kind: 'fsx-file-system',
  title: 'FSx file system',
  resourceType: 'AWS::FSx::FileSystem',
  namespace: 'AWS/FSx',
  naming: 'the id of the file system, as LustreFileSystem.fromLustreFileSystemAttributes gives it',
  source: 'https://docs.aws.amazon.com/fsx/latest/WindowsGuide/fsx-windows-metrics.html',
  cautions: [
    'File systems for Windows, Lustre, ONTAP and OpenZFS publish different metrics.',
    'Lustre publishes CPU, network and disk use per file server, under names that deployment makes up: they are not observed.',
    'ONTAP publishes the share of storage in use for its SSD tier, and per volume.',
  ],
  dimensions: fileSystem => ({ FileSystemId: fileSystem.ref('fileSystemId') }),
  slis: [
    { type: SliType.THROUGHPUT, id: 'read', title: 'bytes read', signalId: 'readBytes' },
    { type: SliType.THROUGHPUT, id: 'write', title: 'bytes written', signalId: 'writeBytes' },
  ],
  signals: {
    readBytes: { title: 'Bytes read', category: SignalCategory.TRAFFIC, metricName: 'DataReadBytes', statistic: 'Sum', unit: SignalUnit.BYTES },
    writeBytes: { title: 'Bytes written', category: SignalCategory.TRAFFIC, metricName: 'DataWriteBytes', statistic: 'Sum', unit: SignalUnit.BYTES },
    clientConnections: {
      title: 'Client connections', category: SignalCategory.TRAFFIC, metricName: 'ClientConnections', statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'connections',
      appliesWhen: 'it is a file system for Windows, Lustre or OpenZFS', variants: only('LUSTRE', 'OPENZFS', 'WINDOWS'),
    },
    freeStorage: {
      title: 'Free storage', category: SignalCategory.SATURATION, metricName: 'FreeStorageCapacity', statistic: 'Minimum', unit: SignalUnit.BYTES, chart: 'free-storage',
      appliesWhen: 'it is a file system for Windows', variants: only('WINDOWS'),
      alarm: { ...freeShare, severity: Severity.PAGE },
    },
    freeDataStorage: {
      title: 'Free data storage', category: SignalCategory.SATURATION, metricName: 'FreeDataStorageCapacity', statistic: 'Sum', unit: SignalUnit.BYTES, chart: 'free-storage',
      appliesWhen: 'it is a file system for Lustre', variants: only('LUSTRE'),
      source: 'https://docs.aws.amazon.com/fsx/latest/LustreGuide/fs-metrics.html',
      alarm: { ...freeShare, severity: Severity.TICKET },
    },
    storageUtil: {
      title: 'Storage in use', category: SignalCategory.SATURATION, metricName: 'StorageCapacityUtilization', statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'storage',
      appliesWhen: 'it is a file system for Windows or ONTAP', variants: storageShare,
      alarm: fullShare,
    },
    storageUsedShare: {
      title: 'Share of storage in use', category: SignalCategory.SATURATION, unit: SignalUnit.PERCENT, chart: 'storage',
      appliesWhen: 'it is a file system for OpenZFS', variants: only('OPENZFS'),
      expression: '100*used/capacity',
      inputs: { used: { metricName: 'UsedStorageCapacity', statistic: 'Average' }, capacity: { metricName: 'StorageCapacity', statistic: 'Average' } },
      source: 'https://docs.aws.amazon.com/fsx/latest/OpenZFSGuide/fsx-openzfs-metrics.html',
      alarm: fullShare,
    },
    cpu: server('CPU', 'CPUUtilization'),
    networkUtil: server('Network throughput in use', 'NetworkThroughputUtilization'),
    diskThroughputUtil: server('Disk throughput in use', 'FileServerDiskThroughputUtilization'),
    diskIopsUtil: server('Disk operations in use', 'FileServerDiskIopsUtilization'),
  },
});
