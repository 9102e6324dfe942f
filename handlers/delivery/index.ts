import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SSMClient } from '@aws-sdk/client-ssm';
import { DEFAULT_REGISTRY_PATH, DELIVERY_ENVIRONMENT } from '../../src/core/schemas/private/delivery';
import { type Application, createApplication } from './application';
import { parameterRegistry } from './aws/parameter-registry';
import { NO_ENRICHMENT } from './enrichment';
import type { EmissionLog, QueueBatch, QueueResponse, SettleInput, SettleReport } from './ports';
import { required, settingsIn } from './settings';

let application: Application | undefined;

/** Events from the queue. What fails comes back as such, message by message. */
export async function ingest(batch: QueueBatch): Promise<QueueResponse> {
  return running().ingest(batch);
}

/** Every five minutes, and by hand with `{ "recompute": {} }`. */
export async function settle(input?: SettleInput): Promise<SettleReport> {
  return running().settle(input);
}

/** Clients are made once for each environment of the function, and read their configuration when it is there. */
function running(): Application {
  const variables = process.env;
  application ??= createApplication({
    dynamo: new DynamoDBClient({}),
    settings: settingsIn(variables),
    registry: parameterRegistry(new SSMClient({}), variables[DELIVERY_ENVIRONMENT.registryPath] ?? DEFAULT_REGISTRY_PATH, printLine),
    enrichment: NO_ENRICHMENT,
    emissionLog: emissionLogOnDemand(),
    clock: { now: () => Date.now() },
    print: printLine,
  });
  return application;
}

/** Needed only where a function was killed. */
function emissionLogOnDemand(): EmissionLog {
  return {
    find: async (id, since) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- Loaded when it is needed.
      const { cloudWatchEmissionLog } = require('./aws/cloudwatch-emission-log') as typeof import('./aws/cloudwatch-emission-log');
      return cloudWatchEmissionLog(required(process.env, DELIVERY_ENVIRONMENT.logGroup)).find(id, since);
    },
  };
}

/** `console` would write its own words in front, and CloudWatch takes only lines that are JSON as metrics. */
function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
