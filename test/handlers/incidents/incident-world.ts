import * as fs from 'fs';
import * as path from 'path';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SSMClient } from '@aws-sdk/client-ssm';
import { IncidentHandler } from '../../../handlers/incidents/incident-handler';
import type { Settings } from '../../../handlers/incidents/settings';
import { OPS_ITEM_DATA } from '../../../src/core/schemas/private/delivery';
import { INCIDENT_DATA, type RespondingService } from '../../../src/core/schemas/private/incidents';
import { OpsCenterServer } from './ops-center-server';

type Json = Record<string, any>;

const read = (...file: string[]) => JSON.parse(fs.readFileSync(path.join(__dirname, ...file), 'utf-8'));
const samples: Array<{ readonly id: string; readonly event: Json }> = [
  ...read('..', '..', 'support', 'data', 'alarm-state-changes.json').events, ...read('events.json').events,
];

/** A sample event; the files name the source of each. */
export function sample(id: string): Json {
  return structuredClone(samples.find(each => each.id === id)!.event);
}

export const SHOP: RespondingService = {
  service: 'shop', environment: 'prod', owner: 'shop-team', tier: 'TIER_1', alarmPrefix: 'shop-prod-',
  alarms: [{ name: 'shop-prod-health', severity: 'PAGE' }, { name: 'shop-prod-slo-page-', isPrefix: true, severity: 'PAGE' }, { name: 'shop-prod-note', severity: 'TICKET' }],
  runbook: 'https://runbooks.example.com/shop', dashboards: [{ title: 'Operations', url: 'https://console.aws.amazon.com/operations' }],
  automations: [{ documentName: 'Restart-shop', title: 'Restart the service' }],
};
export const HEALTH = 'shop-prod-health';
const ACCOUNT = '123456789012';

/** The function between a server that plays SSM and CloudWatch, and a queue. */
export class IncidentWorld {
  public time = Date.parse('2026-03-02T11:30:00Z');
  public readonly server = new OpsCenterServer(() => this.time);
  public readonly metrics: Json[] = [];
  public handler!: IncidentHandler;
  public endpoint = '';
  private ssm!: SSMClient;
  private cloudWatch!: CloudWatchClient;
  private messages = 0;

  public async start(): Promise<void> {
    this.endpoint = await this.server.start();
    const common = { endpoint: this.endpoint, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, maxAttempts: 1 };
    this.ssm = new SSMClient(common);
    this.cloudWatch = new CloudWatchClient(common);
    this.restart();
  }

  public async stop(): Promise<void> {
    this.ssm.destroy();
    this.cloudWatch.destroy();
    await this.server.stop();
  }

  /** A new instance of the function, over what the server has. */
  public restart(settings: Partial<Settings> = {}): void {
    this.handler = new IncidentHandler({
      ssm: this.ssm, cloudWatch: this.cloudWatch, now: () => this.time, emit: line => this.metrics.push(JSON.parse(line)),
      settings: {
        registryPath: '/cdk-pillars/incidents', namespace: 'CdkPillars/Delivery', reopenMs: 600_000, reviewDueMs: 5 * 86_400_000, reviewReminderMs: 86_400_000,
        minimumReviewSeverity: 'PAGE', resolveOnRecovery: false, notify: 'arn:aws:sns:us-east-1:123456789012:people', ...settings,
      },
    });
  }

  /** Everything as at the beginning, for the next test. */
  public reset(): void {
    const { items, alarms, metrics, server } = { ...this, items: this.server.items, alarms: this.server.alarms };
    for (const list of [items, alarms, metrics, server.calls]) list.length = 0;
    server.unseen.clear();
    server.before = server.after = () => undefined;
    server.pageSize = 50;
    for (const name of Object.keys(server.parameters)) delete server.parameters[name];
    this.register(SHOP);
    this.time = Date.parse('2026-03-02T11:30:00Z');
    this.restart();
  }

  public register(service: RespondingService): void {
    this.server.parameters[`/cdk-pillars/incidents/services/${service.service}/${service.environment}`] = JSON.stringify(service);
  }

  /** Delivers messages of one group in a batch; how many were not dealt with. */
  public async deliver(...bodies: Json[]): Promise<number> {
    const batch = bodies.map(body => ({ messageId: `m${this.messages++}`, body: JSON.stringify(body), attributes: { MessageGroupId: 'shop-prod' } }));
    return (await this.handler.handle(batch)).length;
  }

  /** An alarm goes into a state, which CloudWatch knows, and this is its event. */
  public changes(alarm: string, value: string, at: string, reason = 'Threshold Crossed'): Json {
    const known = this.server.alarms.find(({ name }) => name === alarm);
    if (known) known.changes.push({ value, at, reason });
    else this.server.alarms.push({ name: alarm, kind: alarm.endsWith('health') || alarm.includes('slo-page') ? 'composite' : 'metric', changes: [{ value, at, reason }] });
    return alarmEvent(alarm, value, at, reason);
  }

  /** Somebody resolves an OpsItem; its event. */
  public resolve(id: string): Json {
    Object.assign(this.server.item(id), { Status: 'Resolved', LastModifiedTime: this.time / 1000 });
    return this.updated(id);
  }

  public updated(id: string): Json {
    const event = sample('ssm-opsitem-update-resolved');
    const { Status: status, Source: source } = this.server.item(id);
    const at = new Date(this.time).toISOString();
    return { ...event, time: at, resources: [`arn:aws:ssm:us-east-1:${ACCOUNT}:opsitem/${id}`], detail: { ...event.detail, status, source, 'ops-item-id': id, 'modified-time': at } };
  }

  public get incidents(): Json[] {
    return this.ofKind('incident');
  }

  public get reviews(): Json[] {
    return this.ofKind('review');
  }

  public timeline(item: Json): string[] {
    return this.server.data(item, INCIDENT_DATA.timeline).split('\n');
  }

  public record(item: Json): Json {
    return JSON.parse(this.server.data(item, INCIDENT_DATA.record));
  }

  private ofKind(kind: string): Json[] {
    return this.server.items.filter(item => this.server.data(item, OPS_ITEM_DATA.kind) === kind);
  }
}

/** In the shape of the documented event of a composite alarm. */
export function alarmEvent(alarm: string, value: string, at: string, reason: string): Json {
  const event = sample('cloudwatch-composite-alarm-ok');
  const timestamp = at.replace('Z', '+0000');
  return {
    ...event, id: `${alarm}-${value}-${at}`, time: at, resources: [`arn:aws:cloudwatch:us-east-1:${ACCOUNT}:alarm:${alarm}`],
    detail: { ...event.detail, alarmName: alarm, state: { value, reason, timestamp } },
  };
}
