import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals, type SignalDefinition } from '../private/define';
import { numeric } from '../private/numeric';
import { samples, sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

const RATE = /^rate\(([1-9]\d*) (minute|hour)s?\)$/;

/**
 * Seconds from one run to the next, where the schedule is a rate. A schedule left out, as in a template of someone else's, counts as the five minutes that
 * the CDK sets.
 */
function rateOf(canary: ObservedResource): number | undefined {
  const schedule = canary.property('Schedule.Expression') ?? (canary.imported ? '' : 'rate(5 minutes)');
  const [, count, unit] = (typeof schedule === 'string' && RATE.exec(schedule.trim())) || [];
  return count === undefined ? undefined : Number(count) * (unit === 'hour' ? 3_600 : 60);
}

const runsAtARate = (canary: ObservedResource) => rateOf(canary) !== undefined;

function retries(canary: ObservedResource): boolean {
  return (numeric(canary.property('Schedule.RetryConfig.MaxRetries')) ?? 0) > 0;
}

function comparesScreens(canary: ObservedResource): boolean {
  return canary.property('VisualReferences') !== undefined;
}

const only = (applies: (canary: ObservedResource) => boolean) =>
  (canary: ObservedResource, dimensions: Dimensions): SignalVariant[] => applies(canary) ? [{ dimensions }] : [];

/** One period for each run. */
const paced = (applies: (canary: ObservedResource) => boolean) =>
  (canary: ObservedResource, dimensions: Dimensions): SignalVariant[] => applies(canary) ? [{ dimensions, periodSeconds: rateOf(canary) }] : [];

const CAUSE = 'The endpoint is down or slow, or a change of it has broken the script of the canary';
const FIRST_STEP = 'Open the failed run with its screenshot, HAR file and log, and compare with the alarms of the service';

const success = (title: string, metricName: string): SignalDefinition => ({
  title, category: SignalCategory.AVAILABILITY, metricName, statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'success',
  alarm: {
    threshold: Threshold.absolute(90), comparison: Comparison.BELOW, severity: Severity.PAGE,
    periodSeconds: 300, evaluationPeriods: 3, datapointsToAlarm: 2, missingData: MissingData.BREACHING, origin: ThresholdOrigin.LIBRARY,
    rationale: 'The period is the rate of the canary, so that each holds one run. A canary that has stopped, or whose runs time out, reports nothing: that breaches.',
    cause: CAUSE, firstStep: FIRST_STEP,
  },
});

const duration = (title: string): SignalDefinition =>
  ({ title, category: SignalCategory.LATENCY, metricName: 'Duration', statistic: 'Average', unit: SignalUnit.MILLISECONDS, chart: 'duration' });

const SLOW = {
  threshold: Threshold.fractionOf('RunConfig.TimeoutInSeconds', 0.8, { scale: 1_000 }), severity: Severity.TICKET, origin: ThresholdOrigin.LIBRARY,
  cause: 'The endpoint has become slower, and the run comes near its timeout',
  firstStep: 'Compare the durations of the steps with an earlier run, and read the waterfall of the HAR file',
};

const responses = (title: string, metricName: string): SignalDefinition =>
  ({ title, category: SignalCategory.ERRORS, metricName, statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'responses' });

export default defineSignals({
  kind: 'synthetics-canary',
  title: 'CloudWatch Synthetics canary',
  resourceType: 'AWS::Synthetics::Canary',
  namespace: 'CloudWatchSynthetics',
  naming: 'the name of the canary',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_metrics.html',
  cautions: [
    'The period of an alarm must not be shorter than the schedule of the canary: it is the rate of the canary, and an hour for one that runs at times of the day.',
    'Old runtimes report nothing when a run times out.',
    'Metrics of single steps have the dimension StepName, and those of single browsers Browser, beside CanaryName.',
  ],
  dimensions: canary => ({ CanaryName: canary.ref('canaryName') }),
  slis: [
    {
      type: SliType.CANARY, title: 'runs that succeed',
      // Each run reports 0 or 100.
      bad: { inputs: { runs: samples('SuccessPercent'), succeeded: sum('SuccessPercent') }, expression: 'runs-succeeded/100' },
      total: { inputs: { runs: samples('SuccessPercent') } },
      caution: 'A run that does not take place, or that times out in an old runtime, is in neither number.',
    },
    { type: SliType.LATENCY, title: 'time that a run takes', signalId: 'duration' },
  ],
  signals: {
    successPercent: {
      ...success('Successful runs', 'SuccessPercent'),
      appliesWhen: 'the canary runs at a rate, and does not retry', variants: paced(canary => runsAtARate(canary) && !retries(canary)),
    },
    successPercentWithRetries: {
      ...success('Successful runs after retries', 'SuccessPercentWithRetries'),
      appliesWhen: 'the canary runs at a rate, and retries', variants: paced(canary => runsAtARate(canary) && retries(canary)),
    },
    hourlySuccessPercent: {
      title: 'Successful runs of the hour', category: SignalCategory.AVAILABILITY, metricName: 'SuccessPercent', statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'success',
      appliesWhen: 'the canary runs at times of the day, or at times that only deployment tells', variants: only(canary => !runsAtARate(canary)),
      alarm: {
        threshold: Threshold.absolute(50), comparison: Comparison.BELOW, severity: Severity.PAGE,
        periodSeconds: 3_600, evaluationPeriods: 1, missingData: MissingData.IGNORE, origin: ThresholdOrigin.LIBRARY,
        rationale: 'More than half of the runs of an hour, or the only one, have failed. Missing data keeps the state: the next run may be due in hours.',
        cause: CAUSE, firstStep: FIRST_STEP,
      },
    },
    failed: { title: 'Failed runs', category: SignalCategory.ERRORS, metricName: 'Failed', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'failed-runs' },
    retryCount: {
      title: 'Retried runs', category: SignalCategory.ERRORS, metricName: 'RetryCount', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'failed-runs',
      appliesWhen: 'the canary retries', variants: only(retries),
    },
    duration: {
      ...duration('Duration of a run'),
      appliesWhen: 'the canary runs at a rate', variants: paced(runsAtARate),
      alarm: {
        ...SLOW, periodSeconds: 300, evaluationPeriods: 3,
        rationale: 'The period is the rate of the canary, so that each holds one run. Missing data does not breach: successPercent sees a canary that has stopped.',
      },
    },
    hourlyDuration: {
      ...duration('Duration of a run in the hour'),
      appliesWhen: 'the canary runs at times of the day, or at times that only deployment tells', variants: only(canary => !runsAtARate(canary)),
      alarm: {
        ...SLOW, periodSeconds: 3_600, evaluationPeriods: 1,
        rationale: 'The average of an hour: periods between which nothing runs would never breach in a row. Missing data does not breach.',
      },
    },
    http4xx: responses('Responses with a client error', '4xx'),
    http5xx: responses('Responses with a server error', '5xx'),
    failedRequests: responses('Requests without a response', 'Failed requests'),
    visualSuccess: {
      title: 'Screens as expected', category: SignalCategory.ERRORS, metricName: 'VisualMonitoringSuccessPercent', statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'screens',
      appliesWhen: 'the canary compares screenshots with VisualReferences', variants: only(comparesScreens),
      alarm: {
        threshold: Threshold.absolute(100), comparison: Comparison.BELOW,
        severity: Severity.TICKET, periodSeconds: 3_600, evaluationPeriods: 2, origin: ThresholdOrigin.LIBRARY,
        rationale: 'An hour holds a run of whatever schedule as a rate. Missing data does not breach: successPercent sees a canary that has stopped.',
        cause: 'The user interface has changed, or is no longer drawn as it should be',
        firstStep: 'Compare the screenshots of the run, and take a new baseline if the change is intended',
      },
    },
    lambdaMemory: {
      title: 'Ephemeral storage in use', category: SignalCategory.SATURATION, metricName: 'EphemeralStorageUsagePercent', statistic: 'Maximum', unit: SignalUnit.PERCENT, chart: 'storage',
      alarm: {
        threshold: Threshold.absolute(80), severity: Severity.TICKET, periodSeconds: 3_600, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        rationale: 'An hour holds a run of whatever schedule as a rate. Missing data does not breach: older runtimes do not report it.',
        cause: 'Screenshots, HAR files and logs of the canary fill its ephemeral storage',
        firstStep: 'Raise the ephemeral storage of the canary to 2,048 MB or more, or keep fewer artifacts',
      },
    },
  },
});
