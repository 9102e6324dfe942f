import { PRICE_CAUTION, WORKLOAD_PRICES } from '../../core/private/workload-prices';
import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import { isWebSocketStage, stageDimensions } from '../private/api-protocol';
import { defineSignals } from '../private/define';
import { requestsCost } from '../private/requests-cost';
import { samples, sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType, UserFacing } from '../sli-spec';
import { Threshold } from '../threshold';

const PERCENTILES = { percentiles: true, statistic: 'p90', dashboardStatistics: ['p50', 'p90', 'p99'], unit: SignalUnit.MILLISECONDS };

export default defineSignals({
  kind: 'apigatewayv2-http-stage',
  title: 'HTTP API stage',
  resourceType: 'AWS::ApiGatewayV2::Stage',
  namespace: 'AWS/ApiGateway',
  naming: 'the id of the API and the name of the stage, which an import tells by ImportedResource.declare(stage, { resourceType: "AWS::ApiGatewayV2::Stage", attributes: { apiId: "…", stageName: "…" } })',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html',
  cautions: [
    'Metric names of HTTP APIs are 4xx and 5xx; those of REST APIs are 4XXError and 5XXError.',
    'HTTP APIs have no X-Ray tracing: a trace starts at the integration.',
    'Metrics per route need DetailedMetricsEnabled in the route settings, and bill as custom metrics.',
    PRICE_CAUTION,
    'A request counts once for each 512 KB that it carries.',
  ],
  claims: stage => !isWebSocketStage(stage),
  dimensions: stageDimensions,
  userFacing: UserFacing.API,
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'requests that are not answered with a 5xx',
      bad: { inputs: { errors: sum('5xx') }, expression: 'FILL(errors,0)' }, total: { inputs: { requests: samples('Count') } },
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
        cause: 'Clients stopped calling, or DNS, the certificate or authorization broke',
        firstStep: 'Call the API yourself, then check its domain, its certificate and the latest client release',
      },
    },
    serverErrorRate: {
      title: 'Server error rate', category: SignalCategory.ERRORS, metricName: '5xx', statistic: 'Average', unit: SignalUnit.RATIO,
      alarm: {
        threshold: Threshold.absolute(0.05), severity: Severity.PAGE, evaluationPeriods: 3, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'Missing data does not breach: a stage without requests is healthy.',
        cause: 'The integration fails, times out or cannot be reached',
        firstStep: 'Group the access log by integrationErrorMessage, then check errors and throttles of the integration target',
      },
    },
    clientErrorRate: {
      title: 'Client error rate', category: SignalCategory.ERRORS, metricName: '4xx', statistic: 'Average', unit: SignalUnit.RATIO,
      alarm: {
        threshold: Threshold.absolute(0.05), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'Missing data does not breach: a stage without requests is healthy.',
        cause: 'An authorizer changed, a route was removed, or clients are throttled (429)',
        firstStep: 'Group the access log by status and routeKey',
      },
    },
    latency: {
      title: 'Latency', category: SignalCategory.LATENCY, metricName: 'Latency', ...PERCENTILES,
      alarm: {
        threshold: Threshold.absolute(2500), comparison: Comparison.AT_OR_ABOVE,
        severity: Severity.PAGE, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'The value AWS starts with; an objective of the service is the better one. Missing data does not breach: a stage without requests is healthy.',
        cause: 'A slow integration (IntegrationLatency rises as well), or an authorizer that takes its time',
        firstStep: 'Compare Latency with IntegrationLatency, then look at the p90 of the integration target',
      },
    },
    integrationLatency: { title: 'Integration latency', category: SignalCategory.LATENCY, metricName: 'IntegrationLatency', ...PERCENTILES, chart: 'integration-latency' },
    dataProcessed: { title: 'Data processed', category: SignalCategory.TRAFFIC, metricName: 'DataProcessed', statistic: 'Sum', unit: SignalUnit.BYTES },
    costPerHour: requestsCost('Cost of requests per hour', { metricName: 'Count', statistic: 'SampleCount' }, WORKLOAD_PRICES.httpApi.perMillionRequests),
  },
});
