import { present } from '../../language/values';
import { made } from '../conversion';
import { arnOf } from '../references';
import { type EventConverter, permission } from './event';

export const logEvent: EventConverter = event => {
  const { id, properties, target, condition } = event;
  const { LogGroupName, FilterPattern } = properties;
  return {
    resources: {
      [id]: made('AWS::Logs::SubscriptionFilter', present({ LogGroupName, FilterPattern, DestinationArn: target.invocation }), condition),
      ...permission(event, 'logs.amazonaws.com'),
    },
  };
};

export const iotEvent: EventConverter = event => {
  const { id, properties, target, condition } = event;
  const { Sql, AwsIotSqlVersion } = properties;
  return {
    resources: {
      [id]: made('AWS::IoT::TopicRule', {
        TopicRulePayload: present({ Sql, AwsIotSqlVersion, RuleDisabled: false, Actions: [{ Lambda: { FunctionArn: target.invocation } }] }),
      }, condition),
      ...permission(event, 'iot.amazonaws.com', arnOf(id)),
    },
  };
};

export const alexaEvent: EventConverter = event => ({ resources: permission(event, 'alexa-appkit.amazon.com') });
