import { aws_sqs as sqs, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new sqs.Queue(stack, 'Subject', { deadLetterQueue: { queue: new sqs.Queue(stack, 'DeadLetters'), maxReceiveCount: 3 } });
