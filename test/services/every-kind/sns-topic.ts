import { aws_sns as sns, aws_sns_subscriptions as subscriptions, aws_sqs as sqs, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => {
  const topic = new sns.Topic(stack, 'Subject');
  topic.addSubscription(new subscriptions.SqsSubscription(new sqs.Queue(stack, 'Subscriber')));
  return topic;
};
