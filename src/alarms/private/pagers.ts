import type { ReferenceStrength } from 'aws-cdk-lib';
import type { CfnCompositeAlarm, CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct, IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { markOwn } from '../../core/private/own-constructs';
import { HealthAlarm, nameIn, type HealthMember } from './health-alarm';
import { seenFrom } from './seen-from';
import type { SuppressionPeriods } from './suppression-periods';

export interface PagersInit {
  readonly scope: Construct;
  readonly serviceTitle: string;
  readonly namePrefix: string;
  readonly runbook: string;
  readonly strength: ReferenceStrength;
  readonly periods: { readonly others: SuppressionPeriods; readonly objectives: SuppressionPeriods };
}

/** A composite that pages. */
export interface Pager extends HealthMember {
  readonly alarm: CompositeAlarm;
}

/**
 * Who pages for a service in one Region, and what holds them back: objectives are held back by what else explains an incident (services that the service
 * depends on, deployments, alarms of the user), the health alarm by the same and by the objectives, so that one incident pages once.
 */
export class Pagers {
  private health?: Pager;
  private readonly objectives: Pager[] = [];
  private readonly others: HealthMember[] = [];
  private readonly gates = new Map<string, { readonly group: HealthAlarm; readonly members: Set<IConstruct> }>();
  private failing?: HealthAlarm;
  private readonly waiting: Array<() => void> = [];

  constructor(private readonly init: PagersInit) {}

  /** How many composites stand here besides the health alarm. */
  public get composites(): number {
    return [...this.gates.values()].reduce((count, { group }) => count + group.composites, this.failing?.composites ?? 0);
  }

  public setHealth(health: Pager): void {
    this.health = health;
    this.added(health);
  }

  public addObjective(pager: Pager): void {
    this.objectives.push(pager);
    this.added(pager);
  }

  /** Has an alarm hold back whoever pages. */
  public addSuppressor(member: HealthMember): void {
    this.others.push(seenFrom(this.init.scope, member, this.init.strength));
    this.apply();
  }

  /** Has something done once there is anything that pages. */
  public whenPaging(listener: () => void): void {
    this.waiting.push(listener);
    this.tell();
  }

  /** Tells of the alarm that is in ALARM while the service fails, once there is anything that pages for it; it is made for those who ask. */
  public whenFailing(listener: (failing: HealthMember) => void): void {
    this.whenPaging(() => listener(this.failingMember()));
  }

  private get all(): Pager[] {
    return [...this.health ? [this.health] : [], ...this.objectives];
  }

  private added(pager: Pager): void {
    this.failing?.add(pager);
    this.tell();
    this.apply();
  }

  private tell(): void {
    if (this.all.length === 0) return;
    for (const listener of this.waiting.splice(0)) listener();
  }

  private failingMember(): HealthMember {
    const name = `${this.init.namePrefix}failing`;
    if (!this.failing) {
      this.failing = this.group('Failing', name, `${this.init.serviceTitle} fails: holds back the pages of services that depend on it.`);
      for (const pager of this.all) this.failing.add(pager);
    }
    return { alarm: this.failing.alarm, literalName: name };
  }

  private apply(): void {
    const { others, objectives } = this.init.periods;
    if (this.objectives.length > 0) {
      const gate = this.gate('Suppressors', 'suppressors', this.others);
      for (const pager of this.objectives) hold(pager.alarm, gate, others);
    }
    if (!this.health) return;
    if (this.objectives.length === 0) hold(this.health.alarm, this.gate('Suppressors', 'suppressors', this.others), others);
    else hold(this.health.alarm, this.gate('HealthSuppressors', 'health-suppressors', [...this.objectives, ...this.others]), objectives);
  }

  /** An alarm is held back by one other: where there are several, by a composite of them. */
  private gate(id: string, suffix: string, members: readonly HealthMember[]): HealthMember | undefined {
    if (members.length < 2) return members[0];
    const name = `${this.init.namePrefix}${suffix}`;
    let gate = this.gates.get(id);
    if (!gate) {
      gate = { group: this.group(id, name, `Holds pages of ${this.init.serviceTitle} back while something else explains them.`), members: new Set() };
      this.gates.set(id, gate);
    }
    for (const member of members) {
      if (gate.members.has(member.alarm)) continue;
      gate.members.add(member.alarm);
      takePlace(this.init.scope, member);
      gate.group.add(member);
    }
    return { alarm: gate.group.alarm, literalName: name };
  }

  private group(id: string, name: string, meaning: string): HealthAlarm {
    const { scope, runbook } = this.init;
    const group = new HealthAlarm(scope, id, { name, runbook, description: `${meaning} Has no actions. Runbook: ${runbook}` });
    markOwn(group);
    return group;
  }
}

function hold(alarm: CompositeAlarm, suppressor: HealthMember | undefined, { wait, extension }: SuppressionPeriods): void {
  if (!suppressor) return;
  const resource = alarm.node.defaultChild as CfnCompositeAlarm;
  resource.actionsSuppressor = nameIn(suppressor);
  resource.actionsSuppressorWaitPeriod = wait;
  resource.actionsSuppressorExtensionPeriod = extension;
}

const PARENTS = new WeakMap<IConstruct, number>();

/** Refuses a child in more composites than CloudWatch allows. */
function takePlace(where: IConstruct, { alarm }: HealthMember): void {
  const parents = (PARENTS.get(alarm) ?? 0) + 1;
  PARENTS.set(alarm, parents);
  if (parents <= LIMITS.composite.parents) return;
  throw complaint(where, {
    what: `the alarm ${alarm.node.path} holds back pages of too many services`, received: parents, valid: `${LIMITS.composite.parents} composite alarms at most`,
    fix: 'Let some of the services depend on one that depends on it',
  });
}
