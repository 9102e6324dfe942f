import { Severity } from '../../core/severity';
import { ThresholdOrigin } from '../alarm-spec';
import { defineSignals } from '../private/define';
import { ruleDimensions } from '../private/event-rule';
import { sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

export default defineSignals({
  kind: 'eventbridge-rule',
  title: 'EventBridge rule',
  resourceType: 'AWS::Events::Rule',
  namespace: 'AWS/Events',
  naming: 'the name of the rule, and of its event bus if that is not the default one, as Rule.fromEventRuleArn gives them',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html',
  cautions: [
    'Metrics of a rule on a custom event bus are published by EventBusName and RuleName, on the default bus by RuleName alone.',
    'Missing data is normal: without an event there is no metric, and errors are published only when they are not zero.',
    'An event that matches a rule of three targets is one matched event and three invocations.',
  ],
  dimensions: ruleDimensions,
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'invocations of targets that do not fail for good',
      bad: { inputs: { failed: sum('FailedInvocations') }, expression: 'FILL(failed,0)' }, total: { inputs: { invocations: sum('Invocations') } },
      caution: 'It tells that a target took the event, not that it dealt with it.',
    },
    { type: SliType.FRESHNESS, title: 'time from an event to the invocation of the target', signalId: 'deliveryLatency' },
    { type: SliType.THROUGHPUT, title: 'invocations of targets', signalId: 'invocations' },
  ],
  signals: {
    matched: { title: 'Events matched', category: SignalCategory.TRAFFIC, metricName: 'MatchedEvents', statistic: 'Sum', unit: SignalUnit.COUNT },
    triggered: { title: 'Rule runs', category: SignalCategory.TRAFFIC, metricName: 'TriggeredRules', statistic: 'Sum', unit: SignalUnit.COUNT },
    invocations: { title: 'Target invocations', category: SignalCategory.TRAFFIC, metricName: 'Invocations', statistic: 'Sum', unit: SignalUnit.COUNT },
    failedInvocations: {
      title: 'Failed invocations', category: SignalCategory.ERRORS, metricName: 'FailedInvocations', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        cause: 'A target refused an event for good: EventBridge may not call it, or it is gone',
        firstStep: 'Check the resource policy of the target, the role of the rule, and ERROR_CODE of the messages in the dead-letter queue',
      },
    },
    throttledRules: {
      title: 'Throttled rule runs', category: SignalCategory.SATURATION, metricName: 'ThrottledRules', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'throttles',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'Rules of the account invoke more targets per second than the quota allows',
        firstStep: 'Ask for a higher quota of invocations, or put a queue between the rule and its target',
      },
    },
    sentToDlq: {
      title: 'Events sent to the dead-letter queue', category: SignalCategory.ERRORS, metricName: 'InvocationsSentToDlq', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'dead-letters',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        cause: 'A target failed as often as the retry policy allows',
        firstStep: 'Read ERROR_CODE and ERROR_MESSAGE in the attributes of a message in the dead-letter queue, then mend the target',
      },
    },
    failedToSendToDlq: {
      title: 'Events that no dead-letter queue took', category: SignalCategory.ERRORS, metricName: 'InvocationsFailedToBeSentToDlq', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'dead-letters',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        cause: 'The policy or the key of the dead-letter queue does not let EventBridge in, or the queue is gone: events are lost',
        firstStep: 'Check that the queue exists and that its policy and key allow events.amazonaws.com',
      },
    },
    retries: {
      title: 'Retried invocations', category: SignalCategory.ERRORS, metricName: 'RetryInvocationAttempts', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'retries',
      alarm: {
        threshold: Threshold.unset('take 10% of the invocation attempts of a period'), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        rationale: 'How many are too many depends on the traffic, so retryRate is alarmed instead.',
        cause: 'A target fails or is throttled now and then',
        firstStep: 'Check errors and throttles of the target',
      },
    },
    retryRate: {
      title: 'Retries among invocation attempts', category: SignalCategory.ERRORS, unit: SignalUnit.PERCENT, chart: 'retry-rate',
      expression: 'IF(attempts>0,100*FILL(retries,0)/attempts,0)',
      inputs: { retries: { metricName: 'RetryInvocationAttempts', statistic: 'Sum' }, attempts: { metricName: 'InvocationAttempts', statistic: 'Sum' } },
      alarm: {
        threshold: Threshold.absolute(10), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'A target fails or is throttled now and then',
        firstStep: 'Check errors and throttles of the target',
      },
    },
    deliveryLatency: {
      title: 'Time from event to delivery', category: SignalCategory.LATENCY, metricName: 'IngestionToInvocationSuccessLatency', statistic: 'p99', dashboardStatistics: ['p50', 'p90', 'p99'],
      percentiles: true, unit: SignalUnit.MILLISECONDS,
      alarm: {
        threshold: Threshold.absolute(60_000), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'A target is slow or throttled, and events wait for their retries',
        firstStep: 'Compare with RetryInvocationAttempts, then look at duration and throttles of the target',
      },
    },
  },
});
