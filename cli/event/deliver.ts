import { Failure } from '../failure';
import type { Terminal } from '../terminal/terminal';
import type { EventEntry } from './entry';

/** How an event gets away. */
export interface DeliveryOptions {
  readonly bus?: string;
  readonly region?: string;
  readonly print?: boolean;
}

/** Work that takes its time, done when the command has been understood. */
export type Afterwards = Array<() => Promise<void>>;

/** Prints the event, or sends it afterwards. */
export function deliver(entry: EventEntry, { region, print }: DeliveryOptions, terminal: Terminal, afterwards: Afterwards): void {
  if (print) terminal.out(`${JSON.stringify([entry], undefined, 2)}\n`);
  else afterwards.push(() => send(entry, region ?? (process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || undefined), terminal));
}

async function send(entry: EventEntry, region: string | undefined, terminal: Terminal): Promise<void> {
  const bus = entry.EventBusName ?? 'default';
  // What the SDK says of this version of Node.js is for us, as it comes with the command.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  // The AWS SDK is large, and no other command needs it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { putEvent } = require('./put-events') as typeof import('./put-events');
  const sent = await putEvent(entry, region).catch((error: Error) => ({ refusal: `${error.name}: ${error.message}` }));
  if ('refusal' in sent) {
    throw new Failure(`EventBridge did not take the event for the bus '${bus}' (${sent.refusal}). It needs credentials that may call events:PutEvents on the bus, and a Region: --region, or AWS_REGION.`);
  }
  terminal.out(`${entry.DetailType} event ${sent.eventId} is sent to the bus '${bus}'.\n`);
}
