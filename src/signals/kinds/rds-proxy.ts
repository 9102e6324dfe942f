import { Severity } from '../../core/severity';
import { Comparison, ThresholdOrigin } from '../alarm-spec';
import { defineSignals } from '../private/define';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

export default defineSignals({
  kind: 'rds-proxy',
  title: 'RDS Proxy',
  resourceType: 'AWS::RDS::DBProxy',
  namespace: 'AWS/RDS',
  naming: 'the name of the proxy, as DatabaseProxy.fromDatabaseProxyAttributes gives it',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.monitoring.html',
  cautions: [
    'Latencies are in microseconds.',
    'A proxy runs on several hosts that each publish their own numbers: the Sum of a minute is what the proxy has.',
    'Some metrics are there only after the first connection.',
  ],
  dimensions: proxy => ({ ProxyName: proxy.ref('dbProxyName') }),
  slis: [
    { type: SliType.LATENCY, id: 'query', title: 'time from a query to the answer of the database', signalId: 'queryResponseLatency' },
    { type: SliType.LATENCY, id: 'borrow', title: 'time until a client has a connection', signalId: 'borrowLatency' },
    { type: SliType.THROUGHPUT, title: 'queries', signalId: 'queryRequests' },
  ],
  signals: {
    clientConnections: { title: 'Connections of clients', category: SignalCategory.TRAFFIC, metricName: 'ClientConnections', statistic: 'Sum', unit: SignalUnit.COUNT },
    queryRequests: { title: 'Statements', category: SignalCategory.TRAFFIC, metricName: 'QueryRequests', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'statements' },
    borrowLatency: {
      title: 'Wait for a connection', category: SignalCategory.LATENCY, metricName: 'DatabaseConnectionsBorrowLatency',
      statistic: 'Average', unit: SignalUnit.MICROSECONDS,
      alarm: {
        threshold: Threshold.absolute(100_000), severity: Severity.PAGE, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'The pool is used up: MaxConnectionsPercent is too low, or sessions are pinned to their connections',
        firstStep: 'Look at the pinned sessions and at the pool in use, then raise MaxConnectionsPercent or take a larger database',
      },
    },
    poolUtilization: {
      title: 'Pool in use', category: SignalCategory.SATURATION, unit: SignalUnit.PERCENT, chart: 'pool',
      expression: 'IF(allowed>0,100*used/allowed,0)',
      inputs: { used: { metricName: 'DatabaseConnections', statistic: 'Sum' }, allowed: { metricName: 'MaxDatabaseConnectionsAllowed', statistic: 'Sum' } },
      alarm: {
        threshold: Threshold.absolute(90), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'The proxy holds nearly as many connections to the database as it may',
        firstStep: 'Look at the pinned sessions and for long transactions, then raise MaxConnectionsPercent',
      },
    },
    pinned: {
      title: 'Pinned connections', category: SignalCategory.SATURATION, unit: SignalUnit.PERCENT, chart: 'pool',
      expression: 'IF(connections>0,100*FILL(pinned,0)/connections,0)',
      inputs: { pinned: { metricName: 'DatabaseConnectionsCurrentlySessionPinned', statistic: 'Sum' }, connections: { metricName: 'DatabaseConnections', statistic: 'Sum' } },
      alarm: {
        threshold: Threshold.absolute(10), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        rationale: 'As a share of all connections to the database: a pinned one serves a single client, so what matters is how many are left to share.',
        cause: 'Sessions set variables, lock tables or use prepared statements, so that their connection cannot be shared',
        firstStep: 'Search the log of the proxy for the reason of the pinning, and set session pinning filters where that is safe',
      },
    },
    queryResponseLatency: { title: 'Response time of statements', category: SignalCategory.LATENCY, metricName: 'QueryResponseLatency', statistic: 'Average', unit: SignalUnit.MICROSECONDS },
    setupFailures: {
      title: 'Failed connections to the database', category: SignalCategory.ERRORS, metricName: 'DatabaseConnectionsSetupFailed',
      statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'The proxy cannot reach the database, its secret is wrong, or the database takes no more connections',
        firstStep: 'Check the secret, the security groups and the connection limit of the database',
      },
    },
    authFailures: {
      title: 'Failed logins of clients', category: SignalCategory.ERRORS, metricName: 'ClientConnectionsSetupFailedAuth',
      statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'Clients have wrong credentials, or their IAM policy does not let them connect',
        firstStep: 'Compare the time with the latest rotation of the secret, and check rds-db:connect in the policy of the client',
      },
    },
    availability: {
      title: 'Availability of the writer', category: SignalCategory.AVAILABILITY, metricName: 'AvailabilityPercentage',
      statistic: 'Average', unit: SignalUnit.PERCENT,
      variants: (_, dimensions) => [{ dimensions: { ...dimensions, TargetGroup: 'default', TargetRole: 'READ_WRITE' } }],
      alarm: {
        threshold: Threshold.absolute(100), comparison: Comparison.BELOW, severity: Severity.PAGE, evaluationPeriods: 3,
        origin: ThresholdOrigin.LIBRARY,
        cause: 'The database fails the health checks of the proxy: it restarts, fails over or cannot be reached',
        firstStep: 'Ask for the health of the targets with describe-db-proxy-targets, and read the events of the database',
      },
    },
  },
});
