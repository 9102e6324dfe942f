import { isObject, membersOf, pick, present, type Values } from '../../language/values';
import { type Conversion, made } from '../conversion';
import { arnOf, ref } from '../references';
import { type EventConverter, permission, type SamEvent } from './event';

/** A subscription to a topic, directly or through a queue. */
export const topicEvent: EventConverter = event => {
  const { id, properties, target, condition } = event;
  const through = properties.SqsSubscription;
  if (through === true || through === 'true' || isObject(through)) return throughQueue(event, membersOf(through));
  return {
    resources: {
      [id]: made('AWS::SNS::Subscription', { ...subscription(properties), Protocol: 'lambda', Endpoint: target.invocation }, condition),
      ...permission(event, 'sns.amazonaws.com', properties.Topic),
    },
  };
};

function throughQueue({ id, properties, target, condition }: SamEvent, given: Values): Conversion {
  const { QueueArn, QueueUrl, QueuePolicyLogicalId, BatchSize, Enabled } = given;
  const queue = `${id}Queue`;
  const arn = QueueArn ?? arnOf(queue);
  const statement = {
    Effect: 'Allow', Action: 'sqs:SendMessage', Principal: '*', Resource: arn, Condition: { ArnEquals: { 'aws:SourceArn': properties.Topic } },
  };
  return {
    resources: {
      ...QueueArn === undefined ? { [queue]: made('AWS::SQS::Queue', {}, condition) } : {},
      [typeof QueuePolicyLogicalId === 'string' ? QueuePolicyLogicalId : `${id}QueuePolicy`]: made('AWS::SQS::QueuePolicy', {
        Queues: [QueueUrl ?? ref(queue)], PolicyDocument: { Version: '2012-10-17', Statement: [statement] },
      }, condition),
      [`${id}EventSourceMapping`]: made('AWS::Lambda::EventSourceMapping', present({ EventSourceArn: arn, FunctionName: target.name, BatchSize: BatchSize ?? 10, Enabled: Enabled ?? true }), condition),
      [id]: made('AWS::SNS::Subscription', { ...subscription(properties), Protocol: 'sqs', Endpoint: arn }, condition),
    },
  };
}

function subscription(properties: Values): Values {
  return { ...pick(properties, 'Region', 'FilterPolicy', 'FilterPolicyScope', 'RedrivePolicy'), TopicArn: properties.Topic };
}
