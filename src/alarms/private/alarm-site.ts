import { createHash } from 'node:crypto';
import { NestedStack, Stack } from 'aws-cdk-lib';
import type { ReferenceStrength } from 'aws-cdk-lib';
import type { AlarmBase, CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct, IConstruct } from 'constructs';
import { LIMITS } from '../../core/private/limits';
import { markOwn } from '../../core/private/own-constructs';
import type { Severity } from '../../core/severity';
import type { BoundSignal } from '../../signals/bound-signal';
import { StackResources } from '../../signals/private/stack-resources';
import type { MuteWindow } from '../mute-window';
import { SignalAlarm } from '../signal-alarm';
import type { AlarmPlan } from './alarm-plan';
import { actingPrefix, describeAlarm, withinLimit } from './describe-alarm';
import { HealthAlarm, type HealthMember } from './health-alarm';
import { literalNameOf } from './literal-name';
import { MuteRules } from './mute-rules';
import { Pagers } from './pagers';
import type { SuppressionPeriods } from './suppression-periods';

/** A stack takes alarms up to here; CloudFormation refuses more than 500 resources. */
const STACK_FILL = 450;
const ALARMS_PER_NESTED_STACK = 300;
/** Each resource of the parent is a parameter of the nested stack, of which there are 200 at most. */
const RESOURCES_PER_NESTED_STACK = 120;
/** The health alarm and its parts, dashboards and rules of the routes. */
const RESERVED = 12;

/** An alarm to be made. */
export interface PlannedAlarm {
  readonly signal: BoundSignal;
  readonly plan: AlarmPlan;
}

export interface AlarmSiteInit {
  readonly scope: Construct;
  readonly serviceTitle: string;
  readonly namePrefix: string;
  readonly healthName: string;
  readonly healthSeverity: Severity;
  readonly healthRunbook: string;
  readonly runbookOf: (signal: BoundSignal) => string;
  /** Gives an alarm that acts by itself its actions. */
  readonly attach: (alarm: AlarmBase, severity: Severity) => void;
  /** How many resources the service will have besides in the stack. */
  readonly reserved: number;
  readonly strength: ReferenceStrength;
  readonly periods: { readonly others: SuppressionPeriods; readonly objectives: SuppressionPeriods };
  readonly muteWindows: readonly MuteWindow[];
}

/** Where alarms of a service that are not of a signal are made, such as those of its objectives, and how they act. */
export interface ActingSite {
  /** Where to make them. */
  readonly scope: Construct;
  /** What their names begin with. */
  readonly namePrefix: string;
  /** How their descriptions name the service. */
  readonly serviceTitle: string;
  /** Gives an alarm its actions: whoever the routes tell of the severity. Its description begins with `actingPrefix` of that severity. Mute windows hold for it too. */
  act(alarm: AlarmBase, severity: Severity): void;
  /**
   * Makes a composite one of those that page for an objective: it is held back by what explains an incident, and holds back the health alarm. Besides `act`.
   * The composite is not counted among those of the service.
   */
  addPager(composite: CompositeAlarm, literalName: string): void;
}

/** An alarm that acts by itself and is not of a signal. */
export interface ActingAlarm {
  readonly literalName: string;
  readonly severity: Severity;
  readonly alarm: AlarmBase;
}

/** The alarms of one service in one Region: in which stacks they stand, what they are called, what feeds their health alarm. */
export class AlarmSite {
  private health?: HealthAlarm;
  private readonly overflow = new Map<string, { scope: NestedStack; health?: HealthAlarm }>();
  private buckets = 0;
  private isEmpty = true;

  /** The alarms that act and are of no signal, besides the health alarm. */
  public readonly acting: ActingAlarm[] = [];
  public readonly pagers: Pagers;
  private readonly muteRules: MuteRules;

  constructor(private readonly init: AlarmSiteInit) {
    const { scope, serviceTitle, namePrefix, strength, periods, healthRunbook: runbook, muteWindows } = init;
    this.pagers = new Pagers({ scope, serviceTitle, namePrefix, runbook, strength, periods });
    this.muteRules = new MuteRules(scope, serviceTitle, muteWindows);
  }

  /** What objectives and alarms of the user are made through. */
  public get actingSite(): ActingSite {
    const { scope, namePrefix, serviceTitle } = this.init;
    return {
      scope, namePrefix, serviceTitle,
      act: (alarm, severity) => {
        const literalName = literalNameOf(alarm);
        this.acting.push({ alarm, literalName, severity });
        this.act({ alarm, literalName }, severity);
      },
      addPager: (alarm, literalName) => this.pagers.addObjective({ alarm, literalName }),
    };
  }

  /** The health alarm, if there is any symptom. */
  public get healthMember(): HealthMember | undefined {
    return this.health && { alarm: this.health.alarm, literalName: this.init.healthName };
  }

  public get composites(): number {
    const nested = [...this.overflow.values()].reduce((count, { health }) => count + (health?.composites ?? 0), 0);
    return nested + (this.health?.composites ?? 0) + this.pagers.composites;
  }

  private get reserved(): number {
    return RESERVED + this.init.reserved;
  }

  /** Decides once, from how full the stack is, whether this service's alarms stand in nested stacks, and in how many. */
  public place(planned: readonly PlannedAlarm[]): void {
    const stack = Stack.of(this.init.scope);
    const index = StackResources.around(stack);
    if (this.buckets === 0 && index.sizeOf(stack) + planned.length + this.reserved > STACK_FILL) {
      const resources = new Set(planned.map(({ signal }) => signal.resource.construct)).size;
      const needed = Math.max(planned.length / ALARMS_PER_NESTED_STACK, resources / RESOURCES_PER_NESTED_STACK);
      this.buckets = 4 ** Math.ceil(Math.log(Math.max(1, needed)) / Math.log(4));
    }
    index.reserve(stack, this.buckets === 0 ? planned.length + (this.isEmpty ? this.reserved : 0) : this.buckets);
  }

  public create({ signal, plan }: PlannedAlarm): SignalAlarm {
    const bucket = this.buckets === 0 ? undefined : this.bucketOf(signal);
    const scope = bucket?.scope ?? this.init.scope;
    const id = `${signal.resourceLabel}.${signal.id}`;
    const name = this.uniqueName(`${id.replace(/\./g, '-')}${bucket === undefined ? '' : `-${bucket.id}`}`, signal);
    // `A-B/C` and `A/B-C` have the same label.
    const alarm = SignalAlarm._create(scope, scope.node.tryFindChild(id) ? `${id}-${hashOf(signal)}` : id, {
      signal, plan, name, description: describeAlarm(signal, plan, this.init.serviceTitle, this.init.runbookOf(signal)),
    });
    markOwn(alarm);
    this.isEmpty = false;
    if (plan.feedsHealth) this.feedHealth({ alarm, literalName: name }, bucket);
    else this.act({ alarm, literalName: name }, plan.severity);
    return alarm;
  }

  /** Has an alarm of the user count as a symptom. */
  public addSymptom(member: HealthMember): void {
    this.feedHealth(member);
  }

  private act({ alarm, literalName }: { alarm: AlarmBase; literalName: string }, severity: Severity): void {
    this.init.attach(alarm, severity);
    this.muteRules.add({ alarm, literalName });
  }

  private feedHealth(member: HealthMember, bucket?: { id: string; scope: NestedStack; health?: HealthAlarm }): void {
    const top = this.health ??= this.createHealth();
    if (!bucket) {
      top.add(member);
      return;
    }
    const entry = this.overflow.get(bucket.id)!;
    if (!entry.health) {
      const name = `${this.init.healthName}-${bucket.id}`;
      const runbook = this.init.healthRunbook;
      entry.health = new HealthAlarm(entry.scope, 'Health', { name, runbook, description: `Part of ${this.init.healthName}, which reaches people. Has no actions. Runbook: ${runbook}` });
      top.add({ alarm: entry.health.alarm, literalName: name });
    }
    entry.health.add(member);
  }

  private createHealth(): HealthAlarm {
    const { scope, serviceTitle, healthName, healthSeverity, healthRunbook } = this.init;
    const description = withinLimit(
      `${actingPrefix(healthSeverity, serviceTitle)}at least one symptom that users feel is in alarm.`,
      ' First: open the operations dashboard and see which alarm came first, then compare its time with the latest deployment.',
      ` Runbook: ${healthRunbook}`,
    );
    const health = new HealthAlarm(scope, 'Health', { name: healthName, description, runbook: healthRunbook });
    this.act({ alarm: health.alarm, literalName: healthName }, healthSeverity);
    this.pagers.setHealth({ alarm: health.alarm, literalName: healthName });
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

  /** A name for the twin of an alarm. */
  public twinName(name: string, signal: BoundSignal): string {
    return this.uniqueName(`${name.slice(this.init.namePrefix.length)}-rollback`, signal);
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
