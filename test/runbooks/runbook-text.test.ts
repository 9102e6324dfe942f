import { Stack } from 'aws-cdk-lib';
import { runbookEntries, runbookMarkdown, type Alarmed } from '../../src/runbooks/private/runbook-text';
import { inlineFunction, OrderStack } from '../support/order-service';
import { boundSignal } from '../support/signals';

const stack = new OrderStack(new Stack(), 'Shop');
const alarmed = (construct: Parameters<typeof boundSignal>[0], id: string, cause: string): Alarmed => ({ signal: boundSignal(construct, id), cause, firstStep: `Mend ${cause}` });

const ALL = [
  alarmed(stack.handler, 'errorRate', 'a bug'), alarmed(stack.queue, 'ageOfOldest', 'a slow consumer'), alarmed(stack.handler, 'duration', 'a slow dependency'),
  alarmed(inlineFunction(stack, 'Other'), 'errorRate', 'a bug'),
];

test('a kind and signal have one entry, however many resources have them', () => {
  expect(runbookEntries(ALL)).toEqual([
    { kind: 'lambda-function', kindTitle: 'Lambda function', signalId: 'errorRate', signalTitle: 'Error rate', cause: 'a bug', firstStep: 'Mend a bug' },
    { kind: 'sqs-queue', kindTitle: 'SQS queue', signalId: 'ageOfOldest', signalTitle: 'Age of the oldest message', cause: 'a slow consumer', firstStep: 'Mend a slow consumer' },
    { kind: 'lambda-function', kindTitle: 'Lambda function', signalId: 'duration', signalTitle: 'Duration', cause: 'a slow dependency', firstStep: 'Mend a slow dependency' },
  ]);
});

test('the text has a chapter for each kind, in the order in which they are met', () => {
  expect(runbookMarkdown(runbookEntries(ALL))).toBe([
    '### Lambda function', '**Error rate**: a bug. *First:* Mend a bug.', '**Duration**: a slow dependency. *First:* Mend a slow dependency.',
    '### SQS queue', '**Age of the oldest message**: a slow consumer. *First:* Mend a slow consumer.',
  ].join('\n\n'));
});

test('nothing that alarms, nothing to say', () => {
  expect(runbookMarkdown(runbookEntries([]))).toBe('');
});
