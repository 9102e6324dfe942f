import { aws_events as events, aws_events_targets as targets, aws_sqs as sqs, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new events.Rule(stack, 'Subject', {
  eventBus: new events.EventBus(stack, 'Bus'), eventPattern: { source: ['orders'] }, targets: [new targets.SqsQueue(new sqs.Queue(stack, 'Target'))],
});
