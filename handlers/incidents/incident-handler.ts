import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { SSMClient } from '@aws-sdk/client-ssm';
import { INCIDENT_TASKS, type RespondingService } from '../../src/core/schemas/private/incidents';
import { AlarmReader } from './alarm-reader';
import { Incidents } from './incidents';
import { alarmChange, type AlarmChange } from './observation';
import { OpsCenter } from './ops-center';
import { OverdueReviews } from './overdue-reviews';
import { Registry, severityOf } from './registry';
import { Reviews } from './reviews';
import type { Settings } from './settings';

export interface Surroundings {
  readonly ssm: SSMClient;
  readonly cloudWatch: CloudWatchClient;
  readonly settings: Settings;
  readonly now: () => number;
  /** Takes a line of the log that holds metrics. */
  readonly emit: (line: string) => void;
}

/** A message of the queue, as far as it matters here. */
export interface QueuedMessage {
  readonly messageId: string;
  readonly body: string;
  readonly attributes?: { readonly MessageGroupId?: string };
}

/** What is on for so long without an incident is looked at: its event was held back, or lost. Older than the second is history. */
const LOOK_AFTER_MS = 2 * 60_000;
const LOOK_UNTIL_MS = 4 * 86_400_000;

/** Does what messages ask for. */
export class IncidentHandler {
  private readonly registry: Registry;
  private readonly alarms: AlarmReader;
  private readonly incidents: Incidents;
  private readonly reviews: Reviews;
  private readonly overdue: OverdueReviews;

  constructor(private readonly around: Surroundings) {
    const { ssm, cloudWatch, settings, now, emit } = around;
    const center = new OpsCenter(ssm);
    this.registry = new Registry(ssm, settings.registryPath, now);
    this.alarms = new AlarmReader(cloudWatch);
    this.incidents = new Incidents(center, this.alarms, settings, now);
    this.reviews = new Reviews(center, this.registry, settings);
    this.overdue = new OverdueReviews(center, this.registry, settings, now, emit);
  }

  /** The ids of the messages that were not dealt with: what fails, and what follows it in its group, which has to wait for it. */
  public async handle(messages: readonly QueuedMessage[]): Promise<string[]> {
    const stopped = new Set<string>();
    const failed: string[] = [];
    for (const { messageId, body, attributes } of messages) {
      const group = attributes?.MessageGroupId ?? messageId;
      if (!stopped.has(group)) {
        try {
          await this.process(JSON.parse(body));
          continue;
        } catch (error) {
          console.error(`Message ${messageId} failed:`, error);
          stopped.add(group);
        }
      }
      failed.push(messageId);
    }
    return failed;
  }

  private async process(message: Readonly<Record<string, any>>): Promise<void> {
    if (message.kind === INCIDENT_TASKS.sweep) return this.sweep();
    if (message.kind === INCIDENT_TASKS.reviews) return this.overdue.count();
    switch (message['detail-type']) {
      case 'CloudWatch Alarm State Change': return this.observe(alarmChange(message));
      case 'OpsItem Update': return this.reviews.resolved(message);
      default: throw new Error(`That is no message for this function: ${JSON.stringify(message).slice(0, 500)}`);
    }
  }

  /** `INSUFFICIENT_DATA` says nothing, and an alarm that is suppressed is for nobody to act on: `sweep` sees whether it is on when nothing suppresses it any more. */
  private async observe(change: AlarmChange): Promise<void> {
    const { alarm, value, isSuppressed } = change;
    if (value !== 'OK' && (value !== 'ALARM' || isSuppressed)) return;
    const services = await this.registry.servicesOf(alarm);
    if (services.length === 0) throw new Error(`No service is known that the alarm ${alarm} is an incident of.`);
    for (const service of services) await this.incidents.observe(service, { ...change, value, severity: severityOf(service, alarm)! });
  }

  /** Looks for alarms that are on: of some no event came, and incidents go on meanwhile. */
  private async sweep(): Promise<void> {
    const failures: unknown[] = [];
    for (const service of await this.registry.services()) {
      try {
        await this.look(service);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, `Looking at ${failures.length} services failed`);
  }

  private async look(service: RespondingService): Promise<void> {
    const now = this.around.now();
    for (const alarm of await this.alarms.onAmong(service.alarmPrefix)) {
      const severity = severityOf(service, alarm.alarm);
      if (severity === undefined || alarm.isSuppressed || alarm.at > now - LOOK_AFTER_MS || alarm.at < now - LOOK_UNTIL_MS) continue;
      await this.incidents.observe(service, { ...alarm, value: 'ALARM', severity }, true);
    }
  }
}
