import { PRICE_CAUTION, WORKLOAD_PRICES } from '../../core/private/workload-prices';
import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals } from '../private/define';
import { requestsCost } from '../private/requests-cost';
import { samples, sum } from '../private/sli-inputs';
import { SOURCES } from '../private/sources';
import { text } from '../private/text';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType, UserFacing } from '../sli-spec';
import { Threshold } from '../threshold';

const PERCENTILES = { percentiles: true, statistic: 'p90', dashboardStatistics: ['p50', 'p90', 'p99'], unit: SignalUnit.MILLISECONDS };

/** Metrics name a REST API by its name, not by its id. */
function apiName(stage: ObservedResource): string | undefined {
  const api = stage.referenced('RestApiId');
  return stage.imported
    ? stage.attribute('RestApiName', 'restApiName')
    : text(api?.property('Name') ?? api?.property('Body.info.title'));
}

export default defineSignals({
  kind: 'apigateway-rest-stage',
  title: 'REST API stage',
  resourceType: 'AWS::ApiGateway::Stage',
  namespace: 'AWS/ApiGateway',
  naming: 'the name of the REST API, which an import does not tell: ImportedResource.declare(stage, { resourceType: "AWS::ApiGateway::Stage", attributes: { restApiName: "…", stageName: "…" } })',
  source: SOURCES.restApi,
  cautions: [
    'ApiName is the name of the API, not its id: two APIs of the same name in one Region share their metrics.',
    'Metrics per method need MetricsEnabled in the method settings, and bill as custom metrics.',
    'Throttled requests (429) count as 4XXError.',
    PRICE_CAUTION,
  ],
  dimensions: stage => ({
    ApiName: apiName(stage),
    Stage: stage.imported ? stage.attribute('StageName', 'stageName') : text(stage.property('StageName')),
  }),
  userFacing: UserFacing.API,
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'requests that are not answered with a 5xx',
      bad: { inputs: { errors: sum('5XXError') }, expression: 'FILL(errors,0)' }, total: { inputs: { requests: samples('Count') } },
    },
    { type: SliType.LATENCY, title: 'time from request to answer, integration included', signalId: 'latency' },
    { type: SliType.THROUGHPUT, title: 'requests', signalId: 'count' },
  ],
  signals: {
    count: {
      title: 'Requests', category: SignalCategory.TRAFFIC, metricName: 'Count', statistic: 'SampleCount', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.unset('take the traffic below which something must be wrong'), comparison: Comparison.BELOW, severity: Severity.TICKET, evaluationPeriods: 10, missingData: MissingData.BREACHING,
        origin: ThresholdOrigin.AWS_RECOMMENDED, enabledByDefault: false,
        rationale: 'What is too little traffic depends on the workload and the hour.',
        cause: 'Clients stopped calling, or DNS, the certificate or authentication broke',
        firstStep: 'Call the API yourself, then check its certificate and the latest client release',
      },
    },
    serverErrorRate: {
      title: 'Server error rate', category: SignalCategory.ERRORS, metricName: '5XXError', statistic: 'Average', unit: SignalUnit.RATIO,
      alarm: {
        threshold: Threshold.absolute(0.05), severity: Severity.PAGE, evaluationPeriods: 3, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'Missing data does not breach: a stage without requests is healthy.',
        cause: 'The integration fails, times out (504) or is throttled',
        firstStep: 'Compare IntegrationLatency with the errors of the integration target, and group the access log by status and integration error',
      },
    },
    clientErrorRate: {
      title: 'Client error rate', category: SignalCategory.ERRORS, metricName: '4XXError', statistic: 'Average', unit: SignalUnit.RATIO,
      alarm: {
        threshold: Threshold.absolute(0.05), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'Missing data does not breach: a stage without requests is healthy.',
        cause: 'Authentication changed, a route was removed, or clients are throttled (429)',
        firstStep: 'Group the access log by status and resource path',
      },
    },
    latency: {
      title: 'Latency', category: SignalCategory.LATENCY, metricName: 'Latency', ...PERCENTILES,
      alarm: {
        threshold: Threshold.absolute(2500), comparison: Comparison.AT_OR_ABOVE,
        severity: Severity.PAGE, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'The value AWS starts with; an objective of the service is the better one. Missing data does not breach: a stage without requests is healthy.',
        cause: 'A slow integration (IntegrationLatency rises as well), or an authorizer or mapping that takes its time',
        firstStep: 'Compare Latency with IntegrationLatency, then look at the p90 of the integration target',
      },
    },
    integrationLatency: { title: 'Integration latency', category: SignalCategory.LATENCY, metricName: 'IntegrationLatency', ...PERCENTILES, chart: 'integration-latency' },
    cacheHitRatio: {
      title: 'Cache hit ratio', category: SignalCategory.CACHE, unit: SignalUnit.PERCENT,
      appliesWhen: 'the stage has a cache', variants: (stage, dimensions) => String(stage.property('CacheClusterEnabled')) === 'true' ? [{ dimensions }] : [],
      expression: 'IF(hits+misses>0,100*hits/(hits+misses),0)',
      inputs: { hits: { metricName: 'CacheHitCount', statistic: 'Sum' }, misses: { metricName: 'CacheMissCount', statistic: 'Sum' } },
      alarm: {
        threshold: Threshold.unset('take 20 percentage points below the ratio you aim at'), comparison: Comparison.BELOW, severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 6,
        origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        rationale: 'What a cache can save depends on the workload.',
        cause: 'A time to live or a cache key changed, the cache was flushed, or the traffic is of another kind',
        firstStep: 'Check the cache settings of the stage and the latest deployment',
      },
    },
    costPerHour: requestsCost('Cost of requests per hour', { metricName: 'Count', statistic: 'SampleCount' }, WORKLOAD_PRICES.restApi.perMillionRequests),
  },
});
