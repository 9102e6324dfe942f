import { Severity } from '../../core/severity';
import { ThresholdOrigin } from '../alarm-spec';
import { defineSignals, type SignalDefinition } from '../private/define';
import { sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType, UserFacing } from '../sli-spec';
import { Threshold } from '../threshold';

const REQUESTS = { metricName: 'Requests', statistic: 'Sum' };

const subscriptionErrors = (title: string, metricName: string, failing: string): SignalDefinition => ({
  title, category: SignalCategory.ERRORS, metricName, statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'subscriptions',
  alarm: {
    threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
    cause: `AppSync fails to ${failing}`,
    firstStep: 'Check AWS Health, see that clients connect again, and look at the filters of enhanced subscriptions',
  },
});

export default defineSignals({
  kind: 'appsync-api',
  title: 'AppSync GraphQL API',
  resourceType: 'AWS::AppSync::GraphQLApi',
  namespace: 'AWS/AppSync',
  naming: 'the id of the API, which ImportedResource.declare tells: attributes: { apiId: "…" }',
  source: 'https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html',
  cautions: [
    'An error in a resolver is answered with HTTP 200, and counts neither as 4XXError nor as 5XXError: enhanced metrics count it as GraphQLError.',
    'Metrics of connections and subscriptions are there only while the API serves real-time clients.',
  ],
  dimensions: api => ({ GraphQLAPIId: api.attribute('ApiId', 'apiId') }),
  userFacing: UserFacing.API,
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'queries and mutations that are not answered with a 5xx',
      bad: { inputs: { errors: sum('5XXError') }, expression: 'FILL(errors,0)' }, total: { inputs: { requests: sum('Requests') } },
      caution: 'The error of a resolver stands in an answer with status 200, which counts as good.',
    },
    { type: SliType.LATENCY, title: 'time from request to answer', signalId: 'latency' },
    { type: SliType.THROUGHPUT, title: 'queries and mutations', signalId: 'requests' },
  ],
  signals: {
    requests: { title: 'Requests', category: SignalCategory.TRAFFIC, metricName: 'Requests', statistic: 'Sum', unit: SignalUnit.COUNT },
    serverErrors: {
      title: 'Server errors', category: SignalCategory.ERRORS, metricName: '5XXError', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        rationale: 'serverErrorRate says the same without paging a busy API for three stray errors. Missing data does not breach: an idle API is healthy.',
        cause: 'AppSync or a data source fails',
        firstStep: 'Switch field-level logs to ERROR, and open the trace map of the API',
      },
    },
    serverErrorRate: {
      title: 'Server error rate', category: SignalCategory.ERRORS, unit: SignalUnit.PERCENT, chart: 'error-rate',
      expression: 'IF(requests>0,100*errors/requests,0)',
      inputs: { errors: { metricName: '5XXError', statistic: 'Sum' }, requests: REQUESTS },
      alarm: {
        threshold: Threshold.absolute(1), severity: Severity.PAGE, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'AppSync or a data source fails',
        firstStep: 'Switch field-level logs to ERROR, and open the trace map of the API',
      },
    },
    clientErrors: {
      title: 'Client errors', category: SignalCategory.ERRORS, metricName: '4XXError', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.unset('take 5% of the requests of a period'), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        rationale: 'How many are too many depends on the traffic, so clientErrorRate is alarmed instead.',
        cause: 'Clients are not authorized, or send requests that are no valid GraphQL',
        firstStep: 'Group the request log by status and operation',
      },
    },
    clientErrorRate: {
      title: 'Client error rate', category: SignalCategory.ERRORS, unit: SignalUnit.PERCENT, chart: 'error-rate',
      expression: 'IF(requests>0,100*errors/requests,0)',
      inputs: { errors: { metricName: '4XXError', statistic: 'Sum' }, requests: REQUESTS },
      alarm: {
        threshold: Threshold.absolute(5), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'Clients are not authorized, or send requests that are no valid GraphQL',
        firstStep: 'Group the request log by status and operation',
      },
    },
    latency: {
      title: 'Latency', category: SignalCategory.LATENCY, metricName: 'Latency', statistic: 'p95', dashboardStatistics: ['p50', 'p95', 'p99'], percentiles: true, unit: SignalUnit.MILLISECONDS,
      alarm: {
        threshold: Threshold.absolute(2000), severity: Severity.PAGE, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        rationale: 'A value to start with; an objective of the service is the better one.',
        cause: 'A slow resolver or data source, or a query that asks the data source once for each item',
        firstStep: 'Open the traces of slow requests and find the resolver; then batch its requests or cache them',
      },
    },
    tokensConsumed: {
      title: 'Request tokens consumed', category: SignalCategory.SATURATION, metricName: 'TokensConsumed', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'tokens',
      alarm: {
        threshold: Threshold.unset('take 80% of the request tokens that the quota of the account allows in a period'), severity: Severity.TICKET, evaluationPeriods: 5,
        origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        rationale: 'The quota belongs to the account and is not in the template.',
        cause: 'Traffic, or the cost of its queries, comes near the quota of request tokens',
        firstStep: 'Find the operations that take long or process much, simplify them, and ask for a higher quota',
      },
    },
    connectServerError: subscriptionErrors('Connections failed by AppSync', 'ConnectServerError', 'accept connections of real-time clients'),
    subscribeServerError: subscriptionErrors('Subscriptions failed by AppSync', 'SubscribeServerError', 'register subscriptions of real-time clients'),
    activeConnections: { title: 'Active connections', category: SignalCategory.TRAFFIC, metricName: 'ActiveConnections', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'connections' },
  },
});
