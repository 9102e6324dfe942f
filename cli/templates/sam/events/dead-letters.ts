import { isFunction, membersOf } from '../../language/values';
import { type Conversion, made } from '../conversion';
import { arnOf, ref } from '../references';
import type { SamEvent } from './event';

export interface DeadLetters {
  readonly config: unknown;
  readonly resources: Conversion['resources'];
}

/** Where events go that could not be delivered: what is named, or a queue that is made for them. */
export function deadLetters({ id, properties, condition }: SamEvent, service: string): DeadLetters {
  const { DeadLetterConfig } = properties;
  if (DeadLetterConfig === undefined || isFunction(DeadLetterConfig)) return { config: DeadLetterConfig, resources: {} };
  const { Arn, Type, QueueLogicalId } = membersOf(DeadLetterConfig);
  if (Arn !== undefined) return { config: { Arn }, resources: {} };
  if (Type !== 'SQS') return { config: undefined, resources: {} };
  const queue = typeof QueueLogicalId === 'string' ? QueueLogicalId : `${id}Queue`;
  const statement = { Effect: 'Allow', Principal: { Service: service }, Action: 'sqs:SendMessage', Resource: arnOf(queue) };
  return {
    config: { Arn: arnOf(queue) },
    resources: {
      [queue]: made('AWS::SQS::Queue', {}, condition),
      [`${queue}Policy`]: made('AWS::SQS::QueuePolicy', { Queues: [ref(queue)], PolicyDocument: { Version: '2012-10-17', Statement: [statement] } }, condition),
    },
  };
}
