import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { functionsOf, hasAdditionalMetrics, originTimeouts } from '../private/cloudfront';
import { defineSignals } from '../private/define';
import { DerivedThreshold } from '../private/derived-threshold';
import { sum } from '../private/sli-inputs';
import { unknownProperty } from '../private/unknown-property';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType, UserFacing } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

const FUNCTION_METRICS = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/monitoring-functions.html';

const additional = {
  requires: { ruleId: 'OE-CloudFrontAdditionalMetrics', howToEnable: 'set publishAdditionalMetrics: true on the distribution' },
  publishedBy: hasAdditionalMetrics,
};

const perFunction = {
  appliesWhen: 'a behavior has a CloudFront function',
  source: FUNCTION_METRICS,
  variants: (distribution: ObservedResource, dimensions: Dimensions): SignalVariant[] =>
    functionsOf(distribution).map(({ id, name }) => ({ id, dimensions: { ...dimensions, FunctionName: name } })),
};

const nearOriginTimeout = new DerivedThreshold('80% of the shortest response timeout of its origins (OriginReadTimeout, 30 s by default)', distribution => {
  const origins = distribution.property('DistributionConfig.Origins');
  if (origins === undefined && distribution.imported) return unknownProperty(distribution, 'DistributionConfig', 'absent');
  const timeouts = originTimeouts(distribution);
  return timeouts === undefined ? unknownProperty(distribution, 'OriginReadTimeout', 'token') : { value: 800 * Math.min(...timeouts) };
});

export default defineSignals({
  kind: 'cloudfront-distribution',
  title: 'CloudFront distribution',
  resourceType: 'AWS::CloudFront::Distribution',
  namespace: 'AWS/CloudFront',
  metricsRegion: 'us-east-1',
  naming: 'the id of the distribution, as Distribution.fromDistributionAttributes gives it',
  source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html',
  cautions: [
    'All metrics are in us-east-1, wherever viewers and origins are.',
    'Error rates are averages in percent, not counts.',
    'OriginLatency and CacheHitRate are additional metrics, which are paid for per distribution.',
  ],
  dimensions: distribution => ({ DistributionId: distribution.ref('distributionId'), Region: 'Global' }),
  userFacing: UserFacing.EDGE,
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'requests of viewers that are not answered with a 5xx',
      // The rate is published as an average in percent of the requests.
      bad: { inputs: { rate: { metricName: '5xxErrorRate', statistic: 'Average' }, requests: sum('Requests') }, expression: 'FILL(rate,0)/100*requests' },
      total: { inputs: { requests: sum('Requests') } },
      caution: 'CloudFront publishes a rate of errors and no number: counts are exact over periods of one minute, and nearly so over longer ones.',
    },
    {
      type: SliType.LATENCY, title: 'time until CloudFront begins to send what the origin answers', signalId: 'originLatency',
      caution: 'What the cache answers, and the way to the viewer, are not in it.',
    },
    { type: SliType.THROUGHPUT, title: 'requests of viewers', signalId: 'requests' },
  ],
  signals: {
    requests: { title: 'Requests', category: SignalCategory.TRAFFIC, metricName: 'Requests', statistic: 'Sum', unit: SignalUnit.NONE },
    serverErrorRate: {
      title: 'Server error rate', category: SignalCategory.ERRORS, metricName: '5xxErrorRate', statistic: 'Average', unit: SignalUnit.PERCENT,
      alarm: {
        threshold: Threshold.absolute(1), severity: Severity.PAGE, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'AWS gives no number; above 1% users notice. Missing data does not breach: a distribution without requests is healthy.',
        cause: 'The origin fails, or a function at the edge does',
        firstStep: 'Compare with the errors of the origin, then with OriginLatency and the errors of functions',
      },
    },
    clientErrorRate: {
      title: 'Client error rate', category: SignalCategory.ERRORS, metricName: '4xxErrorRate', statistic: 'Average', unit: SignalUnit.PERCENT,
      alarm: {
        threshold: Threshold.anomalyBand(3), comparison: Comparison.ABOVE_BAND, missingData: MissingData.IGNORE,
        severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'Broken links, a missing object, or a change of authorization or firewall rules',
        firstStep: 'Group the access log by path and x-edge-detailed-result-type',
      },
    },
    originLatency: {
      ...additional, title: 'Origin latency', category: SignalCategory.LATENCY, metricName: 'OriginLatency', statistic: 'p90', dashboardStatistics: ['p50', 'p90', 'p95', 'p99'], percentiles: true,
      unit: SignalUnit.MILLISECONDS,
      alarm: {
        threshold: nearOriginTimeout, severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'Missing data does not breach: what the cache serves needs no origin.',
        cause: 'The origin takes nearly as long as CloudFront waits for it',
        firstStep: 'Compare with the latency of the origin and open its traces; consider Origin Shield',
      },
    },
    cacheHitRate: {
      ...additional, title: 'Cache hit rate', category: SignalCategory.CACHE, metricName: 'CacheHitRate', statistic: 'Average', unit: SignalUnit.PERCENT,
      alarm: {
        threshold: Threshold.absolute(50), comparison: Comparison.BELOW,
        severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 6, origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        cause: 'A changed cache policy or cache key, an invalidation, or new query strings',
        firstStep: 'Read the report of popular objects, and compare the cache policy with the one before',
      },
    },
    functionExecutionErrors: {
      ...perFunction, title: 'Errors of a function', category: SignalCategory.ERRORS, metricName: 'FunctionExecutionErrors', statistic: 'Sum', unit: SignalUnit.NONE, chart: 'functions',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'Missing data does not breach: a function that is not run has no errors.',
        cause: 'An error at run time in the code of the CloudFront function',
        firstStep: 'Read the log of the function in us-east-1, and roll the function back',
      },
    },
    functionValidationErrors: {
      ...perFunction, title: 'Invalid answers of a function', category: SignalCategory.ERRORS, metricName: 'FunctionValidationErrors', statistic: 'Sum', unit: SignalUnit.NONE, chart: 'functions',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 2, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'Missing data does not breach: a function that is not run has no errors.',
        cause: 'The function returns an event or headers that CloudFront does not take',
        firstStep: 'Test the function in the console with an event like the one that failed',
      },
    },
    functionThrottles: {
      ...perFunction, title: 'Throttles of a function', category: SignalCategory.SATURATION, metricName: 'FunctionThrottles', statistic: 'Sum', unit: SignalUnit.NONE,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'Missing data does not breach: a function that is not run has no throttles.',
        cause: 'The function needs more time than CloudFront gives it',
        firstStep: 'Look at FunctionComputeUtilization, and do less in the function',
      },
    },
    bytesDownloaded: { title: 'Bytes downloaded', category: SignalCategory.TRAFFIC, metricName: 'BytesDownloaded', statistic: 'Sum', unit: SignalUnit.NONE, chart: 'bytes' },
  },
});
