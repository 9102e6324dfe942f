import { Token } from 'aws-cdk-lib';
import { Severity } from '../../core/severity';
import { Comparison, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals } from '../private/define';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

const QUIET = 'Missing data does not breach: an idle file system publishes little.';

/** The mode is the one that AWS takes by default, or may be it. */
const mayBe = (property: string, mode: string) => (fileSystem: ObservedResource, dimensions: { [name: string]: string }): SignalVariant[] => {
  const declared = fileSystem.property(property);
  const isOther = typeof declared === 'string' && !Token.isUnresolved(declared) && ['generalPurpose', 'maxIO', 'bursting', 'provisioned', 'elastic'].includes(declared) && declared !== mode;
  return isOther ? [] : [{ dimensions }];
};

export default defineSignals({
  kind: 'efs-file-system',
  title: 'EFS file system',
  resourceType: 'AWS::EFS::FileSystem',
  namespace: 'AWS/EFS',
  naming: 'the id of the file system, as FileSystem.fromFileSystemAttributes gives it',
  source: 'https://docs.aws.amazon.com/efs/latest/ug/efs-metrics.html',
  cautions: [
    'EFS publishes no latency.',
    'The Sum of ClientConnections over one minute is the number of clients.',
    'Bytes are sums per period: divide them by the period before comparing them with the permitted throughput.',
  ],
  dimensions: fileSystem => ({ FileSystemId: fileSystem.ref('fileSystemId') }),
  slis: [
    { type: SliType.THROUGHPUT, title: 'bytes read and written', signalId: 'totalIoBytes' },
  ],
  signals: {
    clientConnections: { title: 'Client connections', category: SignalCategory.TRAFFIC, metricName: 'ClientConnections', statistic: 'Sum', unit: SignalUnit.COUNT },
    totalIoBytes: { title: 'Bytes read and written', category: SignalCategory.TRAFFIC, metricName: 'TotalIOBytes', statistic: 'Sum', unit: SignalUnit.BYTES },
    percentIoLimit: {
      title: 'Share of the I/O limit', category: SignalCategory.SATURATION, metricName: 'PercentIOLimit', statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'limits',
      appliesWhen: 'the performance mode is General Purpose', variants: mayBe('PerformanceMode', 'generalPurpose'),
      alarm: {
        threshold: Threshold.absolute(100), comparison: Comparison.AT_OR_ABOVE, severity: Severity.TICKET, evaluationPeriods: 15,
        origin: ThresholdOrigin.AWS_RECOMMENDED, rationale: QUIET,
        cause: 'The file operations per second reach the limit of the General Purpose mode',
        firstStep: 'Batch small files and metadata operations, and switch to Elastic throughput or split the file system',
      },
    },
    throughputUtilization: {
      title: 'Share of the permitted throughput', category: SignalCategory.SATURATION, unit: SignalUnit.PERCENT, chart: 'limits',
      expression: '100*(metered/PERIOD(metered))/permitted',
      inputs: { metered: { metricName: 'MeteredIOBytes', statistic: 'Sum' }, permitted: { metricName: 'PermittedThroughput', statistic: 'Average' } },
      alarm: {
        threshold: Threshold.absolute(80), severity: Severity.TICKET, evaluationPeriods: 15, origin: ThresholdOrigin.LIBRARY,
        cause: 'Reads and writes come near the throughput that the file system may have',
        firstStep: 'Switch to Elastic throughput, or raise the provisioned one',
      },
    },
    burstCredits: {
      title: 'Burst credits', category: SignalCategory.SATURATION, metricName: 'BurstCreditBalance', statistic: 'Average', unit: SignalUnit.BYTES, chart: 'burst-credits',
      appliesWhen: 'the throughput mode is Bursting', variants: mayBe('ThroughputMode', 'bursting'),
      alarm: {
        threshold: Threshold.absolute(461_794_883_666), comparison: Comparison.AT_OR_BELOW, severity: Severity.TICKET, evaluationPeriods: 15,
        origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: `AWS takes 0, at which the throughput has already dropped; a fifth of the 2.1 TiB that a file system starts with leaves time. ${QUIET}`,
        cause: 'The file system needs more throughput than its size earns',
        firstStep: 'Switch to Elastic throughput, or find the client that reads and writes most',
      },
    },
    storageBytes: {
      title: 'Data stored', category: SignalCategory.COST, metricName: 'StorageBytes', statistic: 'Average', unit: SignalUnit.BYTES,
      variants: (_, dimensions) => [{ dimensions: { ...dimensions, StorageClass: 'Total' } }],
    },
  },
});
