import type { ConsumedCapacity, DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** What is done around the operations of a handler: requests to DynamoDB, searches of its log, lines that it prints. */
export interface Interference {
  /** Of the operation with this number, from 1. What it throws is what the operation throws. */
  readonly before?: (operation: number, kind: Kind) => Promise<void> | void;
  readonly after?: (operation: number, kind: Kind) => Promise<void> | void;
  /** How much of its capacity DynamoDB reckoned for a request. */
  readonly answered?: (command: string, units: number) => void;
  /** Whether the process of the handler ended. */
  readonly isDead?: () => boolean;
}

export type Kind = 'request' | 'search' | 'print';

/** The one way from a handler to the world: counts what goes through, and lets tests interfere. */
export class Wire {
  public operations = 0;

  constructor(public readonly interference: Interference = {}) {}

  /** A client whose requests go through here. */
  public through(client: DynamoDBClient): DynamoDBClient {
    const { answered } = this.interference;
    client.middlewareStack.add((next, { commandName }) => async args => this.pass('request', async () => {
      if (!answered) return next(args);
      const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } as typeof args.input });
      const consumed = [(result.output as { ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[] }).ConsumedCapacity ?? []].flat();
      answered(commandName!, consumed.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0));
      return result;
    }), { step: 'initialize', name: 'wire', override: true });
    return client;
  }

  public async pass<T>(kind: Kind, perform: () => Promise<T>): Promise<T> {
    const operation = ++this.operations;
    await this.interference.before?.(operation, kind);
    const result = await perform();
    await this.interference.after?.(operation, kind);
    return result;
  }

  /** Printing cannot wait for anything. */
  public print(perform: () => void): void {
    const operation = ++this.operations;
    void this.interference.before?.(operation, 'print');
    perform();
    void this.interference.after?.(operation, 'print');
  }
}

/** The process ends at one operation; whatever it still tries comes to nothing. */
export function killedAt(fatal: number, when: 'before' | 'after'): Interference {
  let dead = false;
  const end = () => {
    dead = true;
    throw new Error('The process has ended.');
  };
  return {
    before: operation => {
      if (dead || operation === fatal && when === 'before') end();
    },
    after: operation => {
      if (dead || operation === fatal) end();
    },
    isDead: () => dead,
  };
}

/** One request is refused, as after the last retry of the client. */
export function throttledAt(request: number, name: string): Interference {
  let requests = 0;
  return {
    before: (_operation, kind) => {
      if (kind === 'request' && ++requests === request) throw Object.assign(new Error('Rate exceeded'), { name, $metadata: { httpStatusCode: 400 }, $fault: 'client' });
    },
  };
}
