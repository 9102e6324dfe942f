import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { launchSettings, maximumCredits, mayRunDry, type LaunchSettings } from '../private/burstable';
import { defineSignals, type SignalDefinition } from '../private/define';
import { DerivedThreshold } from '../private/derived-threshold';
import { collectsGroupMetrics } from '../private/group-metrics';
import { numeric } from '../private/numeric';
import { canGrow, knownMaximum, type ScalingRange } from '../private/scaling-range';
import { unknownProperty } from '../private/unknown-property';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

const EC2_METRICS = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html';
const EC2 = { namespace: 'AWS/EC2', source: EC2_METRICS };

/** Needs some of the group metrics, which a group publishes when asked to. */
const groupMetrics = (...names: string[]): Pick<SignalDefinition, 'requires' | 'publishedBy'> => ({
  requires: { ruleId: 'PE-AsgMetrics', howToEnable: 'set groupMetrics: [autoscaling.GroupMetrics.all()] on the group' },
  publishedBy: collectsGroupMetrics(...names),
});

const average = (metricName: string) => ({ metricName, statistic: 'Average' });
const DESIRED = 'GroupDesiredCapacity';
const IN_SERVICE = 'GroupInServiceInstances';

const rangeOf = (group: ObservedResource): ScalingRange => ({ minimum: numeric(group.property('MinSize')), maximum: numeric(group.property('MaxSize')) });
const whereItGrows = (group: ObservedResource, dimensions: Dimensions): SignalVariant[] => canGrow(rangeOf(group)) ? [{ dimensions }] : [];
function ofMaximum(group: ObservedResource, dimensions: Dimensions): SignalVariant[] {
  const maximum = knownMaximum(rangeOf(group));
  return maximum === undefined ? [] : [{ dimensions, constants: { maximum } }];
}

/** The launch settings of a group with one launch template of this app. */
function settingsOf(group: ObservedResource): LaunchSettings | undefined {
  const template = group.referenced('LaunchTemplate.LaunchTemplateId');
  return template && launchSettings(template, 'LaunchTemplateData.InstanceType', 'LaunchTemplateData.CreditSpecification.CpuCredits');
}
function ofCredits(group: ObservedResource, dimensions: Dimensions): SignalVariant[] {
  const launch = settingsOf(group);
  return launch && mayRunDry(launch) ? [{ dimensions }] : [];
}
const creditFloor = new DerivedThreshold('20% of the CPU credits that an instance of its type can have', group => {
  const maximum = maximumCredits(settingsOf(group) ?? { type: '', creditMode: undefined });
  if (maximum !== undefined) return { value: Number((0.2 * maximum).toPrecision(12)) };
  return unknownProperty(group, 'LaunchTemplate', group.imported ? 'absent' : 'token');
});

const traffic = (title: string, metricName: string): SignalDefinition =>
  ({ title, category: SignalCategory.TRAFFIC, ...EC2, metricName, statistic: 'Sum', unit: SignalUnit.BYTES, chart: 'network' });

export default defineSignals({
  kind: 'ec2-asg',
  title: 'EC2 Auto Scaling group',
  resourceType: 'AWS::AutoScaling::AutoScalingGroup',
  namespace: 'AWS/AutoScaling',
  naming: 'the name of the group, as AutoScalingGroup.fromAutoScalingGroupName gives it',
  source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html',
  cautions: [
    'Metrics of the group itself are free, and published only where MetricsCollection asks for them.',
    'Without detailed monitoring an instance has one data point in 5 minutes.',
    'A group with instance weights counts capacity in units, and instances apart from that.',
    'Memory and file systems take the CloudWatch agent, aggregated over AutoScalingGroupName.',
  ],
  dimensions: group => ({ AutoScalingGroupName: group.ref('autoScalingGroupName') }),
  signals: {
    inServiceCapacity: {
      title: 'Capacity in service', category: SignalCategory.AVAILABILITY, ...average('GroupInServiceCapacity'), unit: SignalUnit.NONE, chart: 'capacity',
      ...groupMetrics('GroupInServiceCapacity'),
      alarm: {
        threshold: Threshold.fractionOf('MinSize', 1), comparison: Comparison.BELOW, severity: Severity.PAGE, evaluationPeriods: 10, missingData: MissingData.BREACHING,
        origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'AWS asks for the least capacity that the workload runs on, which MinSize of the group says.',
        cause: 'Launches that fail, a shortage of capacity, or health checks that fail',
        firstStep: 'Read the failed scaling activities (aws autoscaling describe-scaling-activities) and the health of the targets',
      },
    },
    cpuUtilization: {
      title: 'CPU in use', category: SignalCategory.SATURATION, ...EC2, metricName: 'CPUUtilization', statistic: 'Average', dashboardStatistics: ['Average', 'Maximum'], unit: SignalUnit.PERCENT, chart: 'cpu',
      alarm: {
        threshold: Threshold.absolute(80), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3,
        missingData: MissingData.MISSING, origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'Growing traffic, or a process that runs away',
        firstStep: 'Read the scaling activities and compare with MaxSize, then look for the busiest process',
      },
    },
    statusCheckFailed: {
      title: 'Status checks failed', category: SignalCategory.AVAILABILITY, ...EC2, metricName: 'StatusCheckFailed', statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'status-checks',
      alarm: {
        threshold: Threshold.absolute(1), comparison: Comparison.AT_OR_ABOVE, severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 2,
        missingData: MissingData.MISSING,
        origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'A ticket: the group replaces a failed instance by itself, and inServiceCapacity pages when too few are left.',
        cause: 'An instance or its host is impaired',
        firstStep: 'See that the group replaces the instance, then read its system log and screenshot',
      },
    },
    statusCheckAttachedEbs: {
      title: 'Attached EBS status checks failed', category: SignalCategory.AVAILABILITY, ...EC2, metricName: 'StatusCheckFailed_AttachedEBS', statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'status-checks',
      alarm: {
        threshold: Threshold.absolute(1), comparison: Comparison.AT_OR_ABOVE, severity: Severity.TICKET, evaluationPeriods: 10,
        missingData: MissingData.MISSING,
        origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'A volume of an instance cannot be reached, or does not finish its I/O',
        firstStep: 'Look at AWS Health, then terminate the instance so that the group replaces it, or attach the volume anew',
      },
    },
    networkIn: traffic('Bytes received', 'NetworkIn'),
    networkOut: traffic('Bytes sent', 'NetworkOut'),
    cpuCreditBalance: {
      title: 'CPU credits left', category: SignalCategory.SATURATION, ...EC2, metricName: 'CPUCreditBalance', statistic: 'Minimum', unit: SignalUnit.COUNT, chart: 'credits',
      appliesWhen: 'the launch template of the group has a burstable type, not in unlimited mode', variants: ofCredits,
      alarm: {
        threshold: creditFloor, comparison: Comparison.BELOW, severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3,
        origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        rationale: 'Off where instances come and go: a new one may begin without credits.',
        cause: 'Instances use more CPU than they earn credits for, and soon slow down to their baseline',
        firstStep: 'Switch to unlimited mode, or to a type that does not burst',
      },
    },
    ebsIoBalance: {
      title: 'EBS I/O credits left', category: SignalCategory.SATURATION, ...EC2, metricName: 'EBSIOBalance%', statistic: 'Minimum', unit: SignalUnit.PERCENT, chart: 'ebs-balance',
      alarm: {
        threshold: Threshold.absolute(10), comparison: Comparison.BELOW, severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3,
        origin: ThresholdOrigin.LIBRARY,
        cause: 'Instances do more I/O to their volumes than their size has for good',
        firstStep: 'Take a larger instance size, or lower the I/O',
      },
    },
    metadataNoToken: {
      title: 'Calls of instance metadata without a token', category: SignalCategory.SECURITY, ...EC2, metricName: 'MetadataNoToken', statistic: 'Sum', unit: SignalUnit.NONE,
    },
    desired: { title: 'Desired capacity', category: SignalCategory.SCALING, ...average(DESIRED), unit: SignalUnit.NONE, chart: 'capacity', ...groupMetrics(DESIRED) },
    maxSize: { title: 'Maximum size', category: SignalCategory.SCALING, ...average('GroupMaxSize'), unit: SignalUnit.NONE, chart: 'capacity', ...groupMetrics('GroupMaxSize') },
    atMaxCapacity: {
      title: 'Desired share of the maximum', category: SignalCategory.SCALING, unit: SignalUnit.NONE, chart: 'at-maximum', ...groupMetrics(DESIRED, 'GroupMaxSize'),
      appliesWhen: 'the group can grow: its MaxSize is not its MinSize', variants: whereItGrows,
      expression: 'desired/maxSize', inputs: { desired: average(DESIRED), maxSize: average('GroupMaxSize') },
      alarm: {
        threshold: Threshold.absolute(1), comparison: Comparison.AT_OR_ABOVE, severity: Severity.TICKET, evaluationPeriods: 15,
        origin: ThresholdOrigin.LIBRARY,
        cause: 'The group has reached its maximum size and cannot follow the load any further',
        firstStep: 'Find what drives the load, then raise MaxSize, and the quota of instances with it',
      },
    },
    maximumInUse: {
      title: 'Maximum of instances in use', category: SignalCategory.SCALING, unit: SignalUnit.PERCENT, chart: 'scaling', ...groupMetrics('GroupInServiceCapacity'),
      appliesWhen: 'the group grows up to a known MaxSize', variants: ofMaximum,
      expression: '100*inService/{maximum}', inputs: { inService: average('GroupInServiceCapacity') },
    },
    scalingEfficiency: {
      title: 'Desired instances in service', category: SignalCategory.SCALING, unit: SignalUnit.PERCENT, chart: 'scaling', ...groupMetrics(IN_SERVICE, DESIRED),
      expression: '100*inService/desired', inputs: { inService: average(IN_SERVICE), desired: average(DESIRED) },
    },
    scalingShortfall: {
      title: 'Desired capacity not in service', category: SignalCategory.SCALING, unit: SignalUnit.NONE, chart: 'capacity', ...groupMetrics('GroupInServiceCapacity', DESIRED),
      expression: 'desired-FILL(inService,0)', inputs: { desired: average(DESIRED), inService: average('GroupInServiceCapacity') },
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 15, origin: ThresholdOrigin.LIBRARY,
        cause: 'Scaling fails: no capacity of the type, a quota, an error of the launch template, or instances that do not get healthy',
        firstStep: 'Read the status messages of aws autoscaling describe-scaling-activities, then the quota, the launch template and the instance types and zones to choose from',
      },
    },
  },
});
