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

export default defineSignals({
  kind: 'apigatewayv2-websocket-stage',
  title: 'WebSocket API stage',
  resourceType: 'AWS::ApiGatewayV2::Stage',
  namespace: 'AWS/ApiGateway',
  naming: 'the id of the API and the name of the stage, which an import tells by ImportedResource.declare, with this kind: attributes: { apiId: "…", stageName: "…" }',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html',
  cautions: [
    'A stage is known as one of a WebSocket API by the API that it refers to, or, where that is made elsewhere, by its execution logs, which HTTP APIs do not have.',
    'MessageCount counts messages from clients and to them.',
    'IntegrationLatency is not published for callbacks and mock integrations.',
    PRICE_CAUTION,
    'A message counts once for each 32 KB; the minutes of connections cost extra, and no metric counts them.',
  ],
  claims: isWebSocketStage,
  dimensions: stageDimensions,
  userFacing: UserFacing.API,
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'messages and connections that the integration answers without an error',
      bad: { inputs: { refused: sum('IntegrationError'), failed: sum('ExecutionError') }, expression: 'FILL(refused,0)+FILL(failed,0)' },
      total: { inputs: { messages: samples('MessageCount'), connections: samples('ConnectCount') }, expression: 'FILL(messages,0)+FILL(connections,0)' },
      caution: 'An integration that answers with a 4xx counts as failed, and messages to clients count as good.',
    },
    { type: SliType.LATENCY, title: 'time that the integration takes to answer', signalId: 'integrationLatency' },
    { type: SliType.THROUGHPUT, title: 'messages', signalId: 'messageCount' },
  ],
  signals: {
    messageCount: {
      title: 'Messages', category: SignalCategory.TRAFFIC, metricName: 'MessageCount', statistic: 'SampleCount', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.unset('take the number of messages below which something must be wrong'), comparison: Comparison.BELOW, severity: Severity.TICKET, evaluationPeriods: 10,
        missingData: MissingData.BREACHING, origin: ThresholdOrigin.AWS_RECOMMENDED, enabledByDefault: false,
        rationale: 'What is too little traffic depends on the workload and the hour.',
        cause: 'Clients stopped sending, or cannot connect',
        firstStep: 'Compare with ConnectCount, then connect yourself and check the latest client release',
      },
    },
    connectCount: { title: 'Connections opened', category: SignalCategory.TRAFFIC, metricName: 'ConnectCount', statistic: 'SampleCount', unit: SignalUnit.COUNT },
    clientError: {
      title: 'Client error rate', category: SignalCategory.ERRORS, metricName: 'ClientError', statistic: 'Average', unit: SignalUnit.RATIO,
      alarm: {
        threshold: Threshold.absolute(0.05), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'Missing data does not breach: a stage without messages is healthy.',
        cause: 'The authorizer of the connection changed, a route was removed, or clients are throttled',
        firstStep: 'Group the access log by status and routeKey',
      },
    },
    executionError: {
      title: 'Execution error rate', category: SignalCategory.ERRORS, metricName: 'ExecutionError', statistic: 'Average', unit: SignalUnit.RATIO,
      alarm: {
        threshold: Threshold.absolute(0.05), severity: Severity.PAGE, evaluationPeriods: 3, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'Missing data does not breach: a stage without messages is healthy.',
        cause: 'API Gateway cannot call the integration: permission, timeout, or the target is gone',
        firstStep: 'Group the access log by integrationErrorMessage, then check errors and throttles of the integration target',
      },
    },
    integrationError: { title: 'Integration error rate', category: SignalCategory.ERRORS, metricName: 'IntegrationError', statistic: 'Average', unit: SignalUnit.RATIO },
    integrationLatency: {
      title: 'Integration latency', category: SignalCategory.LATENCY, metricName: 'IntegrationLatency', statistic: 'p90', dashboardStatistics: ['p50', 'p90', 'p99'], percentiles: true, unit: SignalUnit.MILLISECONDS,
      alarm: {
        threshold: Threshold.absolute(2000), comparison: Comparison.AT_OR_ABOVE,
        severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'The value AWS starts with; an objective of the service is the better one. Missing data does not breach: a stage without messages is healthy.',
        cause: 'A slow integration target, or its cold starts',
        firstStep: 'Look at the duration of the integration target, and at what it waits for',
      },
    },
    costPerHour: requestsCost('Cost of messages per hour', { metricName: 'MessageCount', statistic: 'SampleCount' }, WORKLOAD_PRICES.webSocketApi.perMillionMessages),
  },
});
