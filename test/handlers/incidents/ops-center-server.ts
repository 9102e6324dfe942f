import * as http from 'http';
import type { AddressInfo } from 'net';
import { OPS_ITEM_LIMITS } from '../../../src/core/schemas/private/incidents';

type Json = Record<string, any>;

export interface ServedAlarm {
  readonly name: string;
  readonly kind?: 'metric' | 'composite';
  readonly dimensions?: Record<string, string>;
  suppressedBy?: string;
  /** In order of time. */
  readonly changes: Array<{ readonly value: string; readonly at: string; readonly reason?: string }>;
}

type Hook = (operation: string, input: Json) => void;
const NOTHING: Hook = () => undefined;

/** An error as the services answer it. */
export class ServiceError extends Error {
  constructor(public readonly code: string, message: string, public readonly fields: Json = {}) {
    super(message);
  }
}

const ARN = 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:';
const SUMMARY = ['OpsItemId', 'Title', 'Source', 'Status', 'Severity', 'Category', 'CreatedTime', 'LastModifiedTime', 'OpsItemType'];
const seconds = (iso: string) => Date.parse(iso) / 1000;

/**
 * What the function asks of SSM and CloudWatch, in memory, over their JSON protocol. Inputs are held against the documented limits.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateOpsItem.html
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/OpsCenter-working-deduplication.html
 */
export class OpsCenterServer {
  public readonly items: Json[] = [];
  public readonly alarms: ServedAlarm[] = [];
  public readonly parameters: Record<string, string> = {};
  public readonly calls: string[] = [];
  /** OpsItems that searches do not show yet. */
  public readonly unseen = new Set<string>();
  /** Called with each request before it is done; may throw. `after` is called when it is done, and may throw as well: the answer is lost. */
  public before: Hook = NOTHING;
  public after: Hook = NOTHING;
  public pageSize = 50;
  private readonly server: http.Server;

  constructor(public now: () => number) {
    this.server = http.createServer((request, response) => this.answer(request, response));
  }

  public async start(): Promise<string> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  public item(id: string): Json {
    return this.items.find(({ OpsItemId }) => OpsItemId === id)!;
  }

  public data(item: Json, key: string): string {
    return item.OperationalData[key]?.Value;
  }

  private answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']).split('.')[1];
      const input = JSON.parse(Buffer.concat(chunks).toString() || '{}');
      const send = (status: number, body: Json) => response.writeHead(status, { 'content-type': request.headers['content-type'] }).end(JSON.stringify(body));
      try {
        this.calls.push(operation);
        this.before(operation, input);
        const output = this.perform(operation, input);
        this.after(operation, input);
        send(200, output);
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        send(400, { __type: error.code, message: error.message, Message: error.message, ...error.fields });
      }
    });
  }

  private perform(operation: string, input: Json): Json {
    switch (operation) {
      case 'CreateOpsItem': return this.create(input);
      case 'UpdateOpsItem': return this.update(input);
      case 'GetOpsItem': return { OpsItem: this.find(input.OpsItemId) };
      case 'DescribeOpsItems': return this.describe(input);
      case 'GetParametersByPath': return this.parametersBelow(input);
      case 'DescribeAlarms': return this.describeAlarms(input);
      case 'DescribeAlarmHistory': return this.history(input);
      default: throw new Error(`The server does not know ${operation}.`);
    }
  }

  private create(input: Json): Json {
    for (const name of ['Title', 'Source', 'Description']) check(typeof input[name] === 'string' && /\S/.test(input[name]), `${name} is required`);
    check(!/aws|amazon|amzn/i.test(input.Source) && input.Source.length <= OPS_ITEM_LIMITS.source, 'Source');
    checkContent(input);
    const dedup = input.OperationalData?.['/aws/dedup']?.Value;
    const same = this.items.find(item => dedup !== undefined && item.dedup === dedup && ['Open', 'InProgress'].includes(item.Status));
    if (same) throw new ServiceError('OpsItemAlreadyExistsException', 'The OpsItem exists', { OpsItemId: same.OpsItemId });
    const at = this.now() / 1000;
    const { Notifications = [], RelatedOpsItems = [], ...rest } = input;
    const item = {
      ...rest, Notifications, RelatedOpsItems, OpsItemId: `oi-${String(this.items.length + 1).padStart(12, '0')}`, Status: 'Open', CreatedTime: at, LastModifiedTime: at, dedup,
    };
    this.items.push(item);
    return { OpsItemId: item.OpsItemId, OpsItemArn: `arn:aws:ssm:us-east-1:123456789012:opsitem/${item.OpsItemId}` };
  }

  private update(input: Json): Json {
    const item = this.find(input.OpsItemId);
    checkContent(input);
    check(input.Status === undefined || ['Open', 'InProgress', 'Resolved'].includes(input.Status), 'Status');
    check(input.OperationalData?.['/aws/dedup'] === undefined, 'the deduplication string cannot be changed');
    const { OpsItemId: _, OperationalData = {}, ...rest } = input;
    Object.assign(item, rest, { LastModifiedTime: this.now() / 1000, OperationalData: { ...item.OperationalData, ...OperationalData } });
    return {};
  }

  private find(id: string): Json {
    const item = this.item(id);
    if (!item) throw new ServiceError('OpsItemNotFoundException', `OpsItem ${id} does not exist`);
    return item;
  }

  private describe({ OpsItemFilters = [], MaxResults = 50, NextToken = '0' }: Json): Json {
    check(MaxResults >= 1 && MaxResults <= 50, 'MaxResults');
    const matches = this.items.filter(item => !this.unseen.has(item.OpsItemId) && OpsItemFilters.every((filter: Json) => isMatch(item, filter)));
    const from = Number(NextToken);
    const to = from + Math.min(MaxResults, this.pageSize);
    const OpsItemSummaries = matches.slice(from, to).map(item => ({
      ...Object.fromEntries(SUMMARY.map(name => [name, item[name]])),
      OperationalData: Object.fromEntries(Object.entries<Json>(item.OperationalData).filter(([, { Type }]) => Type === 'SearchableString')),
    }));
    return { OpsItemSummaries, ...to < matches.length ? { NextToken: String(to) } : {} };
  }

  private parametersBelow({ Path, Recursive, NextToken = '0' }: Json): Json {
    check(Recursive === true && Path.startsWith('/'), 'Path');
    const all = Object.entries(this.parameters).filter(([name]) => name.startsWith(`${Path}/`)).map(([Name, Value]) => ({ Name, Value, Type: 'String' }));
    const from = Number(NextToken);
    return { Parameters: all.slice(from, from + 10), ...from + 10 < all.length ? { NextToken: String(from + 10) } : {} };
  }

  private describeAlarms({ AlarmNamePrefix = '', StateValue, AlarmTypes = ['MetricAlarm'], MaxRecords = 50 }: Json): Json {
    check(MaxRecords >= 1 && MaxRecords <= 100, 'MaxRecords');
    const now = this.now();
    const shown = this.alarms.filter(({ name }) => name.startsWith(AlarmNamePrefix)).flatMap(alarm => {
      const last = alarm.changes.filter(({ at }) => Date.parse(at) <= now).at(-1);
      return last && (StateValue === undefined || last.value === StateValue) ? [{ alarm, last }] : [];
    });
    const rendered = (kind: string) => shown.filter(({ alarm }) => (alarm.kind ?? 'metric') === kind).map(({ alarm, last }) => ({
      AlarmName: alarm.name, AlarmArn: `${ARN}${alarm.name}`, StateValue: last.value, StateReason: last.reason ?? 'Threshold Crossed',
      StateTransitionedTimestamp: seconds(last.at), StateUpdatedTimestamp: seconds(last.at),
      ...kind === 'composite' ? { AlarmRule: 'ALARM("x")', ...alarm.suppressedBy ? { ActionsSuppressedBy: alarm.suppressedBy } : {} } : {},
      ...alarm.dimensions ? { Dimensions: Object.entries(alarm.dimensions).map(([Name, Value]) => ({ Name, Value })) } : {},
    }));
    return {
      MetricAlarms: AlarmTypes.includes('MetricAlarm') ? rendered('metric') : [], CompositeAlarms: AlarmTypes.includes('CompositeAlarm') ? rendered('composite') : [],
    };
  }

  private history({ AlarmName, StartDate, EndDate, MaxRecords = 50, HistoryItemType }: Json): Json {
    check(MaxRecords >= 1 && MaxRecords <= 100 && HistoryItemType === 'StateUpdate', 'MaxRecords');
    const { changes = [] } = this.alarms.find(({ name }) => name === AlarmName) ?? {};
    const within = changes.filter(({ at }) => seconds(at) >= StartDate && seconds(at) <= EndDate);
    return {
      AlarmHistoryItems: within.slice(0, MaxRecords).map(({ value, at, reason = 'Threshold Crossed' }) => ({
        AlarmName, Timestamp: seconds(at), HistoryItemType: 'StateUpdate', HistorySummary: `Alarm updated to ${value}`,
        HistoryData: JSON.stringify({ version: '1.0', oldState: {}, newState: { stateValue: value, stateReason: reason } }),
      })),
    };
  }
}

function checkContent(input: Json): void {
  const { title, description, dataKey, dataValueBytes, resources } = OPS_ITEM_LIMITS;
  check(input.Title === undefined || (input.Title.length >= 1 && input.Title.length <= title), 'Title');
  check(input.Description === undefined || (input.Description.length >= 1 && input.Description.length <= description), 'Description');
  check(input.Severity === undefined || /^[1-4]$/.test(input.Severity), 'Severity');
  check(input.Category === undefined || ['Availability', 'Cost', 'Performance', 'Recovery', 'Security'].includes(input.Category), 'Category');
  for (const [key, { Type, Value }] of Object.entries<Json>(input.OperationalData ?? {})) {
    check(key.length <= dataKey && (!/^\/?(amazon|aws|amzn|ssm)/.test(key) || ['/aws/dedup', '/aws/resources', '/aws/automations'].includes(key)), key);
    check(['String', 'SearchableString'].includes(Type) && Buffer.byteLength(Value) <= dataValueBytes, `value of ${key}`);
    if (key.startsWith('/aws/')) JSON.parse(Value);
    if (key === '/aws/resources') check(JSON.parse(Value).length <= resources, key);
  }
}

function isMatch(item: Json, { Key, Operator, Values }: Json): boolean {
  if (Key === 'Status' && Operator === 'Equal') return Values.includes(item.Status);
  if (Key === 'LastModifiedTime' && Operator === 'GreaterThan') return item.LastModifiedTime > seconds(Values[0]);
  if (Key === 'OperationalData' && Operator === 'Equal') {
    const { key, value } = JSON.parse(Values[0]);
    const entry = item.OperationalData[key];
    return entry?.Type === 'SearchableString' && entry.Value === value;
  }
  throw new ServiceError('OpsItemInvalidParameterException', `The server does not know the filter ${Key} ${Operator}`);
}

function check(isValid: boolean, what: string): void {
  if (!isValid) throw new ServiceError('OpsItemInvalidParameterException', `Invalid: ${what}`);
}
