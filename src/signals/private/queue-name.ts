import { Fn, Token } from 'aws-cdk-lib';
import type { ObservedResource } from '../observed-resource';
import { lastPart } from './stack-resources';

/** The dimension of a queue. Its `Ref` is the URL, so the name comes from its attribute, or from the ARN of an import. */
export function queueDimensions(queue: ObservedResource): { [name: string]: string | undefined } {
  return { QueueName: queue.attribute('QueueName', 'queueName') ?? nameFromArn(queue.attribute('Arn', 'queueArn')) };
}

function nameFromArn(arn: string | undefined): string | undefined {
  if (arn === undefined) return undefined;
  return Token.isUnresolved(arn) ? Fn.select(5, Fn.split(':', arn)) : lastPart(arn);
}
