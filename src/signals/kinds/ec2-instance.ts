import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { launchSettings, maximumCredits, mayBeCharged, mayRunDry, type LaunchSettings } from '../private/burstable';
import { defineSignals, type SignalDefinition } from '../private/define';
import { DerivedThreshold } from '../private/derived-threshold';
import { unknownProperty } from '../private/unknown-property';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { Threshold } from '../threshold';

const settingsOf = (instance: ObservedResource): LaunchSettings => launchSettings(instance, 'InstanceType', 'CreditSpecification.CPUCredits');
const only = (applies: (launch: LaunchSettings) => boolean) =>
  (instance: ObservedResource, dimensions: { [name: string]: string }): SignalVariant[] => applies(settingsOf(instance)) ? [{ dimensions }] : [];

const creditFloor = new DerivedThreshold('20% of the CPU credits that an instance of its type can have', instance => {
  const maximum = maximumCredits(settingsOf(instance));
  if (maximum !== undefined) return { value: Number((0.2 * maximum).toPrecision(12)) };
  return unknownProperty(instance, 'InstanceType', instance.property('InstanceType') === undefined ? 'absent' : 'token');
});

const check = (title: string, metricName: string): SignalDefinition =>
  ({ title, category: SignalCategory.AVAILABILITY, metricName, statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'status-checks' });
const balance = (title: string, metricName: string, cause: string): SignalDefinition => ({
  title, category: SignalCategory.SATURATION, metricName, statistic: 'Minimum', unit: SignalUnit.PERCENT, chart: 'ebs-balance',
  alarm: {
    threshold: Threshold.absolute(10), comparison: Comparison.BELOW, severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3,
    origin: ThresholdOrigin.LIBRARY,
    rationale: 'Missing data does not breach: only sizes that burst publish it.',
    cause,
    firstStep: 'See which volume is busy, then take a larger instance, or spread the work',
  },
});
const traffic = (title: string, metricName: string): SignalDefinition =>
  ({ title, category: SignalCategory.TRAFFIC, metricName, statistic: 'Sum', unit: SignalUnit.BYTES, chart: 'network' });

export default defineSignals({
  kind: 'ec2-instance',
  title: 'EC2 instance',
  resourceType: 'AWS::EC2::Instance',
  namespace: 'AWS/EC2',
  naming: 'the id of the instance: declare it with ImportedResource.declare',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html',
  cautions: [
    'Without detailed monitoring there is one data point in 5 minutes; status checks have one a minute.',
    'EC2 knows nothing of memory and file systems: that takes the CloudWatch agent.',
    'An instance that is replaced gets a new id, and new metrics.',
  ],
  dimensions: instance => ({ InstanceId: instance.ref('instanceId') }),
  signals: {
    cpuUtilization: {
      title: 'CPU in use', category: SignalCategory.SATURATION, metricName: 'CPUUtilization', statistic: 'Average', dashboardStatistics: ['Average', 'Maximum'], unit: SignalUnit.PERCENT,
      alarm: {
        threshold: Threshold.absolute(80), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3,
        missingData: MissingData.MISSING, origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'Growing traffic, or a process that runs away',
        firstStep: 'Look for the busiest process with Session Manager, then mend it or take a larger instance',
      },
    },
    statusCheckFailed: {
      ...check('Status check failed', 'StatusCheckFailed'),
      alarm: {
        threshold: Threshold.absolute(1), comparison: Comparison.AT_OR_ABOVE, severity: Severity.PAGE, periodSeconds: 300, evaluationPeriods: 2,
        missingData: MissingData.MISSING,
        origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'The instance does not answer: its host, its network, its operating system or a volume is at fault',
        firstStep: 'See which of the checks failed, then read the system log and the screenshot of the instance, and reboot it',
      },
    },
    statusCheckSystem: {
      ...check('System status check failed', 'StatusCheckFailed_System'),
      alarm: {
        threshold: Threshold.absolute(1), comparison: Comparison.AT_OR_ABOVE, severity: Severity.TICKET, evaluationPeriods: 2,
        missingData: MissingData.MISSING,
        origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        rationale: 'statusCheckFailed tells of it as well, and EC2 recovers most types by itself. Switch it on to attach a recovery of your own.',
        cause: 'The host of the instance lost power, network or hardware',
        firstStep: 'See in AWS Health whether EC2 recovers the instance; otherwise stop and start it, which moves it to another host',
      },
    },
    statusCheckInstance: check('Instance status check failed', 'StatusCheckFailed_Instance'),
    statusCheckAttachedEbs: {
      ...check('Attached EBS status check failed', 'StatusCheckFailed_AttachedEBS'),
      alarm: {
        threshold: Threshold.absolute(1), comparison: Comparison.AT_OR_ABOVE, severity: Severity.TICKET, evaluationPeriods: 10,
        missingData: MissingData.MISSING,
        origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'A volume of the instance cannot be reached, or does not finish its I/O',
        firstStep: 'Look at AWS Health, find the volume by VolumeStalledIOCheck, then detach and attach it or replace the instance',
      },
    },
    networkIn: traffic('Bytes received', 'NetworkIn'),
    networkOut: traffic('Bytes sent', 'NetworkOut'),
    cpuCreditBalance: {
      title: 'CPU credits left', category: SignalCategory.SATURATION, metricName: 'CPUCreditBalance', statistic: 'Minimum', unit: SignalUnit.COUNT, chart: 'credits',
      appliesWhen: 'the instance is burstable and not in unlimited mode', variants: only(mayRunDry),
      alarm: {
        threshold: creditFloor, comparison: Comparison.BELOW, severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3,
        origin: ThresholdOrigin.LIBRARY,
        cause: 'The instance uses more CPU than it earns credits for, and soon slows down to its baseline',
        firstStep: 'Look for the busiest process, then switch to unlimited mode or to a type that does not burst',
      },
    },
    surplusCreditsCharged: {
      title: 'Surplus CPU credits charged', category: SignalCategory.COST, metricName: 'CPUSurplusCreditsCharged', statistic: 'Average', unit: SignalUnit.COUNT, chart: 'credits',
      appliesWhen: 'the instance is burstable and in unlimited mode', variants: only(mayBeCharged),
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 12, origin: ThresholdOrigin.LIBRARY,
        cause: 'The instance has used more CPU than its baseline for a day, and every further credit is billed',
        firstStep: 'Look for a process that runs away; where the load is meant to be, take a larger type or one that does not burst',
      },
    },
    ebsIoBalance: balance('EBS I/O credits left', 'EBSIOBalance%', 'The instance does more I/O to its volumes than its size has for good'),
    ebsByteBalance: balance('EBS throughput credits left', 'EBSByteBalance%', 'The instance moves more bytes to and from its volumes than its size has for good'),
    metadataNoToken: {
      title: 'Calls of instance metadata without a token', category: SignalCategory.SECURITY, metricName: 'MetadataNoToken', statistic: 'Sum', unit: SignalUnit.COUNT,
    },
  },
});
