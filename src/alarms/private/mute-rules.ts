import { createHash } from 'node:crypto';
import { aws_cloudwatch as cloudwatch, Lazy, Stack } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { markOwn } from '../../core/private/own-constructs';
import type { MuteWindow } from '../mute-window';
import { checkMuteWindow, momentOf } from './check-mute-window';
import { nameIn, type HealthMember } from './health-alarm';

/** What a mute rule is called with is its target: an alarm, or its name where it stands in a nested stack. */
interface MutedAlarm {
  readonly name: string;
  readonly alarm: IAlarm;
}

/** Mutes the alarms of a service in one Region that act, in each of its windows. A rule has 100 targets at most; beyond that there are several. */
export class MuteRules {
  private readonly windows: ReadonlyMap<string, MuteWindow>;
  private readonly muted: MutedAlarm[] = [];
  private readonly rules = new Map<string, cloudwatch.CfnAlarmMuteRule[]>();

  constructor(private readonly scope: Construct, private readonly serviceTitle: string, windows: readonly MuteWindow[]) {
    this.windows = new Map(windows.map(window => [idOf(window), window]));
  }

  public add(member: HealthMember): void {
    if (this.windows.size === 0) return;
    // An alarm in a nested stack is called by its literal name: by a token, each would be an output of that stack.
    const nested = Stack.of(member.alarm) === Stack.of(this.scope) ? undefined : Stack.of(member.alarm).nestedStackResource;
    this.muted.push({ alarm: member.alarm, name: nested ? member.literalName : nameIn(member) });
    const chunk = Math.ceil(this.muted.length / LIMITS.muteRule.alarms) - 1;
    for (const [id, window] of this.windows) {
      const rules = this.rules.get(id) ?? [];
      this.rules.set(id, rules);
      if (rules.length <= chunk) rules.push(this.rule(chunk === 0 ? id : `${id}-${chunk + 1}`, window, chunk));
      if (nested) rules[chunk].node.addDependency(nested);
    }
  }

  private rule(id: string, window: MuteWindow, chunk: number): cloudwatch.CfnAlarmMuteRule {
    const { schedule, duration, reason, start, expire } = window;
    const first = chunk * LIMITS.muteRule.alarms;
    const targets = () => this.muted.slice(first, first + LIMITS.muteRule.alarms).map(({ name }) => name);
    const rule = new cloudwatch.CfnAlarmMuteRule(this.scope, id, {
      description: reason ?? `Alarms of ${this.serviceTitle} tell nobody`,
      rule: {
        schedule: {
          expression: schedule.expressionString, duration: duration.toIsoString(),
          ...schedule.timeZone === undefined ? {} : { timezone: schedule.timeZone.timezoneName },
        },
      },
      muteTargets: { alarmNames: Lazy.uncachedList({ produce: targets }) },
      ...start === undefined ? {} : { startDate: momentOf(this.scope, start) },
      ...expire === undefined ? {} : { expireDate: momentOf(this.scope, expire) },
    });
    markOwn(rule);
    return rule;
  }
}

/** Refuses windows that CloudWatch would refuse, and the same one twice. */
export function checkMuteWindows(service: Construct, windows: readonly MuteWindow[]): void {
  const ids = new Set<string>();
  for (const window of windows) {
    checkMuteWindow(service, window);
    const id = idOf(window);
    if (ids.has(id)) throw complaint(service, { what: 'there are two mute windows of the same time', received: window.schedule.expressionString, fix: 'Leave one of them out' });
    ids.add(id);
  }
}

/** By what the window is, so that one more window leaves all others as they are. */
function idOf({ schedule, duration, start, expire }: MuteWindow): string {
  const parts = [schedule.expressionString, schedule.timeZone?.timezoneName, duration.toIsoString(), start, expire];
  return `Mute-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 8)}`;
}
