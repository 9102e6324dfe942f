import { aws_sqs as sqs, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => {
  const deadLetters = new sqs.Queue(stack, 'Subject');
  new sqs.Queue(stack, 'Orders', { deadLetterQueue: { queue: deadLetters, maxReceiveCount: 3 } });
  return deadLetters;
};
