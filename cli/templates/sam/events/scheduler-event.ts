import { pick, present } from '../../language/values';
import { type Conversion, made } from '../conversion';
import { arnOf } from '../references';
import { role } from '../roles';
import { deadLetters } from './dead-letters';
import type { EventConverter, SamEvent } from './event';

const UNCHANGED = ['ScheduleExpression', 'ScheduleExpressionTimezone', 'StartDate', 'EndDate', 'State', 'Description', 'GroupName', 'KmsKeyArn', 'Name'];

export const schedulerEvent: EventConverter = event => scheduleOf(event, 'lambda:InvokeFunction');

/** A schedule of EventBridge Scheduler, with the role by which it may do its action. */
export function scheduleOf(event: SamEvent, action: string): Conversion {
  const { id, properties, target, condition } = event;
  const failures = deadLetters(event, 'scheduler.amazonaws.com');
  const policies = [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: target.invocation }] }];
  return {
    resources: {
      [id]: made('AWS::Scheduler::Schedule', present({
        Name: properties.OmitName === true ? undefined : id,
        ...pick(properties, ...UNCHANGED),
        FlexibleTimeWindow: properties.FlexibleTimeWindow ?? { Mode: 'OFF' },
        Target: present({
          Arn: target.invocation,
          RoleArn: properties.RoleArn ?? arnOf(`${id}Role`),
          ...pick(properties, 'Input', 'RetryPolicy'),
          DeadLetterConfig: failures.config,
        }),
      }), condition),
      ...properties.RoleArn === undefined ? { [`${id}Role`]: role({ service: 'scheduler.amazonaws.com', managedPolicies: [], policies, condition }) } : {},
      ...failures.resources,
    },
  };
}
