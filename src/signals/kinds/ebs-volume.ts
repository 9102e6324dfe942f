import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { declaredName } from '../private/declared-name';
import { defineSignals, type SignalDefinition } from '../private/define';
import { DerivedThreshold } from '../private/derived-threshold';
import { numeric } from '../private/numeric';
import { unknownProperty } from '../private/unknown-property';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

/** IOPS that a gp3 volume has without asking. */
const GP3_IOPS = 3_000;
const BURSTING = ['gp2', 'st1', 'sc1'];
/** What a volume of a type answers within, in milliseconds; hard disks depend on the size of the I/O. */
const LATENCIES = new Map([['gp2', 20], ['gp3', 20], ['io1', 20], ['io2', 2]]);

/** CloudFormation makes a gp2 volume where none is asked for. */
const typeOf = (volume: ObservedResource): unknown => volume.property('VolumeType') ?? (volume.imported ? undefined : 'gp2');

/** Nitro publishes some metrics per attachment, by volume and instance. */
function perAttachment(volume: ObservedResource, dimensions: Dimensions): SignalVariant[] {
  const attachments = volume.referencedBy('AWS::EC2::VolumeAttachment', 'VolumeId')
    .map(attachment => ({ id: attachment.path.replace(/\//g, '-'), instance: declaredName(attachment, 'InstanceId') }));
  return attachments.flatMap(({ id, instance }) => instance === undefined ? [] : [{
    ...attachments.length > 1 && { id }, dimensions: { ...dimensions, InstanceId: instance },
  }]);
}

function ofIops(volume: ObservedResource, dimensions: Dimensions): SignalVariant[] {
  const declared = volume.property('Iops');
  const iops = declared === undefined && typeOf(volume) === 'gp3' ? GP3_IOPS : numeric(declared);
  return iops !== undefined && iops > 0 ? [{ dimensions, constants: { iops } }] : [];
}

const ATTACHED: Pick<SignalDefinition, 'appliesWhen' | 'variants'> = { appliesWhen: 'a VolumeAttachment of the app attaches the volume', variants: perAttachment };

const latencyLimit = new DerivedThreshold('2 ms for io2, 20 ms for other solid state volumes', volume => {
  const type = typeOf(volume);
  if (type === undefined) return unknownProperty(volume, 'VolumeType', 'absent');
  const value = typeof type === 'string' ? LATENCIES.get(type) : undefined;
  return value === undefined ? { reason: 'the latency of its VolumeType is not known: give the signal a threshold of its own' } : { value };
});

const latency = (title: string, metricName: string): SignalDefinition => ({
  title, category: SignalCategory.LATENCY, metricName, statistic: 'Maximum', unit: SignalUnit.MILLISECONDS, ...ATTACHED,
  alarm: {
    threshold: latencyLimit, severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
    cause: 'The limit of IOPS or throughput is reached',
    firstStep: 'Look at iopsExceeded and throughputExceeded, then raise the one that is reached',
  },
});

const exceeded = (title: string, metricName: string): SignalDefinition => ({
  title, category: SignalCategory.SATURATION, metricName, statistic: 'Maximum', unit: SignalUnit.NONE, chart: 'limits', ...ATTACHED,
  alarm: {
    threshold: Threshold.absolute(1), comparison: Comparison.AT_OR_ABOVE, severity: Severity.TICKET, evaluationPeriods: 10, datapointsToAlarm: 8,
    origin: ThresholdOrigin.LIBRARY,
    cause: 'The volume is asked for more than it is provisioned for',
    firstStep: 'Raise IOPS or throughput of the volume, or change its type; it takes no downtime',
  },
});

export default defineSignals({
  kind: 'ebs-volume',
  title: 'EBS volume',
  resourceType: 'AWS::EC2::Volume',
  namespace: 'AWS/EBS',
  naming: 'the id of the volume, as Volume.fromVolumeAttributes gives it',
  source: 'https://docs.aws.amazon.com/ebs/latest/userguide/using_cloudwatch_ebs.html',
  cautions: [
    'Operations and bytes are sums per period: divide them by it before comparing them with a limit per second.',
    'Latencies and checks of limits are published by Nitro instances only, per attachment.',
    'A volume that is not attached publishes nothing.',
  ],
  dimensions: volume => ({ VolumeId: volume.ref('volumeId') }),
  slis: [
    { type: SliType.LATENCY, id: 'read', title: 'time that a read takes', signalId: 'avgReadLatency' },
    { type: SliType.LATENCY, id: 'write', title: 'time that a write takes', signalId: 'avgWriteLatency' },
    { type: SliType.THROUGHPUT, id: 'read', title: 'reads', signalId: 'readOps' },
    { type: SliType.THROUGHPUT, id: 'write', title: 'writes', signalId: 'writeOps' },
  ],
  signals: {
    stalledIo: {
      title: 'Stalled I/O', category: SignalCategory.AVAILABILITY, metricName: 'VolumeStalledIOCheck', statistic: 'Maximum', unit: SignalUnit.NONE, ...ATTACHED,
      alarm: {
        threshold: Threshold.absolute(1), comparison: Comparison.AT_OR_ABOVE, severity: Severity.PAGE, evaluationPeriods: 10,
        missingData: MissingData.MISSING,
        origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'A fault of the hardware or software below the volume, which does not finish its I/O',
        firstStep: 'Look at AWS Health, then fail over, or replace the volume from a snapshot',
      },
    },
    avgReadLatency: latency('Read latency', 'VolumeAvgReadLatency'),
    avgWriteLatency: latency('Write latency', 'VolumeAvgWriteLatency'),
    iopsExceeded: exceeded('IOPS limit exceeded', 'VolumeIOPSExceededCheck'),
    throughputExceeded: exceeded('Throughput limit exceeded', 'VolumeThroughputExceededCheck'),
    iopsInUse: {
      title: 'Provisioned IOPS in use', category: SignalCategory.SATURATION, unit: SignalUnit.PERCENT, chart: 'capacity',
      appliesWhen: 'the volume has a known number of IOPS', variants: ofIops,
      expression: '100*(FILL(reads,0)+FILL(writes,0))/PERIOD(reads)/{iops}',
      inputs: { reads: { metricName: 'VolumeReadOps', statistic: 'Sum' }, writes: { metricName: 'VolumeWriteOps', statistic: 'Sum' } },
      alarm: {
        threshold: Threshold.absolute(90), severity: Severity.TICKET, evaluationPeriods: 15, origin: ThresholdOrigin.LIBRARY,
        cause: 'The I/O comes near what the volume is provisioned for, above which it waits',
        firstStep: 'Look for what reads or writes so much, then raise the IOPS of the volume; it takes no downtime',
      },
    },
    queueLength: {
      title: 'Queue length', category: SignalCategory.SATURATION, metricName: 'VolumeQueueLength', statistic: 'Average', unit: SignalUnit.COUNT, chart: 'queue',
      alarm: {
        threshold: Threshold.anomalyBand(3), comparison: Comparison.ABOVE_BAND, severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3,
        missingData: MissingData.IGNORE,
        origin: ThresholdOrigin.LIBRARY,
        cause: 'The limit of IOPS or throughput is reached, or far more I/O arrives than usual',
        firstStep: 'Compare with operations and provisioned IOPS, then raise the limit or find what causes the I/O',
      },
    },
    burstBalance: {
      title: 'Burst balance', category: SignalCategory.SATURATION, metricName: 'BurstBalance', statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'capacity',
      appliesWhen: 'the volume is of type gp2, st1 or sc1',
      variants: (volume, dimensions) => BURSTING.includes(typeOf(volume) as string) ? [{ dimensions }] : [],
      alarm: {
        threshold: Threshold.absolute(20), comparison: Comparison.BELOW, severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3,
        origin: ThresholdOrigin.LIBRARY,
        cause: 'The volume lives on burst credits that it uses faster than it earns',
        firstStep: 'Change the volume to gp3 or enlarge it; it takes no downtime',
      },
    },
    readOps: { title: 'Read operations', category: SignalCategory.TRAFFIC, metricName: 'VolumeReadOps', statistic: 'Sum', unit: SignalUnit.COUNT },
    writeOps: { title: 'Write operations', category: SignalCategory.TRAFFIC, metricName: 'VolumeWriteOps', statistic: 'Sum', unit: SignalUnit.COUNT },
    idleTime: { title: 'Idle time', category: SignalCategory.COST, metricName: 'VolumeIdleTime', statistic: 'Sum', unit: SignalUnit.SECONDS },
  },
});
