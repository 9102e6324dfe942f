import { Lazy } from 'aws-cdk-lib';
import { CompositeAlarm, type IAlarm, type IAlarmRule } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { LIMITS } from '../../core/private/limits';
import type { SignalAlarm } from '../signal-alarm';

/** A child of the composite: by which token the rule names it, and how long that name is in the deployed rule. */
export interface HealthMember {
  readonly alarm: IAlarm;
  readonly literalName: string;
  /** By which text the stack of the composite names an alarm of another stack. */
  readonly reference?: string;
}

/** How the stack of a composite names a child. Names keep its rule short; as tokens they also make the composite wait for its children. */
export function nameIn({ alarm, reference }: HealthMember): string {
  return reference ?? (alarm as Partial<SignalAlarm>)._localName ?? alarm.alarmName;
}

/** Names and descriptions of a health alarm and of its parts. */
export interface HealthAlarmInit {
  readonly name: string;
  readonly description: string;
  readonly runbook: string;
}

const OPERATOR = ' OR ';
const ruleLength = (members: readonly HealthMember[]) => members.reduce((length, { literalName }) => length + `ALARM("${literalName}")${OPERATOR}`.length, 0);

/**
 * In ALARM while any of its members is: the health alarm of a service, which pages while any symptom is, and what holds pages back. A rule holds 100 children
 * and 10,240 characters; beyond that the members are grouped into parts, which have no actions.
 */
export class HealthAlarm extends Construct {
  public readonly alarm: CompositeAlarm;
  private readonly members: HealthMember[] = [];
  private readonly parts: Array<{ alarm: CompositeAlarm; members: HealthMember[] }> = [];

  constructor(scope: Construct, id: string, private readonly init: HealthAlarmInit) {
    super(scope, id);
    this.alarm = this.composite('Default', init.name, init.description, () => this.topLevel());
  }

  /** How many composite alarms there are. */
  public get composites(): number {
    return 1 + this.parts.length;
  }

  public add(member: HealthMember): void {
    this.members.push(member);
    if (this.parts.length === 0 && fits(this.members)) return;
    const pending = this.parts.length === 0 ? this.members : [member];
    for (const each of pending) this.addToPart(each);
  }

  private addToPart(member: HealthMember): void {
    const last = this.parts.at(-1);
    if (last && fits([...last.members, member])) {
      last.members.push(member);
      return;
    }
    const number = this.parts.length + 1;
    const members = [member];
    const { name, runbook } = this.init;
    const description = `Part ${number} of ${name}, which reaches people. Has no actions. Runbook: ${runbook}`;
    const alarm = this.composite(`Part${number}`, `${name}-part-${number}`, description, () => members);
    this.parts.push({ alarm, members });
  }

  private topLevel(): readonly HealthMember[] {
    return this.parts.length === 0 ? this.members : this.parts.map(({ alarm }, index) => ({ alarm, literalName: `${this.init.name}-part-${index + 1}` }));
  }

  private composite(id: string, name: string, description: string, members: () => readonly HealthMember[]): CompositeAlarm {
    const rule = Lazy.uncachedString({ produce: () => members().map(member => `ALARM("${nameIn(member)}")`).join(OPERATOR) });
    const alarmRule: IAlarmRule = { renderAlarmRule: () => rule };
    return new CompositeAlarm(this, id, { compositeAlarmName: name, alarmDescription: description, alarmRule });
  }
}

function fits(members: readonly HealthMember[]): boolean {
  return members.length <= LIMITS.composite.children && ruleLength(members) <= LIMITS.composite.ruleLength;
}
