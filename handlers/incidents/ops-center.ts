import {
  CreateOpsItemCommand, DescribeOpsItemsCommand, GetOpsItemCommand, OpsItemAlreadyExistsException, OpsItemNotFoundException, UpdateOpsItemCommand,
  type CreateOpsItemCommandInput, type OpsItem, type OpsItemDataValue, type OpsItemFilter, type OpsItemStatus, type OpsItemSummary, type SSMClient,
  type UpdateOpsItemCommandInput,
} from '@aws-sdk/client-ssm';

export const UNRESOLVED: readonly OpsItemStatus[] = ['Open', 'InProgress'];

type Data = Record<string, OpsItemDataValue>;

/** Reads and writes OpsItems. */
export class OpsCenter {
  constructor(private readonly client: SSMClient) {}

  /** The OpsItems that hold a searchable value, in any of some states; of those that changed since a time only, if one is given. */
  public async search(key: string, value: string, statuses: readonly OpsItemStatus[], changedSince?: number): Promise<OpsItemSummary[]> {
    const filters: OpsItemFilter[] = [
      { Key: 'OperationalData', Operator: 'Equal', Values: [JSON.stringify({ key, value })] },
      { Key: 'Status', Operator: 'Equal', Values: [...statuses] },
      ...changedSince === undefined ? [] : [{ Key: 'LastModifiedTime' as const, Operator: 'GreaterThan' as const, Values: [new Date(changedSince).toISOString()] }],
    ];
    const found: OpsItemSummary[] = [];
    let token: string | undefined;
    do {
      const page = await this.client.send(new DescribeOpsItemsCommand({ OpsItemFilters: filters, MaxResults: 50, NextToken: token }));
      found.push(...page.OpsItemSummaries ?? []);
      token = page.NextToken;
    } while (token !== undefined && token !== '');
    return found;
  }

  /** Undefined for one that was deleted. */
  public async get(id: string): Promise<OpsItem | undefined> {
    try {
      return (await this.client.send(new GetOpsItemCommand({ OpsItemId: id }))).OpsItem;
    } catch (error) {
      if (error instanceof OpsItemNotFoundException) return undefined;
      throw error;
    }
  }

  /** The id of the OpsItem with these duplicates' string: a new one, or the one that is open. */
  public async createOnce(input: CreateOpsItemCommandInput, dedupString: string): Promise<{ readonly id: string; readonly isNew: boolean }> {
    const data: Data = { ...input.OperationalData, '/aws/dedup': { Type: 'SearchableString', Value: JSON.stringify({ dedupString }) } };
    try {
      const { OpsItemId } = await this.client.send(new CreateOpsItemCommand({ ...input, OperationalData: data }));
      return { id: OpsItemId!, isNew: true };
    } catch (error) {
      if (error instanceof OpsItemAlreadyExistsException && error.OpsItemId) return { id: error.OpsItemId, isNew: false };
      throw error;
    }
  }

  /** Changes what is named; other operational data stays. */
  public async update(id: string, changes: Omit<UpdateOpsItemCommandInput, 'OpsItemId'>): Promise<void> {
    await this.client.send(new UpdateOpsItemCommand({ OpsItemId: id, ...changes }));
  }
}

export function text(value: string): OpsItemDataValue {
  return { Type: 'String', Value: value };
}

export function searchable(value: string): OpsItemDataValue {
  return { Type: 'SearchableString', Value: value };
}

export function valueOf(item: Pick<OpsItem, 'OperationalData'>, key: string): string | undefined {
  return item.OperationalData?.[key]?.Value;
}
