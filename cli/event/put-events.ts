import { setTimeout } from 'timers/promises';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { EventEntry } from './entry';

/** What came of an event: the id that it got, or why it was not taken. */
export type Sent = { readonly eventId: string } | { readonly refusal: string };

/** What may go better next time, of an entry that EventBridge did not take. */
const TRANSIENT = ['InternalFailure', 'InternalException', 'ThrottlingException'];
const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 200;
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 10_000 };

/**
 * Sends an event with the credentials and the Region that the AWS SDK finds.
 *
 * @throws what the SDK throws, as of credentials that are missing
 */
export async function putEvent({ Time, ...entry }: EventEntry, region: string | undefined): Promise<Sent> {
  const client = new EventBridgeClient({ ...region === undefined ? {} : { region }, requestHandler: TIMEOUTS });
  const command = new PutEventsCommand({ Entries: [{ ...entry, ...Time === undefined ? {} : { Time: new Date(Time) } }] });
  try {
    for (let attempt = 1; ; attempt++) {
      const { FailedEntryCount = 0, Entries: [answer] = [] } = await client.send(command);
      if (FailedEntryCount === 0 && answer?.EventId) return { eventId: answer.EventId };
      if (attempt === ATTEMPTS || !TRANSIENT.includes(answer?.ErrorCode ?? '')) {
        return { refusal: `${answer?.ErrorCode ?? 'no reason given'}${answer?.ErrorMessage ? `: ${answer.ErrorMessage}` : ''}` };
      }
      await setTimeout(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  } finally {
    client.destroy();
  }
}
