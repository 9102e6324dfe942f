import { Token } from 'aws-cdk-lib';
import { PRICE_CAUTION, WORKLOAD_PRICES } from '../../core/private/workload-prices';
import { Severity } from '../../core/severity';
import { ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals, type SignalDefinition } from '../private/define';
import { samples, sum } from '../private/sli-inputs';
import { SOURCES } from '../private/sources';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalScope } from '../signal-spec';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

const { perMillionReadUnits: usdPerMillionReadUnits, perMillionWriteUnits: usdPerMillionWriteUnits } = WORKLOAD_PRICES.dynamodb;

/** The operations that nearly every table serves; latency and throttling are published per operation. */
const OPERATIONS = ['GetItem', 'PutItem', 'Query'];
const perOperation = (_: ObservedResource, dimensions: Dimensions): SignalVariant[] =>
  OPERATIONS.map(id => ({ id, dimensions: { ...dimensions, Operation: id } }));

const named = (list: unknown, property: string): string[] => Array.isArray(list)
  ? list.map(item => item?.[property] ?? item?.[property.charAt(0).toLowerCase() + property.slice(1)]).filter(name => typeof name === 'string' && !Token.isUnresolved(name))
  : [];
const perIndex = (table: ObservedResource, dimensions: Dimensions): SignalVariant[] => named(table.property('GlobalSecondaryIndexes'), 'IndexName')
  .map(id => ({ id, dimensions: { ...dimensions, GlobalSecondaryIndexName: id } }));
const perReplica = (table: ObservedResource, dimensions: Dimensions): SignalVariant[] => named(table.property('Replicas'), 'Region')
  .filter(region => region !== table.stack.region)
  .map(id => ({ id, dimensions: { ...dimensions, ReceivingRegion: id } }));

const isProvisioned = (table: ObservedResource): boolean => table.property('BillingMode') === 'PROVISIONED'
  || (table.property('BillingMode') !== 'PAY_PER_REQUEST' && table.property('ProvisionedThroughput') !== undefined);
const provisioned = (table: ObservedResource, dimensions: Dimensions): SignalVariant[] => isProvisioned(table) ? [{ dimensions }] : [];

/** On-demand and of the table class whose prices are known, in all its replicas. */
function onDemand(table: ObservedResource): boolean {
  const mode = table.property('BillingMode');
  const replicas: unknown = table.property('Replicas');
  const classes = [table.property('TableClass'), ...Array.isArray(replicas) ? replicas.map(replica => replica?.TableClass ?? replica?.tableClass) : []];
  return typeof mode === 'string' && !Token.isUnresolved(mode) && mode !== 'PROVISIONED' && !isProvisioned(table)
    && classes.every(each => each !== 'STANDARD_INFREQUENT_ACCESS' && !Token.isUnresolved(each));
}

type Places = (table: ObservedResource, dimensions: Dimensions) => SignalVariant[];

const requestCost = (title: string, appliesWhen: string, places: Places): SignalDefinition => ({
  title, category: SignalCategory.COST, unit: SignalUnit.USD, chart: 'cost', bestPractices: ['PERF03-BP03'], appliesWhen,
  expression: '3600*({usdPerMillionReadUnits}*FILL(reads,0)+{usdPerMillionWriteUnits}*FILL(writes,0))/PERIOD(reads)/1000000',
  inputs: { reads: { metricName: 'ConsumedReadCapacityUnits', statistic: 'Sum' }, writes: { metricName: 'ConsumedWriteCapacityUnits', statistic: 'Sum' } },
  variants: (table, dimensions) => !onDemand(table) ? []
    : places(table, dimensions).map(place => ({ ...place, constants: { usdPerMillionReadUnits, usdPerMillionWriteUnits } })),
});

const throttling = (title: string, metricName: string): SignalDefinition => ({
  title, category: SignalCategory.SATURATION, metricName, statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'throttles', bestPractices: ['PERF03-BP03'],
  alarm: {
    threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
    rationale: 'AWS gives no number; five minutes in a row with throttled requests are more than a burst.',
    cause: 'A hot partition, too little capacity, or an index that holds its table back',
    firstStep: 'Look up the throttled keys in Contributor Insights; raise the capacity or switch to on-demand; mend the key design',
  },
});

const utilization = (title: string, consumed: string, capacity: string): SignalDefinition => ({
  title, category: SignalCategory.SATURATION, unit: SignalUnit.PERCENT, chart: 'capacity', bestPractices: ['PERF03-BP03'],
  appliesWhen: 'the table has provisioned capacity', variants: provisioned,
  expression: '100*(consumed/PERIOD(consumed))/capacity',
  inputs: { consumed: { metricName: consumed, statistic: 'Sum' }, capacity: { metricName: capacity, statistic: 'Average' } },
  alarm: {
    threshold: Threshold.absolute(80), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 2, origin: ThresholdOrigin.LIBRARY,
    rationale: 'DynamoDB publishes the provisioned capacity every five minutes: over one minute the share is mostly missing, and the alarm would never go off.',
    cause: 'Demand comes near the provisioned capacity',
    firstStep: 'Raise the maximum of auto scaling, or switch the table to on-demand',
  },
});

export default defineSignals({
  kind: 'dynamodb-table',
  title: 'DynamoDB table',
  resourceType: 'AWS::DynamoDB::Table',
  alternateResourceTypes: ['AWS::DynamoDB::GlobalTable'],
  namespace: 'AWS/DynamoDB',
  naming: 'the name of the table, as Table.fromTableName and fromTableArn give it',
  source: SOURCES.dynamodb,
  cautions: [
    'Throttles and errors are published only when they are not zero.',
    'Consumed capacity is a sum per period: divide it by the period before comparing it with provisioned units.',
    'SuccessfulRequestLatency is published per operation, measured at the server, and has no percentiles.',
    PRICE_CAUTION,
  ],
  dimensions: table => ({ TableName: table.ref('tableName') }),
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'requests that are neither throttled nor failed by the service', publishedWith: 'systemErrors',
      bad: { inputs: { faults: sum('SystemErrors'), throttled: sum('ThrottledRequests') }, expression: 'FILL(faults,0)+FILL(throttled,0)' },
      total: {
        inputs: { succeeded: samples('SuccessfulRequestLatency'), faults: sum('SystemErrors'), throttled: sum('ThrottledRequests') },
        expression: 'FILL(succeeded,0)+FILL(faults,0)+FILL(throttled,0)',
      },
      caution: 'Requests that the SDK tries again count each time; those that fail by a condition or a conflict are in neither number.',
    },
    { type: SliType.LATENCY, title: 'time that the service takes for a request', signalId: 'latency' },
    { type: SliType.FRESHNESS, title: 'lag of the replica in another Region', signalId: 'replicationLatency' },
    { type: SliType.THROUGHPUT, id: 'read', title: 'capacity units read', signalId: 'consumedRead' },
    { type: SliType.THROUGHPUT, id: 'write', title: 'capacity units written', signalId: 'consumedWrite' },
  ],
  signals: {
    consumedRead: { title: 'Read capacity consumed', category: SignalCategory.TRAFFIC, metricName: 'ConsumedReadCapacityUnits', statistic: 'Sum', unit: SignalUnit.COUNT },
    consumedWrite: { title: 'Write capacity consumed', category: SignalCategory.TRAFFIC, metricName: 'ConsumedWriteCapacityUnits', statistic: 'Sum', unit: SignalUnit.COUNT },
    systemErrors: {
      title: 'System errors', category: SignalCategory.ERRORS, metricName: 'SystemErrors', statistic: 'Sum', unit: SignalUnit.COUNT,
      chart: 'system-errors', variants: perOperation,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 15, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'Per operation, as DynamoDB publishes it: under TableName alone there is no data. AWS gives no number; SDKs retry single errors, a quarter of an hour of them they do not hide.',
        cause: 'DynamoDB itself answers with errors (HTTP 500)',
        firstStep: 'Check AWS Health, see that the SDK retries, and open a support case if it lasts',
      },
    },
    readThrottles: throttling('Read throttles', 'ReadThrottleEvents'),
    writeThrottles: throttling('Write throttles', 'WriteThrottleEvents'),
    gsiReadThrottles: { ...throttling('Read throttles of an index', 'ReadThrottleEvents'), appliesWhen: 'the table has global secondary indexes', variants: perIndex },
    gsiWriteThrottles: { ...throttling('Write throttles of an index', 'WriteThrottleEvents'), appliesWhen: 'the table has global secondary indexes', variants: perIndex },
    throttledRequests: { title: 'Throttled requests', category: SignalCategory.SATURATION, metricName: 'ThrottledRequests', statistic: 'Sum', unit: SignalUnit.COUNT, variants: perOperation },
    latency: {
      title: 'Latency', category: SignalCategory.LATENCY, metricName: 'SuccessfulRequestLatency', statistic: 'Average', unit: SignalUnit.MILLISECONDS, variants: perOperation, bestPractices: ['PERF03-BP03'],
      alarm: {
        threshold: Threshold.absolute(50), severity: Severity.TICKET, evaluationPeriods: 10, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'AWS gives no number; single-digit milliseconds are the norm, and 50 ms leave room for large items. Missing data does not breach: an unused operation is healthy.',
        cause: 'Large items, queries that read much, or a hot partition',
        firstStep: 'Look at the mix of operations and the size of items, then consider DAX',
      },
    },
    conditionalCheckFailed: { title: 'Failed conditional checks', category: SignalCategory.ERRORS, metricName: 'ConditionalCheckFailedRequests', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'conflicts' },
    transactionConflict: { title: 'Transaction conflicts', category: SignalCategory.ERRORS, metricName: 'TransactionConflict', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'conflicts' },
    userErrors: {
      title: 'User errors of the account', category: SignalCategory.ERRORS, metricName: 'UserErrors', statistic: 'Sum', unit: SignalUnit.COUNT, scope: SignalScope.ACCOUNT, chart: 'account-errors',
      alarm: {
        threshold: Threshold.absolute(0),
        severity: Severity.TICKET, evaluationPeriods: 10, origin: ThresholdOrigin.AWS_RECOMMENDED, enabledByDefault: false,
        rationale: 'The metric counts all tables of the account, so switch it on in one service. Missing data does not breach: requests without errors publish none.',
        cause: 'Requests that DynamoDB refuses (HTTP 400): validation, conditions, authentication',
        firstStep: 'Search the logs of the clients for HTTP 400 from DynamoDB',
      },
    },
    replicationLatency: {
      title: 'Replication latency', category: SignalCategory.LATENCY, metricName: 'ReplicationLatency', statistic: 'Average', unit: SignalUnit.MILLISECONDS, chart: 'replication',
      appliesWhen: 'the table has replicas in other Regions', variants: perReplica,
      alarm: {
        threshold: Threshold.absolute(180_000),
        severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'AWS names three minutes as cause for investigation. A quarter of an hour as AWS recommends, in periods of five minutes: more often the metric may not be there. Missing data does not breach: without writes there is nothing to replicate.',
        cause: 'The Region of the replica is degraded, or its write capacity is used up',
        firstStep: 'Check AWS Health in the Region of the replica, and its write capacity',
      },
    },
    provisionedReadUtil: utilization('Provisioned read capacity in use', 'ConsumedReadCapacityUnits', 'ProvisionedReadCapacityUnits'),
    provisionedWriteUtil: utilization('Provisioned write capacity in use', 'ConsumedWriteCapacityUnits', 'ProvisionedWriteCapacityUnits'),
    onDemandMaxRead: {
      title: 'Maximum on-demand read units', category: SignalCategory.SATURATION, metricName: 'OnDemandMaxReadRequestUnits', statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'on-demand-maximum',
      appliesWhen: 'the table states a maximum of on-demand reads',
      variants: (table, dimensions) => table.property('OnDemandThroughput.MaxReadRequestUnits') !== undefined ? [{ dimensions }] : [],
    },
    accountReadUtil: {
      title: 'Provisioned read capacity of the account', category: SignalCategory.SATURATION, metricName: 'AccountProvisionedReadCapacityUtilization', statistic: 'Maximum', unit: SignalUnit.PERCENT, scope: SignalScope.ACCOUNT, chart: 'account',
      alarm: {
        threshold: Threshold.absolute(80),
        severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 2, origin: ThresholdOrigin.AWS_RECOMMENDED, enabledByDefault: false,
        rationale: 'The metric belongs to the account, so switch it on in one service. Missing data does not breach: without provisioned tables there is none.',
        cause: 'The provisioned capacity of all tables comes near the quota of the account',
        firstStep: 'Ask for a higher quota, or lower what is provisioned and not used',
      },
    },
    costPerHour: requestCost('Cost of requests per hour, without indexes', 'the table is on-demand and of the table class Standard', (_, dimensions) => [{ dimensions }]),
    gsiCostPerHour: requestCost('Cost of requests of an index per hour', 'the table is on-demand, of the table class Standard, and has global secondary indexes', perIndex),
  },
});
