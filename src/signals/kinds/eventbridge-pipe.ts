import { Severity } from '../../core/severity';
import { ThresholdOrigin } from '../alarm-spec';
import { defineSignals } from '../private/define';
import { sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

export default defineSignals({
  kind: 'eventbridge-pipe',
  title: 'EventBridge pipe',
  resourceType: 'AWS::Pipes::Pipe',
  namespace: 'AWS/EventBridge/Pipes',
  naming: 'the name of the pipe, which ImportedResource.declare tells: attributes: { pipeName: "…" }',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html',
  cautions: [
    'A failed execution of a queue or stream source is tried again: the age of its messages tells how far the pipe is behind.',
    'An execution of which only some events failed counts as ExecutionPartiallyFailed, not as ExecutionFailed.',
  ],
  dimensions: pipe => ({ PipeName: pipe.ref('pipeName') }),
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'executions that do not fail',
      bad: { inputs: { failed: sum('ExecutionFailed') }, expression: 'FILL(failed,0)' }, total: { inputs: { executions: sum('Invocations') } },
      caution: 'Executions that fail for a part of their batch, and those that are throttled, count as good; whether those that time out count as failed is not documented.',
    },
    { type: SliType.LATENCY, title: 'time that an execution takes', signalId: 'duration' },
    { type: SliType.THROUGHPUT, title: 'executions', signalId: 'invocations' },
  ],
  signals: {
    invocations: { title: 'Invocations', category: SignalCategory.TRAFFIC, metricName: 'Invocations', statistic: 'Sum', unit: SignalUnit.COUNT },
    executionFailed: {
      title: 'Failed executions', category: SignalCategory.ERRORS, metricName: 'ExecutionFailed', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 3, datapointsToAlarm: 2, origin: ThresholdOrigin.LIBRARY,
        cause: 'The source, the enrichment or the target fails, or the role of the pipe may not use it',
        firstStep: 'Compare EnrichmentStageFailed with TargetStageFailed, then read the log of the pipe',
      },
    },
    executionThrottled: {
      title: 'Throttled executions', category: SignalCategory.SATURATION, metricName: 'ExecutionThrottled', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'Pipes of the account run as often at once as the quota allows, or the target takes no more',
        firstStep: 'Compare the concurrency of pipes with the quota of the account, and the target with its own; raise the batch size',
      },
    },
    executionTimeout: {
      title: 'Executions that timed out', category: SignalCategory.ERRORS, metricName: 'ExecutionTimeout', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 3, datapointsToAlarm: 2, origin: ThresholdOrigin.LIBRARY,
        cause: 'The enrichment or the target is too slow for the size of the batches',
        firstStep: 'Compare EnrichmentStageDuration with TargetStageDuration, then lower the batch size or mend the slow stage',
      },
    },
    duration: {
      title: 'Duration of executions', category: SignalCategory.LATENCY, metricName: 'Duration', statistic: 'p95', dashboardStatistics: ['p50', 'p95', 'p99'], percentiles: true, unit: SignalUnit.MILLISECONDS,
    },
  },
});
