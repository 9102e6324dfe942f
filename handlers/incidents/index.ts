import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SSMClient } from '@aws-sdk/client-ssm';
import { IncidentHandler, type QueuedMessage } from './incident-handler';
import { settingsOf } from './settings';

const incidents = new IncidentHandler({
  // OpsCenter takes few requests a second, and a retry costs less than a message that waits.
  ssm: new SSMClient({ maxAttempts: 6 }),
  cloudWatch: new CloudWatchClient({ maxAttempts: 6 }),
  settings: settingsOf(process.env),
  now: Date.now,
  // Not through the console, which puts words of its own before the metrics.
  emit: line => void process.stdout.write(`${line}\n`),
});

interface Batch {
  readonly Records: readonly QueuedMessage[];
}

/** A batch of the queue; what it returns is delivered again. */
export async function handler({ Records }: Batch): Promise<{ batchItemFailures: Array<{ itemIdentifier: string }> }> {
  const failed = await incidents.handle(Records);
  return { batchItemFailures: failed.map(itemIdentifier => ({ itemIdentifier })) };
}
