import type { PropertyValue } from '../property-value';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';
import { type Match, matchesPattern, Unresolved } from './event-pattern';
import { mayShareEnvironment } from './template-unit';

/** An event that a service sends about a resource, as far as it is known before it is sent. */
export interface ServiceEvent {
  readonly source: string;
  readonly detailType: string;
  readonly resource: WorkloadResource;
  readonly detail: { readonly [name: string]: unknown };
}

interface Listener {
  readonly rule: WorkloadResource;
  readonly pattern: unknown;
}

const UNKNOWN = new Unresolved();

/** Whether an EventBridge rule with a target matches an event on the default bus; `undefined` where only deployment can tell. */
export function isListenedTo({ source, detailType, resource, detail }: ServiceEvent): Match {
  const candidates = resource.workload._once(listeners).get(source) ?? [];
  if (candidates.length === 0) return false;
  const { account, region } = resource._unit;
  const event = {
    'version': '0', 'id': UNKNOWN, 'time': UNKNOWN, source, 'detail-type': detailType,
    'account': account ?? UNKNOWN, 'region': region ?? UNKNOWN, 'resources': [new Unresolved('arn:', [resource])], detail,
  };
  const near = candidates.filter(({ rule }) => mayShareEnvironment(rule._unit, resource._unit));
  const matches = near.map(({ pattern }) => matchesPattern(pattern, event));
  return matches.includes(true) ? true : matches.includes(undefined) ? undefined : false;
}

/** The name of a resource for the detail of an event. */
export function nameInEvent(resource: WorkloadResource): unknown {
  return resource.physicalName ?? new Unresolved('', [resource]);
}

/** Rules that do something, by each source that they name. */
function listeners(workload: Workload): ReadonlyMap<string, readonly Listener[]> {
  const bySource = new Map<string, Listener[]>();
  for (const rule of workload.ofType('AWS::Events::Rule')) {
    const targets = rule.property('Targets');
    const bus = rule.property('EventBusName');
    const isOnDefaultBus = bus.isAbsent || bus.isUnknown || /(^|\/)default$/.test(bus.knownText);
    if (!isOnDefaultBus || rule.property('State').text === 'DISABLED' || (!targets.isUnknown && targets.items.length === 0)) continue;
    const pattern = rule.property('EventPattern');
    for (const { text } of pattern.property('source').items) {
      if (text === undefined) continue;
      const list = bySource.get(text) ?? [];
      list.push({ rule, pattern: operandOf(pattern) });
      bySource.set(text, list);
    }
  }
  return bySource;
}

function operandOf(value: PropertyValue): unknown {
  if (value.isAbsent) return undefined;
  if (value.isUnknown) return value._referred?.physicalName ?? new Unresolved(value._start, value.targets());
  if (value.text?.startsWith('arn:')) {
    const targets = value.targets('AWS::CodePipeline::Pipeline', 'AWS::AutoScaling::AutoScalingGroup');
    return targets.length > 0 ? new Unresolved('arn:', targets) : value.text;
  }
  if (value.isList) return value.items.map(operandOf);
  return value.keys.length > 0 ? Object.fromEntries(value.keys.map(key => [key, operandOf(value.property(key))])) : value.json;
}
