import { membersOf, pick, present, type Values } from '../../language/values';
import { type Conversion, made } from '../conversion';
import { arnOf } from '../references';
import { deadLetters } from './dead-letters';
import { type EventConverter, permission, type SamEvent } from './event';

/** A rule of EventBridge that matches events. */
export const ruleEvent: EventConverter = event => invoking(event, ruleOf(event, { Id: `${event.id}LambdaTarget` }));

/** A rule of EventBridge that goes by the clock. */
export const scheduleRuleEvent: EventConverter = event => invoking(event, scheduleRuleOf(event, { Id: `${event.id}LambdaTarget` }));

export function ruleOf(event: SamEvent, target: Values): Conversion {
  const { Pattern, EventBusName, RuleName, State, Target } = event.properties;
  return rule(event, { EventPattern: Pattern, EventBusName, Name: RuleName, State }, { ...target, ...pick(membersOf(Target), 'Id') });
}

export function scheduleRuleOf(event: SamEvent, target: Values): Conversion {
  const { Schedule, Name, Description, State, Enabled } = event.properties;
  return rule(event, { ScheduleExpression: Schedule, Name, Description, State: State ?? stateOf(Enabled) }, target);
}

function rule(event: SamEvent, properties: Values, target: Values): Conversion {
  const failures = deadLetters(event, 'events.amazonaws.com');
  return {
    resources: {
      [event.id]: made('AWS::Events::Rule', present({
        ...properties,
        Targets: [present({
          ...target,
          Arn: event.target.invocation,
          ...pick(event.properties, 'Input', 'InputPath', 'InputTransformer', 'RetryPolicy'),
          DeadLetterConfig: failures.config,
        })],
      }), event.condition),
      ...failures.resources,
    },
  };
}

function invoking(event: SamEvent, conversion: Conversion): Conversion {
  return { ...conversion, resources: { ...conversion.resources, ...permission(event, 'events.amazonaws.com', arnOf(event.id)) } };
}

function stateOf(enabled: unknown): unknown {
  if (enabled === undefined) return undefined;
  if (enabled === true || enabled === 'true') return 'ENABLED';
  if (enabled === false || enabled === 'false') return 'DISABLED';
  return enabled;
}
