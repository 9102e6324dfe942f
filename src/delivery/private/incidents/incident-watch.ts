import { aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';
import type { Alarm, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { IncidentQueue } from './incident-queue';

const RUNBOOK = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html';

interface Watched {
  readonly metric: IMetric;
  readonly what: string;
  readonly cause: string;
  readonly firstStep: string;
  /** 0 if absent. */
  readonly threshold?: number;
}

/** Alarms about the response itself: an incident that is not written down is otherwise noticed by nobody. */
export function watchResponse(scope: Construct, queues: IncidentQueue, handler: IFunction, notify: ITopic | undefined): void {
  const { queue, deadLetters, undelivered } = queues;
  const period = Duration.minutes(1);
  const waiting = { period, statistic: cloudwatch.Stats.MAXIMUM };
  ticket(scope, 'NotProcessed', notify, {
    metric: deadLetters.metricApproximateNumberOfMessagesVisible(waiting),
    what: 'an event was put aside after 3 attempts: an incident or a review may be missing',
    cause: 'OpsCenter or CloudWatch refused a request, or a quota is reached', firstStep: 'read the errors in the log of the function, then redrive the queue DeadLetters',
  });
  ticket(scope, 'NotDelivered', notify, {
    metric: undelivered.metricApproximateNumberOfMessagesVisible(waiting),
    what: 'EventBridge could not deliver an event: an incident or a review may be missing',
    cause: 'the queue Events is gone, or its policy was changed', firstStep: 'read ERROR_MESSAGE among the attributes of the messages in the queue Undelivered',
  });
  ticket(scope, 'Late', notify, {
    metric: queue.metricApproximateAgeOfOldestMessage(waiting),
    threshold: 900,
    what: 'events wait for more than 15 minutes',
    cause: 'the function fails, is throttled, or cannot keep up', firstStep: 'look at errors and throttles of the function, and at its log',
  });
  for (const [id, metric] of [['Errors', handler.metricErrors({ period })], ['Throttles', handler.metricThrottles({ period })]] as const) {
    ticket(scope, id, notify, {
      metric,
      what: `the function that opens incidents has ${id.toLowerCase()}`,
      cause: id === 'Errors' ? 'a batch ran into its timeout or out of memory' : 'the account has no concurrency left', firstStep: 'read the log of the function; its messages are delivered again',
    });
  }
}

/** A ticket for the topic while a metric is above its threshold. */
export function ticket(scope: Construct, id: string, notify: ITopic | undefined, watched: Watched): Alarm {
  const { metric, what, cause, firstStep, threshold = 0 } = watched;
  const alarm = new cloudwatch.Alarm(scope, id, {
    alarmDescription: `[TICKET] Incident response: ${what}. Cause: ${cause}. First: ${firstStep}. Runbook: ${RUNBOOK}`,
    metric,
    threshold,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
  if (notify) {
    const action = { bind: () => ({ alarmActionArn: notify.topicArn }) };
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
  return alarm;
}
