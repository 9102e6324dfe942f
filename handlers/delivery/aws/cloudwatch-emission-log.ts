import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { EmissionLog } from '../ports';

/** The log group that the function writes to. */
export function cloudWatchEmissionLog(logGroupName: string, logs: Pick<CloudWatchLogsClient, 'send'> = new CloudWatchLogsClient({})): EmissionLog {
  return {
    async find(id, since): Promise<boolean> {
      let nextToken: string | undefined;
      do {
        const page = await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern: `{ $.id = "${id}" }`, startTime: since - SKEW, nextToken }));
        if ((page.events ?? []).length > 0) return true;
        nextToken = page.nextToken;
      } while (nextToken);
      return false;
    },
  };
}

/** The log keeps its own time. */
const SKEW = 60_000;
