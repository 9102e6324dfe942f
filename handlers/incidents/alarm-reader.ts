import {
  DescribeAlarmHistoryCommand, DescribeAlarmsCommand, type CloudWatchClient, type DescribeAlarmsCommandInput, type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import type { AlarmChange } from './observation';

/** An alarm as it is now. */
export interface CurrentAlarm extends AlarmChange {
  /** ARNs that its metrics name. */
  readonly resources: readonly string[];
}

/** How many alarms a timeline follows; those that changed last. */
const FOLLOWED = 25;
const PAGES = 20;
const ALARM_TYPES: DescribeAlarmsCommandInput['AlarmTypes'] = ['MetricAlarm', 'CompositeAlarm', 'LogAlarm'];

/** Asks CloudWatch what alarms did. */
export class AlarmReader {
  constructor(private readonly client: CloudWatchClient) {}

  /** The alarms whose names begin so. */
  public async beginning(prefix: string): Promise<CurrentAlarm[]> {
    return this.describe({ AlarmNamePrefix: prefix });
  }

  /** Those of them that are on. */
  public async onAmong(prefix: string): Promise<CurrentAlarm[]> {
    return this.describe({ AlarmNamePrefix: prefix, StateValue: 'ALARM' });
  }

  /** What alarms did since a time, by what they are now. */
  public async changesOf(alarms: readonly CurrentAlarm[], since: number, until: number): Promise<AlarmChange[]> {
    const changed = alarms.filter(({ at }) => at >= since).sort((a, b) => b.at - a.at).slice(0, FOLLOWED);
    const histories: AlarmChange[][] = [];
    for (const alarm of changed) histories.push(await this.history(alarm, since, until));
    return histories.flat().sort((a, b) => a.at - b.at);
  }

  private async describe(which: DescribeAlarmsCommandInput): Promise<CurrentAlarm[]> {
    const found: CurrentAlarm[] = [];
    let token: string | undefined;
    for (let page = 0; page < PAGES; page++) {
      const { MetricAlarms = [], CompositeAlarms = [], LogAlarms = [], NextToken } = await this.client.send(
        new DescribeAlarmsCommand({ ...which, AlarmTypes: ALARM_TYPES, MaxRecords: 100, NextToken: token }),
      );
      for (const alarm of [...MetricAlarms, ...CompositeAlarms, ...LogAlarms]) {
        found.push({
          alarm: alarm.AlarmName!, arn: alarm.AlarmArn!, value: alarm.StateValue!, reason: alarm.StateReason,
          at: (alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp!).getTime(),
          isSuppressed: 'ActionsSuppressedBy' in alarm && alarm.ActionsSuppressedBy !== undefined,
          resources: 'Dimensions' in alarm || 'Metrics' in alarm ? arnsIn(alarm) : [],
        });
      }
      token = NextToken;
      if (!token) break;
    }
    return found;
  }

  private async history({ alarm, arn }: CurrentAlarm, since: number, until: number): Promise<AlarmChange[]> {
    const { AlarmHistoryItems = [] } = await this.client.send(new DescribeAlarmHistoryCommand({
      AlarmName: alarm, AlarmTypes: ALARM_TYPES, HistoryItemType: 'StateUpdate', StartDate: new Date(since), EndDate: new Date(until), MaxRecords: 100,
      ScanBy: 'TimestampAscending',
    }));
    return AlarmHistoryItems.flatMap(({ Timestamp, HistoryData }) => {
      const { newState } = JSON.parse(HistoryData ?? '{}');
      if (!Timestamp || typeof newState?.stateValue !== 'string') return [];
      return [{ alarm, arn, value: newState.stateValue, at: Timestamp.getTime(), reason: newState.stateReason, isSuppressed: false }];
    });
  }
}

/** The dimensions of some metrics are ARNs, as those of state machines. */
function arnsIn({ Dimensions = [], Metrics = [] }: Pick<MetricAlarm, 'Dimensions' | 'Metrics'>): string[] {
  const dimensions = [...Dimensions, ...Metrics.flatMap(({ MetricStat }) => MetricStat?.Metric?.Dimensions ?? [])];
  return dimensions.flatMap(({ Value }) => Value?.startsWith('arn:') ? [Value] : []);
}
