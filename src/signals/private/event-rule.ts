import type { ObservedResource } from '../observed-resource';
import { text } from './text';

type Dimensions = { [name: string]: string | undefined };

/** Rules of the default event bus are named alone, those of other buses together with their bus. */
export function ruleDimensions(rule: ObservedResource): Dimensions {
  if (rule.imported) return importDimensions(rule);
  const bus = busName(rule);
  // `Ref` of a rule of another bus is both names in one.
  return bus === undefined ? { RuleName: rule.ref('ruleName') } : { EventBusName: bus, RuleName: rule.attribute('RuleName', 'ruleName') };
}

function busName(rule: ObservedResource): string | undefined {
  const bus = rule.referenced('EventBusName');
  if (bus?.resourceType === 'AWS::Events::EventBus') return bus.ref('eventBusName');
  const name = text(rule.property('EventBusName'))?.replace(/^arn:.*:event-bus\//, '');
  return name === 'default' || name === '' ? undefined : name;
}

/** An import from an ARN tells the bus before its name: `orders/placed`. */
function importDimensions(rule: ObservedResource): Dimensions {
  const path = rule.ref('ruleName');
  const slash = path?.lastIndexOf('/') ?? -1;
  const bus = slash > 0 ? path!.slice(0, slash) : busName(rule);
  const dimensions = { RuleName: path?.slice(slash + 1) };
  return bus === undefined || path === undefined ? dimensions : { EventBusName: bus, ...dimensions };
}
