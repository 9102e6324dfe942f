import { Severity } from '../../core/severity';
import { ThresholdOrigin } from '../alarm-spec';
import { isDeadLetterQueue } from '../private/dead-letter';
import { defineSignals } from '../private/define';
import { queueDimensions } from '../private/queue-name';
import { SOURCES } from '../private/sources';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { Threshold } from '../threshold';

export default defineSignals({
  kind: 'sqs-dead-letter-queue',
  title: 'SQS dead-letter queue',
  resourceType: 'AWS::SQS::Queue',
  namespace: 'AWS/SQS',
  naming: 'the name of the queue, as Queue.fromQueueArn gives it; an imported queue is known as a dead-letter queue when something here refers to it as one, or by ImportedResource.declare with this kind',
  source: SOURCES.sqs,
  cautions: ['NumberOfMessagesSent does not count what a redrive policy moves here: watch ApproximateNumberOfMessagesVisible.'],
  claims: isDeadLetterQueue,
  dimensions: queueDimensions,
  signals: {
    visible: {
      title: 'Dead letters', category: SignalCategory.ERRORS, metricName: 'ApproximateNumberOfMessagesVisible', statistic: 'Maximum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        cause: 'A message failed as often as the redrive policy allows',
        firstStep: 'Receive one message without deleting it, find it in the log of the consumer by its id, and redrive once the fault is mended',
      },
    },
    age: {
      title: 'Age of the oldest dead letter', category: SignalCategory.LATENCY, metricName: 'ApproximateAgeOfOldestMessage', statistic: 'Maximum', unit: SignalUnit.SECONDS,
      alarm: {
        threshold: Threshold.fractionOf('MessageRetentionPeriod', 0.8, { fallback: 345_600 }), severity: Severity.PAGE, periodSeconds: 300, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        cause: 'Nobody looked after the dead letters, and SQS is about to delete them',
        firstStep: 'Redrive or export the messages now',
      },
    },
  },
});
