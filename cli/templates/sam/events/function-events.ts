import { type Conversion, type SamResource, together } from '../conversion';
import { apiEvent, httpApiEvent } from './api-events';
import { type EventConverter, eventsOf, type EventTarget } from './event';
import { bucketEvent, userPoolEvent } from './owner-events';
import { alexaEvent, iotEvent, logEvent } from './permission-events';
import { ruleEvent, scheduleRuleEvent } from './rule-events';
import { schedulerEvent } from './scheduler-event';
import { streamEvent } from './stream-events';
import { topicEvent } from './topic-event';

const CONVERTERS: Readonly<Record<string, EventConverter>> = {
  Api: apiEvent,
  HttpApi: httpApiEvent,
  SQS: streamEvent('Queue'),
  Kinesis: streamEvent('Stream'),
  DynamoDB: streamEvent('Stream'),
  MSK: streamEvent('Stream'),
  MQ: streamEvent('Broker'),
  DocumentDB: streamEvent('Cluster'),
  SelfManagedKafka: streamEvent(undefined),
  SNS: topicEvent,
  S3: bucketEvent,
  Cognito: userPoolEvent,
  Schedule: scheduleRuleEvent,
  ScheduleV2: schedulerEvent,
  CloudWatchEvent: ruleEvent,
  EventBridgeRule: ruleEvent,
  CloudWatchLogs: logEvent,
  IoTRule: iotEvent,
  AlexaSkill: alexaEvent,
};

export function functionEvents(fn: SamResource, target: EventTarget): Conversion {
  return together(...eventsOf(fn, target, CONVERTERS));
}
