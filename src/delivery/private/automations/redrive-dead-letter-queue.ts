import { BEFORE } from './change-document';
import { change, refuseOutside, refuseWhen, text, waitFor, type Recipe } from './recipe';

export interface RedriveTarget {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
  readonly keyArn?: string;
  readonly destinationArn: string;
  readonly destinationKeyArn?: string;
}

/** How fast SQS moves messages at most. Source: Amazon SQS API Reference, StartMessageMoveTask. */
const PER_SECOND = [1, 500] as const;

/** Moves what failed back to the queue that it came from, at a speed that its consumer can take. */
export function redriveDeadLetterQueue({ name, url, arn, keyArn, destinationArn, destinationKeyArn }: RedriveTarget, timeoutSeconds: number): Recipe {
  const describe = { service: 'sqs', api: 'GetQueueAttributes', inputs: { QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages'] } };
  const messages = '$.Attributes.ApproximateNumberOfMessages';
  return {
    title: `Redrive the dead letters of ${name}`,
    parameters: {
      MessagesPerSecond: { type: 'Integer', default: 50, description: `How many messages are moved in a second at most, ${PER_SECOND.join(' to ')}.` },
    },
    state: { ...describe, outputs: [text('Messages', messages)] },
    guards: [
      refuseOutside('MessagesPerSecond', PER_SECOND, describe, messages),
      refuseWhen('Nothing', [{ Variable: BEFORE('Messages'), StringEquals: '0' }], 'the queue is empty', describe, messages),
    ],
    paths: [{
      plan: `About ${BEFORE('Messages')} messages go back to ${destinationArn}, {{ MessagesPerSecond }} a second at most. Mend first what made them fail, or they come back.`,
      steps: [
        change('redrive', { service: 'sqs', api: 'StartMessageMoveTask', inputs: { SourceArn: arn, DestinationArn: destinationArn, MaxNumberOfMessagesPerSecond: '{{ MessagesPerSecond }}' } }),
        waitFor('waitForMessages', { service: 'sqs', api: 'ListMessageMoveTasks', inputs: { SourceArn: arn, MaxResults: 1 } }, '$.Results[0].Status', ['COMPLETED'], timeoutSeconds),
      ],
    }],
    resources: {
      'dead-letter-queue': [arn], 'redrive-queue': [destinationArn],
      ...keyArn === undefined ? {} : { 'dead-letter-key': [keyArn] },
      ...destinationKeyArn === undefined ? {} : { 'redrive-key': [destinationKeyArn] },
    },
  };
}
