import type { PropertyValue } from '../property-value';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';
import { append } from './append';
import { ALARM_TYPES, COMPOSITE } from './composite-rule';
import { type Match, matchesPattern, Unresolved } from './event-pattern';
import { mayShareEnvironment } from './template-unit';

const UNKNOWN = new Unresolved();

/** An EventBridge rule that may hear of alarms. */
interface Listener {
  readonly rule: WorkloadResource;
  readonly pattern: unknown;
}

/** Rules on the default bus that do something, each under what it asks for first, so that an alarm is held against few of them. */
interface Listeners {
  readonly byName: ReadonlyMap<string, readonly Listener[]>;
  readonly byStart: ReadonlyMap<string, readonly Listener[]>;
  readonly startLengths: readonly number[];
  readonly others: readonly Listener[];
}

/** Whether an EventBridge rule with a target matches the event that an alarm sends when it goes to ALARM. */
export function isHeard(alarm: WorkloadResource): Match {
  const matches = hearings(alarm, 'ALARM').map(({ match }) => match);
  return matches.includes(true) ? true : matches.includes(undefined) ? undefined : false;
}

/** The EventBridge rules with a target that match the event that an alarm sends when it goes to a state, as far as that is known. */
export function rulesThatHear(alarm: WorkloadResource, state: string): WorkloadResource[] {
  return hearings(alarm, state).filter(({ match }) => match === true).map(({ rule }) => rule);
}

function hearings(alarm: WorkloadResource, state: string): { readonly rule: WorkloadResource; readonly match: Match }[] {
  const { byName, byStart, startLengths, others } = alarm.workload._once(listeners);
  const name = alarm.physicalName;
  const start = alarm.property('AlarmDescription')._start;
  const candidates = [
    ...name === undefined ? [] : byName.get(name) ?? [],
    ...startLengths.flatMap(length => byStart.get(start.slice(0, length)) ?? []),
    ...others,
  ];
  if (candidates.length === 0) return [];
  const event = eventOf(alarm, state);
  return [...new Set(candidates)].filter(({ rule }) => mayShareEnvironment(rule._unit, alarm._unit))
    .map(({ rule, pattern }) => ({ rule, match: matchesPattern(pattern, event) }));
}

/** Whether an EventBridge rule is a way by which alarms reach somebody: it asks for events of CloudWatch and no others. */
export function carriesAlarms(rule: WorkloadResource): boolean {
  const sources = patternOf(rule).property('source').items;
  return sources.length > 0 && sources.every(source => source.text === 'aws.cloudwatch');
}

/**
 * What is known of the event before it is sent.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
function eventOf(alarm: WorkloadResource, state: string): unknown {
  const { account, region } = alarm._unit;
  const itself = new Unresolved('', [alarm]);
  const isComposite = alarm.resourceType === COMPOSITE;
  return {
    'version': '0', 'id': UNKNOWN, 'time': UNKNOWN, 'source': 'aws.cloudwatch', 'detail-type': 'CloudWatch Alarm State Change', 'account': account ?? UNKNOWN, 'region': region ?? UNKNOWN,
    'resources': [itself],
    'detail': {
      alarmName: alarm.physicalName ?? itself,
      state: { value: state, reason: UNKNOWN, reasonData: UNKNOWN, timestamp: UNKNOWN },
      previousState: UNKNOWN,
      // Nobody documents a description in the events of composite alarms.
      configuration: isComposite ? UNKNOWN : { description: asOperand(alarm.property('AlarmDescription')), metrics: UNKNOWN },
    },
  };
}

function listeners(workload: Workload): Listeners {
  const byName = new Map<string, Listener[]>();
  const byStart = new Map<string, Listener[]>();
  const others: Listener[] = [];
  for (const rule of workload.ofType('AWS::Events::Rule')) {
    if (!mayActOnAlarms(rule)) continue;
    const pattern: any = asOperand(patternOf(rule));
    const listener = { rule, pattern };
    const arms: any[] = Array.isArray(pattern?.detail?.$or) ? pattern.detail.$or : [pattern?.detail];
    const keys = arms.map(keysOf);
    if (keys.includes(undefined)) {
      others.push(listener);
      continue;
    }
    for (const { names = [], starts = [] } of keys as Keys[]) {
      for (const name of names) append(byName, name, listener);
      for (const start of starts) append(byStart, start, listener);
    }
  }
  return { byName, byStart, startLengths: [...new Set([...byStart.keys()].map(({ length }) => length))], others };
}

interface Keys { readonly names?: readonly string[]; readonly starts?: readonly string[] }

/** The literal names, or beginnings of descriptions, one of which an alarm must have; `undefined` where there is no such thing. */
function keysOf(detail: any): Keys | undefined {
  const names = detail?.alarmName;
  if (Array.isArray(names) && names.every(name => typeof name === 'string')) return { names };
  const starts = detail?.configuration?.description;
  if (Array.isArray(starts) && starts.every(item => typeof item?.prefix === 'string')) return { starts: starts.map(({ prefix }) => prefix) };
  return undefined;
}

function mayActOnAlarms(rule: WorkloadResource): boolean {
  const targets = rule.property('Targets');
  const bus = rule.property('EventBusName');
  const isOnDefaultBus = bus.isAbsent || bus.isUnknown || /(^|\/)default$/.test(bus.knownText);
  const source = patternOf(rule).property('source');
  const mayConcernAlarms = source.isAbsent || source.isUnknown || source.items.some(item => item.text === undefined || item.text === 'aws.cloudwatch');
  return isOnDefaultBus && rule.property('State').text !== 'DISABLED' && (targets.isUnknown || targets.items.length > 0) && !patternOf(rule).isAbsent && mayConcernAlarms;
}

/** What a rule asks for, also where it is written as JSON. */
export function patternOf(rule: WorkloadResource): PropertyValue {
  const pattern = rule.property('EventPattern');
  if (pattern.text === undefined) return pattern;
  try {
    return rule._literal(JSON.parse(pattern.text));
  } catch {
    return pattern;
  }
}

/** A value for the matcher: plain where it is literal. */
function asOperand(value: PropertyValue): unknown {
  if (value.isAbsent) return undefined;
  if (value.isUnknown) return value._referred?.physicalName ?? new Unresolved(value._start, value.targets());
  if (value.text?.startsWith('arn:')) {
    const alarms = value.targets(...ALARM_TYPES);
    return alarms.length > 0 ? new Unresolved(value.text, alarms) : value.text;
  }
  if (value.isList) return value.items.map(asOperand);
  if (value.keys.length > 0) return Object.fromEntries(value.keys.map(key => [key, asOperand(value.property(key))]));
  return value.json;
}
