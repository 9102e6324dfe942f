import { DescribeAlarmsCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { GetCalendarStateCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { GateAnswer, GateConditions } from '../../src/core/schemas/private/gate';

/** What the conditions are asked of. */
export interface Sources {
  readonly ssm: Pick<SSMClient, 'send'>;
  readonly cloudWatch: Pick<CloudWatchClient, 'send'>;
}

/** Whether all conditions hold. What cannot be asked counts as closed: a deployment that waits costs less than one at the wrong time. */
export async function decide({ calendars, alarms, rollbackAlarms }: GateConditions, sources: Sources): Promise<GateAnswer> {
  const reasons = (await Promise.all([closedCalendars(calendars, sources), failingAlarms(alarms, rollbackAlarms, sources)])).flat();
  if (reasons.length > 0) return { open: false, reason: reasons.join('; ') };
  const asked = [...calendars.map(name => `${name} is open`), ...[...alarms, ...rollbackAlarms].map(name => `${name} is not in ALARM`)];
  return { open: true, reason: asked.length === 0 ? 'there is no condition' : asked.join('; ') };
}

async function closedCalendars(calendars: readonly string[], { ssm }: Sources): Promise<string[]> {
  // One after the other: asked together, SSM does not say which of them is closed.
  return (await Promise.all(calendars.map(async name => {
    try {
      const { State: state, NextTransitionTime: next } = await ssm.send(new GetCalendarStateCommand({ CalendarNames: [name] }));
      if (state === 'OPEN') return [];
      return [`the change calendar ${name} is ${state ?? 'in no state'}${next === undefined ? '' : ` until ${next}`}`];
    } catch (error) {
      return [`the change calendar ${name} cannot be asked: ${messageOf(error)}`];
    }
  }))).flat();
}

async function failingAlarms(needed: readonly string[], others: readonly string[], { cloudWatch }: Sources): Promise<string[]> {
  const alarms = [...new Set([...needed, ...others])];
  if (alarms.length === 0) return [];
  try {
    const found = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: alarms, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], MaxRecords: 100 }));
    const states = new Map([...found.MetricAlarms ?? [], ...found.CompositeAlarms ?? []].map(({ AlarmName, StateValue }) => [AlarmName, StateValue]));
    return alarms.flatMap(name => {
      if (!states.has(name)) return needed.includes(name) ? [`there is no alarm ${name}`] : [];
      return states.get(name) === 'ALARM' ? [`the alarm ${name} is in ALARM`] : [];
    });
  } catch (error) {
    return [`the alarms ${alarms.join(', ')} cannot be asked: ${messageOf(error)}`];
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
