import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import { defineSignals } from '../private/define';
import { sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

export default defineSignals({
  kind: 'sns-topic',
  title: 'SNS topic',
  resourceType: 'AWS::SNS::Topic',
  namespace: 'AWS/SNS',
  naming: 'the name of the topic, as Topic.fromTopicArn gives it',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html',
  cautions: [
    'A message to three subscribers is published once and delivered three times.',
    'Metrics of filters and dead-letter queues are there only where a subscription has such; its stack may be another one.',
  ],
  dimensions: topic => ({ TopicName: topic.attribute('TopicName', 'topicName') }),
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'notifications that are delivered',
      bad: { inputs: { failed: sum('NumberOfNotificationsFailed') }, expression: 'FILL(failed,0)' },
      total: {
        inputs: { delivered: sum('NumberOfNotificationsDelivered'), failed: sum('NumberOfNotificationsFailed') },
        expression: 'FILL(delivered,0)+FILL(failed,0)',
      },
      caution: 'To HTTP endpoints each failed attempt counts, those that succeed later included; to others what fails after all attempts.',
    },
    { type: SliType.THROUGHPUT, title: 'messages published', signalId: 'published' },
  ],
  signals: {
    published: {
      title: 'Messages published', category: SignalCategory.TRAFFIC, metricName: 'NumberOfMessagesPublished', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.unset('take the number of messages below which a publisher must have stopped'), comparison: Comparison.BELOW, severity: Severity.TICKET, evaluationPeriods: 5,
        missingData: MissingData.BREACHING, origin: ThresholdOrigin.AWS_RECOMMENDED, enabledByDefault: false,
        rationale: 'What is too little traffic depends on the workload and the hour.',
        cause: 'The publishers stopped, or may not publish any more',
        firstStep: 'Check the health of the publishers, and their permission for the topic and its key',
      },
    },
    delivered: {
      title: 'Notifications delivered', category: SignalCategory.TRAFFIC, metricName: 'NumberOfNotificationsDelivered', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.unset('take the number of deliveries below which a subscriber must be missing'), comparison: Comparison.BELOW, severity: Severity.TICKET, evaluationPeriods: 5,
        missingData: MissingData.BREACHING, origin: ThresholdOrigin.AWS_RECOMMENDED, enabledByDefault: false,
        rationale: 'What is too little traffic depends on the workload and the hour.',
        cause: 'A subscription is gone, or its deliveries fail',
        firstStep: 'List the subscriptions of the topic, then read the delivery status logs',
      },
    },
    failed: {
      title: 'Notifications failed', category: SignalCategory.ERRORS, metricName: 'NumberOfNotificationsFailed', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'AWS asks for 0 where queues, functions and Firehose subscribe; raise it for HTTP, e-mail and SMS, where single failures are normal.',
        cause: 'SNS cannot reach a subscriber: its endpoint is down, or its policy or key does not let SNS in',
        firstStep: 'Read the delivery status logs for the failing subscription, then check its resource policy and its key',
      },
    },
    redrivenToDlq: {
      title: 'Notifications moved to a dead-letter queue', category: SignalCategory.ERRORS, metricName: 'NumberOfNotificationsRedrivenToDlq', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'dead-letters',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'Deliveries to a subscriber failed as often as SNS tries them',
        firstStep: 'Receive one message from the dead-letter queue, find the subscription in its attributes, and check that subscriber',
      },
    },
    failedToRedrive: {
      title: 'Notifications that no dead-letter queue took', category: SignalCategory.ERRORS, metricName: 'NumberOfNotificationsFailedToRedriveToDlq', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'dead-letters',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'The dead-letter queue is gone, or its policy or key does not let SNS in: messages are lost',
        firstStep: 'Check that the queue exists and that its policy and key allow sns.amazonaws.com',
      },
    },
    invalidAttributes: {
      title: 'Messages with invalid attributes', category: SignalCategory.ERRORS, metricName: 'NumberOfNotificationsFilteredOut-InvalidAttributes', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'filters',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'A publisher sends message attributes that no filter policy can read, and subscribers miss the messages',
        firstStep: 'Compare the attributes that the latest release of the publisher sends with the filter policies',
      },
    },
    invalidMessageBody: {
      title: 'Messages with an invalid body', category: SignalCategory.ERRORS, metricName: 'NumberOfNotificationsFilteredOut-InvalidMessageBody', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'filters',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'A filter policy reads the body of messages, and a publisher sends bodies that are no JSON',
        firstStep: 'Check the latest release of the publisher, and whether the filter policy is meant for the body',
      },
    },
    publishSize: { title: 'Size of messages', category: SignalCategory.TRAFFIC, metricName: 'PublishSize', statistic: 'Average', unit: SignalUnit.BYTES, chart: 'message-size' },
  },
});
