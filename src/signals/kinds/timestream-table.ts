import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import { defineSignals } from '../private/define';
import { text } from '../private/text';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalScope } from '../signal-spec';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

/** Errors and what queries scan are published for the account, by operation only. */
const perOperation = (...operations: string[]) => (): SignalVariant[] => operations.map(id => ({ id, dimensions: { Operation: id } }));
const ofTheAccount = { scope: SignalScope.ACCOUNT, chart: 'account' };

export default defineSignals({
  kind: 'timestream-table',
  title: 'Timestream table',
  resourceType: 'AWS::Timestream::Table',
  namespace: 'AWS/Timestream',
  naming: 'the names of database and table: ImportedResource.declare(table, { resourceType: "AWS::Timestream::Table", attributes: { databaseName: "…", tableName: "…" } })',
  source: 'https://docs.aws.amazon.com/timestream/latest/developerguide/metrics-dimensions.html',
  cautions: [
    'Timestream for LiveAnalytics takes no new customers since 20 June 2025.',
    'Queries may read several tables, so their metrics name no table; errors name none either.',
    'Timestream for InfluxDB has metrics of its own, which are not these.',
  ],
  dimensions: table => ({
    DatabaseName: table.imported ? table.attribute('DatabaseName', 'databaseName') : text(table.property('DatabaseName')),
    TableName: table.attribute('Name', 'tableName'),
    Operation: 'WriteRecords',
  }),
  slis: [
    { type: SliType.LATENCY, title: 'time that the service takes for a request', signalId: 'latency' },
    { type: SliType.THROUGHPUT, title: 'requests', signalId: 'requests' },
  ],
  signals: {
    latency: {
      title: 'Latency of writes', category: SignalCategory.LATENCY, metricName: 'SuccessfulRequestLatency',
      statistic: 'p95', dashboardStatistics: ['p50', 'p95'], percentiles: true, unit: SignalUnit.MILLISECONDS,
      alarm: {
        threshold: Threshold.unset('take the objective of the clients that write'), severity: Severity.TICKET, evaluationPeriods: 5,
        origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        cause: 'Clients write large batches, or records of many series at once',
        firstStep: 'Look at the size of the batches, and give records of a request their common attributes once',
      },
    },
    requests: { title: 'Writes', category: SignalCategory.TRAFFIC, metricName: 'SuccessfulRequestLatency', statistic: 'SampleCount', unit: SignalUnit.COUNT },
    systemErrors: {
      title: 'System errors of the account', category: SignalCategory.ERRORS, metricName: 'SystemErrors', statistic: 'Sum', unit: SignalUnit.COUNT,
      ...ofTheAccount, variants: perOperation('WriteRecords', 'Query'),
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 5, datapointsToAlarm: 3,
        origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        rationale: 'The metric counts all tables of the account, so switch it on in one service.',
        cause: 'Timestream itself answers with errors',
        firstStep: 'Check AWS Health, see that the clients retry, and open a support case if it lasts',
      },
    },
    userErrors: {
      title: 'User errors of the account', category: SignalCategory.ERRORS, metricName: 'UserErrors', statistic: 'Sum', unit: SignalUnit.COUNT,
      ...ofTheAccount, variants: perOperation('WriteRecords', 'Query'),
      alarm: {
        threshold: Threshold.anomalyBand(3), comparison: Comparison.ABOVE_BAND, severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3,
        missingData: MissingData.IGNORE, origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        rationale: 'The metric counts all tables of the account, so switch it on in one service.',
        cause: 'Timestream refuses records, or queries are not valid',
        firstStep: 'Look up RejectedRecordsException in the logs of the clients, which tells the reason for each record',
      },
    },
    dataScanned: {
      title: 'Data scanned by queries of the account', category: SignalCategory.COST, metricName: 'DataScannedBytes',
      statistic: 'Sum', unit: SignalUnit.BYTES,
      scope: SignalScope.ACCOUNT, variants: perOperation('Query'),
    },
  },
});
