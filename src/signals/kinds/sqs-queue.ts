import { Token } from 'aws-cdk-lib';
import { PRICE_CAUTION, WORKLOAD_PRICES } from '../../core/private/workload-prices';
import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { isDeadLetterQueue } from '../private/dead-letter';
import { defineSignals } from '../private/define';
import { DerivedThreshold, numberOf, unknownAmong } from '../private/derived-threshold';
import { queueDimensions } from '../private/queue-name';
import { SOURCES } from '../private/sources';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

const RETENTION_DEFAULT = 345_600;
const VISIBILITY_DEFAULT = 30;
const IN_FLIGHT_QUOTA = 120_000;

/** First-in-first-out queues cost more; an import tells which it is by its name. */
function priced(queue: ObservedResource, dimensions: { [name: string]: string }): SignalVariant[] {
  const fifo = queue.property('FifoQueue') ?? (queue.imported ? queue.physicalName?.endsWith('.fifo') : false);
  if (Token.isUnresolved(fifo) || !['true', 'false'].includes(String(fifo))) return [];
  const { standard, fifo: firstInFirstOut } = WORKLOAD_PRICES.sqs.perMillionRequests;
  return [{ dimensions, constants: { usdPerMillionRequests: String(fifo) === 'true' ? firstInFirstOut : standard } }];
}

export default defineSignals({
  kind: 'sqs-queue',
  title: 'SQS queue',
  resourceType: 'AWS::SQS::Queue',
  namespace: 'AWS/SQS',
  naming: 'the name of the queue, as Queue.fromQueueArn gives it',
  source: SOURCES.sqs,
  cautions: [
    'Metrics are published only while the queue is in use; after six idle hours it can take 15 minutes until they appear again.',
    'A message that was received more than three times goes to the back of the line, and ApproximateAgeOfOldestMessage skips it.',
    PRICE_CAUTION,
    'Batches of messages cost less than costPerMessage says, messages over 64 KB more.',
  ],
  claims: queue => !isDeadLetterQueue(queue),
  dimensions: queueDimensions,
  slis: [
    { type: SliType.FRESHNESS, title: 'age of the oldest message in the queue', signalId: 'ageOfOldest' },
    { type: SliType.THROUGHPUT, title: 'messages dealt with', signalId: 'deleted' },
  ],
  signals: {
    sent: {
      title: 'Messages sent', category: SignalCategory.TRAFFIC, metricName: 'NumberOfMessagesSent', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), comparison: Comparison.AT_OR_BELOW,
        severity: Severity.TICKET, evaluationPeriods: 15, origin: ThresholdOrigin.AWS_RECOMMENDED, enabledByDefault: false,
        missingData: MissingData.BREACHING,
        rationale: 'Many queues are empty at night. Missing data breaches: after six idle hours SQS publishes none, and the producers are still stopped.',
        cause: 'The producers stopped',
        firstStep: 'Check the health of the producers and whether they may still send to the queue',
      },
    },
    received: { title: 'Messages received', category: SignalCategory.TRAFFIC, metricName: 'NumberOfMessagesReceived', statistic: 'Sum', unit: SignalUnit.COUNT },
    deleted: { title: 'Messages deleted', category: SignalCategory.TRAFFIC, metricName: 'NumberOfMessagesDeleted', statistic: 'Sum', unit: SignalUnit.COUNT },
    ageOfOldest: {
      title: 'Age of the oldest message', category: SignalCategory.LATENCY, metricName: 'ApproximateAgeOfOldestMessage', statistic: 'Maximum', unit: SignalUnit.SECONDS,
      alarm: {
        threshold: new DerivedThreshold('ten times the queue\'s VisibilityTimeout, at least 900 s, at most 80% of its MessageRetentionPeriod', queue => {
          const visibility = numberOf(queue, 'VisibilityTimeout', VISIBILITY_DEFAULT);
          const retention = numberOf(queue, 'MessageRetentionPeriod', RETENTION_DEFAULT);
          if (visibility === undefined || retention === undefined) return unknownAmong(queue, 'VisibilityTimeout', 'MessageRetentionPeriod');
          return { value: Math.min(Math.max(10 * visibility, 900), 0.8 * retention) };
        }),
        comparison: Comparison.AT_OR_ABOVE, severity: Severity.PAGE, evaluationPeriods: 15, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'AWS asks for 1.5 times the longest processing time, which no template knows: a visibility timeout covers one attempt, ten of them a consumer that does not get on. Missing data does not breach: an idle queue is healthy.',
        cause: 'The consumers are too slow or stopped, or a poison message comes back again and again',
        firstStep: 'Check errors and throttles of the consumers, then the depth of the dead-letter queue',
      },
    },
    visible: {
      title: 'Messages waiting', category: SignalCategory.SATURATION, metricName: 'ApproximateNumberOfMessagesVisible', statistic: 'Average', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.unset('take the backlog that the consumers clear within the time users can wait'), comparison: Comparison.AT_OR_ABOVE, severity: Severity.TICKET, evaluationPeriods: 15, origin: ThresholdOrigin.AWS_RECOMMENDED, enabledByDefault: false,
        rationale: 'What is a backlog depends on the workload, and ageOfOldest tells when it hurts. Missing data does not breach: an idle queue is healthy.',
        cause: 'The consumers are slower than the producers, or stopped',
        firstStep: 'Check errors and throttles of the consumers and the state of the event source mapping, then scale out',
      },
    },
    inFlight: {
      title: 'Messages in flight', category: SignalCategory.SATURATION, metricName: 'ApproximateNumberOfMessagesNotVisible', statistic: 'Average', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0.8 * IN_FLIGHT_QUOTA), comparison: Comparison.AT_OR_ABOVE,
        severity: Severity.TICKET, evaluationPeriods: 15, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: '80% of the quota of 120,000 messages in flight. Missing data does not breach: an idle queue is healthy.',
        cause: 'Consumers receive messages and do not delete them: they crash or time out',
        firstStep: 'Compare the visibility timeout with the processing time, and check the errors of the consumers',
      },
    },
    delayed: { title: 'Messages delayed', category: SignalCategory.SATURATION, metricName: 'ApproximateNumberOfMessagesDelayed', statistic: 'Maximum', unit: SignalUnit.COUNT },
    emptyReceives: { title: 'Empty receives', category: SignalCategory.COST, metricName: 'NumberOfEmptyReceives', statistic: 'Sum', unit: SignalUnit.COUNT },
    messageSize: { title: 'Message size', category: SignalCategory.TRAFFIC, metricName: 'SentMessageSize', statistic: 'Average', unit: SignalUnit.BYTES, chart: 'message-size' },
    backlogDrainRatio: {
      title: 'Messages deleted per message sent', category: SignalCategory.SATURATION, unit: SignalUnit.NONE, chart: 'drain',
      expression: 'IF(sent>0,deleted/sent,1)',
      inputs: { sent: { metricName: 'NumberOfMessagesSent', statistic: 'Sum' }, deleted: { metricName: 'NumberOfMessagesDeleted', statistic: 'Sum' } },
    },
    emptyReceivesCost: {
      title: 'Cost of empty receives per hour', category: SignalCategory.COST, unit: SignalUnit.USD, chart: 'cost',
      appliesWhen: 'it is known before deployment whether the queue is a FIFO queue', variants: priced,
      expression: '3600*{usdPerMillionRequests}*FILL(emptyReceives,0)/PERIOD(emptyReceives)/1000000',
      inputs: { emptyReceives: { metricName: 'NumberOfEmptyReceives', statistic: 'Sum' } },
    },
    costPerMessage: {
      title: 'Cost per message that is sent, received and deleted by itself', category: SignalCategory.COST, unit: SignalUnit.USD, chart: 'cost-per-message',
      appliesWhen: 'it is known before deployment whether the queue is a FIFO queue', variants: priced,
      expression: 'IF(deleted>0,{usdPerMillionRequests}*(FILL(sent,0)+FILL(received,0)+deleted+FILL(emptyReceives,0))/deleted/1000000,0)',
      inputs: {
        sent: { metricName: 'NumberOfMessagesSent', statistic: 'Sum' }, received: { metricName: 'NumberOfMessagesReceived', statistic: 'Sum' },
        deleted: { metricName: 'NumberOfMessagesDeleted', statistic: 'Sum' }, emptyReceives: { metricName: 'NumberOfEmptyReceives', statistic: 'Sum' },
      },
    },
  },
});
