import { Severity } from '../../core/severity';
import { Comparison, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals, type SignalDefinition } from '../private/define';
import { sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

/** The values of the dimension QueryType; queries are counted by it, and not in total. */
const QUERY_TYPES = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'LOAD', 'UNLOAD', 'CTAS', 'OTHER'];

const perQueryType = (_: ObservedResource, dimensions: Dimensions): SignalVariant[] =>
  ['SELECT', 'INSERT', 'LOAD'].map(id => ({ id, dimensions: { ...dimensions, QueryType: id } }));

const perDuration = (_: ObservedResource, dimensions: Dimensions): SignalVariant[] =>
  ['short', 'medium', 'long'].map(id => ({ id, dimensions: { ...dimensions, LatencyRange: id } }));

/** The sum of a metric over all types of queries. */
const ofAllQueries = (metricName: string): Pick<SignalDefinition, 'expression' | 'inputs' | 'variants'> => ({
  expression: QUERY_TYPES.map(type => `FILL(${type.toLowerCase()},0)`).join('+'),
  inputs: Object.fromEntries(QUERY_TYPES.map(type => [type.toLowerCase(), { metricName, statistic: 'Average' }])),
  variants: (_, dimensions) => [{
    dimensions, inputDimensions: Object.fromEntries(QUERY_TYPES.map(type => [type.toLowerCase(), { ...dimensions, QueryType: type }])),
  }],
});

const capacity = { cause: 'The workgroup is at its maximum of RPUs', firstStep: 'Look for the most expensive queries in SYS_QUERY_HISTORY, then raise the maximum capacity' };

export default defineSignals({
  kind: 'redshift-serverless',
  title: 'Redshift Serverless workgroup',
  resourceType: 'AWS::RedshiftServerless::Workgroup',
  namespace: 'AWS/Redshift-Serverless',
  naming: 'the name of the workgroup: ImportedResource.declare(workgroup, { resourceType: "AWS::RedshiftServerless::Workgroup", attributes: { workgroupName: "…" } })',
  source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-audit-logging.html',
  cautions: [
    'Queries are counted by type, and durations by range: there is no metric of all queries together.',
    'Failed and succeeded queries are those of the last five minutes, capacity is that of the last thirty.',
    'Usage limits are published by their id, which only the API tells.',
  ],
  dimensions: workgroup => ({ Workgroup: workgroup.ref('workgroupName') }),
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'queries that succeed', publishedWith: 'queriesFailed',
      bad: { inputs: { failed: sum('QueriesFailed') }, expression: 'FILL(failed,0)' },
      total: { inputs: { failed: sum('QueriesFailed'), succeeded: sum('QueriesSucceeded') }, expression: 'FILL(failed,0)+FILL(succeeded,0)' },
      caution: 'A query with a mistake in it counts as failed.',
    },
    { type: SliType.LATENCY, title: 'time that a query takes', signalId: 'queryDuration' },
  ],
  signals: {
    queriesFailed: {
      title: 'Failed queries', category: SignalCategory.ERRORS, unit: SignalUnit.PERCENT, variants: perQueryType,
      expression: 'IF(failed>0,100*failed/(failed+FILL(succeeded,0)),0)',
      inputs: { failed: { metricName: 'QueriesFailed', statistic: 'Sum' }, succeeded: { metricName: 'QueriesSucceeded', statistic: 'Sum' } },
      alarm: {
        threshold: Threshold.absolute(5), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'Statements are wrong, permissions are missing, or a usage limit was reached',
        firstStep: 'Group error_message of SYS_QUERY_HISTORY by its text',
      },
    },
    queriesQueued: {
      title: 'Waiting queries', category: SignalCategory.SATURATION, unit: SignalUnit.COUNT, chart: 'waiting', ...ofAllQueries('QueriesQueued'),
      alarm: {
        threshold: Threshold.absolute(10), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        ...capacity,
      },
    },
    queriesRunning: { title: 'Running queries', category: SignalCategory.TRAFFIC, unit: SignalUnit.COUNT, ...ofAllQueries('QueriesRunning') },
    queryDuration: {
      title: 'Query duration', category: SignalCategory.LATENCY, metricName: 'QueryDuration',
      statistic: 'p95', dashboardStatistics: ['p50', 'p95'], percentiles: true, unit: SignalUnit.MICROSECONDS,
      variants: perDuration,
    },
    computeCapacity: {
      title: 'Capacity', category: SignalCategory.SATURATION, metricName: 'ComputeCapacity', statistic: 'Maximum', unit: SignalUnit.NONE,
      chart: 'capacity',
      alarm: {
        threshold: Threshold.fractionOf('MaxCapacity', 1), comparison: Comparison.AT_OR_ABOVE,
        severity: Severity.TICKET, periodSeconds: 1_800, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        rationale: 'One period of half an hour, over which the metric is an average already.', ...capacity,
      },
    },
    computeSeconds: { title: 'RPU-seconds', category: SignalCategory.COST, metricName: 'ComputeSeconds', statistic: 'Sum', unit: SignalUnit.NONE },
    connections: { title: 'Connections', category: SignalCategory.TRAFFIC, metricName: 'DatabaseConnections', statistic: 'Average', unit: SignalUnit.COUNT },
  },
});
