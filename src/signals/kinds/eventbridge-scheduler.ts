import { Severity } from '../../core/severity';
import { ThresholdOrigin } from '../alarm-spec';
import { defineSignals, type SignalDefinition } from '../private/define';
import { sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

const throttling = (title: string, metricName: string, cause: string): SignalDefinition => ({
  title, category: SignalCategory.SATURATION, metricName, statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'throttles',
  alarm: {
    threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 15, origin: ThresholdOrigin.AWS_RECOMMENDED,
    cause,
    firstStep: 'Spread the schedules with flexible time windows, and ask for a higher quota of what is throttled',
  },
});

export default defineSignals({
  kind: 'eventbridge-scheduler',
  title: 'EventBridge Scheduler group',
  resourceType: 'AWS::Scheduler::ScheduleGroup',
  namespace: 'AWS/Scheduler',
  naming: 'the name of the schedule group, as ScheduleGroup.fromScheduleGroupName gives it',
  source: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html',
  cautions: [
    'Metrics are published per group, not per schedule: schedules that must be told apart need groups of their own.',
    'An invocation that succeeds means that the target took it, not that its work is done.',
  ],
  dimensions: group => ({ ScheduleGroup: group.ref('scheduleGroupName') }),
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'attempts to invoke a target that it does not refuse',
      bad: { inputs: { refused: sum('TargetErrorCount') }, expression: 'FILL(refused,0)' }, total: { inputs: { attempts: sum('InvocationAttemptCount') } },
      caution: 'An invocation that succeeds at the second attempt counts once as failed and once as good.',
    },
    { type: SliType.THROUGHPUT, title: 'attempts to invoke a target', signalId: 'attempts' },
  ],
  signals: {
    attempts: { title: 'Invocation attempts', category: SignalCategory.TRAFFIC, metricName: 'InvocationAttemptCount', statistic: 'Sum', unit: SignalUnit.COUNT },
    dropped: {
      title: 'Invocations dropped', category: SignalCategory.ERRORS, metricName: 'InvocationDroppedCount', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 1, origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'The target failed until the retry policy of the schedule was used up, and its work was not done',
        firstStep: 'Read the error in the dead-letter queue of the schedule, mend the target, and run its work by hand',
      },
    },
    throttled: throttling('Invocations throttled', 'InvocationThrottleCount', 'Scheduler starts as many invocations per second as the quota of the account allows'),
    targetThrottled: throttling('Invocations throttled by the target', 'TargetErrorThrottledCount', 'The API of the target refuses requests since they come too fast'),
    failedToDlq: {
      title: 'Invocations that no dead-letter queue took', category: SignalCategory.ERRORS, metricName: 'InvocationsFailedToBeSentToDeadLetterCount', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 15, origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'The dead-letter queue is gone, or its policy, its key or the role of the schedule does not let Scheduler send',
        firstStep: 'Check that the queue exists, and that the role of the schedule may send to it and use its key',
      },
    },
    targetErrors: {
      title: 'Errors of targets', category: SignalCategory.ERRORS, metricName: 'TargetErrorCount', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'The API of a target answers with errors: the role of the schedule may not call it, or its input is wrong',
        firstStep: 'Check the permissions of the role of the schedule, then the input that the schedule gives to its target',
      },
    },
  },
});
