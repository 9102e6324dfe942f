import { isObject, membersOf, type Values } from '../../language/values';
import { type Conversion, made, type SamResource } from '../conversion';

/** What events are sent to: a function or its alias, or a state machine. */
export interface EventTarget {
  /** ARN that is invoked. */
  readonly invocation: unknown;
  /** Name or ARN that event source mappings and permissions have. */
  readonly name: unknown;
}

export interface SamEvent {
  /** Logical id of what the event becomes. */
  readonly id: string;
  readonly properties: Values;
  /** Logical id of the function or state machine that the event stands in. */
  readonly owner: string;
  readonly target: EventTarget;
  readonly condition: unknown;
}

export type EventConverter = (event: SamEvent) => Conversion;

/** The events of a resource by their type; those of an unknown type, or that only deployment tells, become nothing. */
export function eventsOf(
  { id, properties, attributes }: SamResource, target: EventTarget, converters: Readonly<Record<string, EventConverter>>,
): Conversion[] {
  return Object.entries(membersOf(properties.Events)).flatMap(([name, event]) => {
    if (!isObject(event) || typeof event.Type !== 'string' || !Object.hasOwn(converters, event.Type)) return [];
    return [converters[event.Type]({ id: `${id}${name}`, properties: membersOf(event.Properties), owner: id, target, condition: attributes.Condition })];
  });
}

/** Lets a service invoke the function. */
export function permission({ id, target, condition }: SamEvent, principal: string, sourceArn?: unknown, suffix = '') {
  return {
    [`${id}Permission${suffix}`]: made('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction', FunctionName: target.name, Principal: principal, ...sourceArn === undefined ? {} : { SourceArn: sourceArn },
    }, condition),
  };
}
