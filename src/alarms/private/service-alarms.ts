import { createHash } from 'node:crypto';
import { NestedStack, Stack } from 'aws-cdk-lib';
import type { ReferenceStrength } from 'aws-cdk-lib';
import type { AlarmBase } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct, IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { markOwn } from '../../core/private/own-constructs';
import { atMost } from '../../core/private/severity-order';
import { TIER_POLICIES } from '../../core/private/tier-policy';
import { Severity } from '../../core/severity';
import type { BoundSignal } from '../../signals/bound-signal';
import { StackResources } from '../../signals/private/stack-resources';
import type { AlarmRoute } from '../alarm-route';
import { SignalAlarm } from '../signal-alarm';
import type { AlarmContext, AlarmPlan } from './alarm-plan';
import { actingPrefix, describeAlarm, withinLimit } from './describe-alarm';
import { HealthAlarm } from './health-alarm';
import type { RoutedAlarms } from './route-delivery';

/** A stack takes alarms up to here; CloudFormation refuses more than 500 resources. */
const STACK_FILL = 450;
const ALARMS_PER_NESTED_STACK = 300;
/** Each resource of the parent is a parameter of the nested stack, of which there are 200 at most. */
const RESOURCES_PER_NESTED_STACK = 120;
/** The health alarm and its parts, dashboards and rules of the routes. */
const RESERVED = 12;

export interface ServiceAlarmsInit {
  readonly scope: Construct;
  readonly serviceTitle: string;
  readonly namePrefix: string;
  readonly context: AlarmContext;
  readonly routes: readonly AlarmRoute[];
  readonly strength: ReferenceStrength;
  readonly healthRunbook: string;
  readonly runbookOf: (signal: BoundSignal) => string;
}

export interface PlannedAlarm {
  readonly signal: BoundSignal;
  readonly plan: AlarmPlan;
}

/** The alarms of one service: where they stand, who acts, what feeds the health alarm. */
export class ServiceAlarms {
  public readonly alarms: SignalAlarm[] = [];
  private health?: HealthAlarm;
  private readonly overflow = new Map<string, { scope: NestedStack; health?: HealthAlarm }>();
  private buckets = 0;
  private readonly routed: RoutedAlarms;

  constructor(private readonly init: ServiceAlarmsInit) {
    this.routed = {
      scope: init.scope, serviceTitle: init.serviceTitle, namePrefix: init.namePrefix, strength: init.strength,
      healthAlarmName: this.healthName, healthSeverity: this.healthSeverity,
    };
    init.routes.forEach((route, index) => route._attachTo(this.routed, index === 0 ? 'Route' : `Route${index + 1}`));
  }

  public get context(): AlarmContext {
    return this.init.context;
  }

  public get healthAlarm(): HealthAlarm['alarm'] | undefined {
    return this.health?.alarm;
  }

  public get healthName(): string {
    return `${this.init.namePrefix}health`;
  }

  /** What the health alarm is called for; no more than the tier and the environment allow. */
  public get healthSeverity(): Severity {
    const { tier, production } = this.init.context;
    return atMost(atMost(Severity.PAGE, TIER_POLICIES[tier].maximumSeverity), production ? Severity.PAGE : Severity.TICKET);
  }

  public get composites(): number {
    const nested = [...this.overflow.values()].reduce((count, { health }) => count + (health?.composites ?? 0), 0);
    return nested + (this.health?.composites ?? 0);
  }

  /** The alarms that act by themselves, by severity, for which there is no route. */
  public unreached(): Map<Severity, string[]> {
    const acting = [
      ...this.alarms.filter(alarm => !alarm.feedsHealth && !alarm._hasActions).map(({ severity, literalName }) => ({ severity, literalName })),
      ...(this.health ? [{ severity: this.healthSeverity, literalName: this.healthName }] : []),
    ].filter(({ severity }) => !this.init.routes.some(route => route.accepts(severity)));
    const bySeverity = new Map<Severity, string[]>();
    for (const { severity, literalName } of acting) bySeverity.set(severity, [...bySeverity.get(severity) ?? [], literalName]);
    return bySeverity;
  }

  public add(planned: readonly PlannedAlarm[]): SignalAlarm[] {
    if (planned.length === 0) return [];
    this.place(planned);
    return planned.map(each => this.create(each));
  }

  /** Decides once, from how full the stack is, whether this service's alarms stand in nested stacks, and in how many. */
  private place(planned: readonly PlannedAlarm[]): void {
    const stack = Stack.of(this.init.scope);
    const index = StackResources.around(stack);
    if (this.buckets === 0 && index.sizeOf(stack) + planned.length + RESERVED > STACK_FILL) {
      const resources = new Set(planned.map(({ signal }) => signal.resource.construct)).size;
      const needed = Math.max(planned.length / ALARMS_PER_NESTED_STACK, resources / RESOURCES_PER_NESTED_STACK);
      this.buckets = 4 ** Math.ceil(Math.log(Math.max(1, needed)) / Math.log(4));
    }
    index.reserve(stack, this.buckets === 0 ? planned.length + (this.alarms.length === 0 ? RESERVED : 0) : this.buckets);
  }

  private create({ signal, plan }: PlannedAlarm): SignalAlarm {
    const bucket = this.buckets === 0 ? undefined : this.bucketOf(signal);
    const scope = bucket?.scope ?? this.init.scope;
    const id = `${signal.resourceLabel}.${signal.id}`;
    const name = this.uniqueName(`${id.replace(/\./g, '-')}${bucket === undefined ? '' : `-${bucket.id}`}`, signal);
    // `A-B/C` and `A/B-C` have the same label.
    const alarm = SignalAlarm._create(scope, scope.node.tryFindChild(id) ? `${id}-${hashOf(signal)}` : id, {
      signal, plan, name, description: describeAlarm(signal, plan, this.init.serviceTitle, this.init.runbookOf(signal)),
    });
    markOwn(alarm);
    this.alarms.push(alarm);
    if (plan.feedsHealth) this.feedHealth(alarm, bucket);
    else this.attach(alarm, plan.severity);
    return alarm;
  }

  private feedHealth(alarm: SignalAlarm, bucket?: { id: string; scope: NestedStack; health?: HealthAlarm }): void {
    const top = this.health ??= this.createHealth();
    if (!bucket) {
      top.add({ alarm, literalName: alarm.literalName });
      return;
    }
    const entry = this.overflow.get(bucket.id)!;
    if (!entry.health) {
      const name = `${this.healthName}-${bucket.id}`;
      const runbook = this.init.healthRunbook;
      entry.health = new HealthAlarm(entry.scope, 'Health', { name, runbook, description: `Part of ${this.healthName}, which reaches people. Has no actions. Runbook: ${runbook}` });
      top.add({ alarm: entry.health.alarm, literalName: name });
    }
    entry.health.add({ alarm, literalName: alarm.literalName });
  }

  private createHealth(): HealthAlarm {
    const { scope, serviceTitle, healthRunbook } = this.init;
    const description = withinLimit(
      `${actingPrefix(this.healthSeverity, serviceTitle)}at least one symptom that users feel is in alarm.`,
      ' First: open the operations dashboard and see which alarm came first, then compare its time with the latest deployment.',
      ` Runbook: ${healthRunbook}`,
    );
    const health = new HealthAlarm(scope, 'Health', { name: this.healthName, description, runbook: healthRunbook });
    this.attach(health.alarm, this.healthSeverity);
    return health;
  }

  /** By a hash of the resource, so that one more resource leaves all others where they are. */
  private bucketOf(signal: BoundSignal): { id: string; scope: NestedStack; health?: HealthAlarm } {
    const number = createHash('sha256').update(signal.resourceLabel).digest().readUInt32BE(0) % this.buckets + 1;
    const id = `n${number}of${this.buckets}`;
    let entry = this.overflow.get(id);
    if (!entry) {
      entry = { scope: new NestedStack(this.init.scope, `Alarms-${id}`, { description: `Alarms of ${this.init.serviceTitle}, part ${number} of ${this.buckets}` }) };
      markOwn(entry.scope);
      this.overflow.set(id, entry);
    }
    return { id, ...entry };
  }

  private uniqueName(suffix: string, signal: BoundSignal): string {
    const { scope, namePrefix } = this.init;
    const room = LIMITS.alarm.nameLength - namePrefix.length;
    const taken = namesTakenAround(scope);
    const fits = suffix.length <= room && !taken.has(`${namePrefix}${suffix}`);
    const name = `${namePrefix}${fits ? suffix : `${suffix.slice(0, room - 9)}-${hashOf(signal)}`}`;
    taken.add(name);
    return name;
  }

  private attach(alarm: AlarmBase, severity: Severity): void {
    const acting = this.init.routes.filter(route => route._isAction && route.accepts(severity)).length;
    if (acting > LIMITS.alarm.actionsPerState) {
      throw complaint(this.init.scope, {
        what: `too many routes act on alarms of severity ${severity}`, received: acting, valid: `${LIMITS.alarm.actionsPerState} at most`,
        fix: 'Send them to one topic and subscribe to that',
      });
    }
    for (const route of this.init.routes) route._attach(alarm, severity, this.routed);
  }
}

function hashOf(signal: BoundSignal): string {
  return createHash('sha256').update(`${signal.resource.path}.${signal.id}`).digest('hex').slice(0, 8);
}

const NAMES = new WeakMap<IConstruct, Map<string, Set<string>>>();

/** The names of alarms that an app takes in the account and Region of a scope: `a` with the resource `b-Queue` and `a-b` with `Queue` want the same. */
function namesTakenAround(scope: Construct): Set<string> {
  const places = NAMES.get(scope.node.root) ?? new Map<string, Set<string>>();
  NAMES.set(scope.node.root, places);
  const { account, region } = Stack.of(scope);
  const place = `${account}/${region}`;
  const names = places.get(place) ?? new Set<string>();
  places.set(place, names);
  return names;
}
