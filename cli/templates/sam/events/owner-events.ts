import { itemsOf, pick } from '../../language/values';
import { referred } from '../references';
import { type EventConverter, permission } from './event';

/** Notifications of a bucket of the template, which become properties of the bucket. */
export const bucketEvent: EventConverter = event => {
  const { properties, target } = event;
  const bucket = referred(properties.Bucket);
  const notifications = itemsOf(properties.Events).map(Event => ({ Event, Function: target.invocation, ...pick(properties, 'Filter') }));
  return {
    resources: permission(event, 's3.amazonaws.com'),
    additions: bucket === undefined ? [] : notifications.map(value => ({
      to: bucket, path: ['Properties', 'NotificationConfiguration', 'LambdaConfigurations'], value, isItem: true,
    })),
  };
};

/** Triggers of a user pool of the template, which become properties of the pool. */
export const userPoolEvent: EventConverter = event => {
  const { properties, target } = event;
  const pool = referred(properties.UserPool);
  const triggers = Object.fromEntries(itemsOf(properties.Trigger).map(trigger => [String(trigger), target.invocation]));
  return {
    resources: permission(event, 'cognito-idp.amazonaws.com', { 'Fn::GetAtt': [pool ?? '', 'Arn'] }),
    additions: pool === undefined ? [] : [{ to: pool, path: ['Properties', 'LambdaConfig'], value: triggers, isItem: false }],
  };
};
