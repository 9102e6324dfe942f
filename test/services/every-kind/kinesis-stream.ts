import { aws_kinesis as kinesis, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => {
  const stream = new kinesis.Stream(stack, 'Subject', { streamMode: kinesis.StreamMode.PROVISIONED, shardCount: 2 });
  new kinesis.StreamConsumer(stack, 'Reader', { stream, streamConsumerName: 'reader' });
  return stream;
};
