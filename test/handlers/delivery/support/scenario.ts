import type { Application } from '../../../../handlers/delivery/application';
import type { QueueRecord } from '../../../../handlers/delivery/ports';
import type { RegisteredService } from '../../../../src/core/schemas/private/delivery';
import { alarm, deployment, incident, seconds, type Shape } from '../replay/generate/shapes';
import { type Entry, MINUTE } from '../replay/log';
import type { Stage } from './stage';
import { type Interference, Wire } from './wire';

/** A morning of one service: small, so that everything that can go wrong in it can be tried. */
export const REGISTRY: readonly RegisteredService[] = [{ service: 'shop', environment: 'prod', counts: 'custom', alarms: { 'shop-health': 'PAGE' } }];

export const MORNING = Date.UTC(2026, 4, 4, 8);

function at(minute: number): number {
  return MORNING + minute * MINUTE;
}

function told(shape: Shape): Entry {
  return { event: { id: `event-${shape['detail-type']}-${JSON.stringify(shape.detail).length}-${shape.time}`.replaceAll(' ', ''), ...shape } };
}

const run = (minute: number, status: 'STARTED' | 'SUCCEEDED', more: object = {}) =>
  told(deployment(at(minute), { service: 'shop', environment: 'prod', id: 'run-1', status, ...more }));
const health = (minute: number, value: string, previous: string) => told(alarm(at(minute) + 7, 'shop-health', { value, previous }));

const FIRST = [run(0, 'STARTED'), run(6, 'SUCCEEDED', { commitTimes: [seconds(at(-90))] }), health(20, 'ALARM', 'OK')];
const SECOND = [told(incident(at(23), { service: 'shop', environment: 'prod', id: 'P1', status: 'ACKNOWLEDGED' })), health(31, 'OK', 'ALARM')];

export const LOG: readonly Entry[] = [...FIRST, ...SECOND];

/** What the function is called with, and when. */
export interface Call {
  readonly at: number;
  /** Absent where it is the schedule that calls. */
  readonly batch?: readonly Entry[];
}

/** The schedule goes on at the end, and finds what was left undone. */
export const CALLS: readonly Call[] = [
  { at: at(21), batch: FIRST }, { at: at(32), batch: [...SECOND, FIRST[1]] }, { at: at(100) }, { at: at(110) }, { at: at(120) },
];

export function recordsOf(batch: readonly Entry[], receiveCount = 1): QueueRecord[] {
  const attributes = { ApproximateReceiveCount: String(receiveCount) };
  return batch.map(({ event }, index) => ({ messageId: String(index), body: JSON.stringify(event), attributes }));
}

/** Makes a call as SQS and the schedule do. What is handed back comes back. */
export async function make(stage: Stage, application: Application, { at: time, batch }: Call): Promise<void> {
  stage.now = Math.max(stage.now, time);
  if (!batch) return void await application.settle();
  let [records, receiveCount] = [recordsOf(batch), 1];
  while (records.length > 0) {
    const { batchItemFailures } = await application.ingest({ Records: records });
    const refused = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    records = recordsOf(batch, ++receiveCount).filter(({ messageId }) => refused.includes(messageId));
    if (receiveCount > 4) throw new Error(`Refused again and again: ${records.map(({ body }) => body).join('\n')}`);
    stage.now += records.length > 0 ? MINUTE : 0;
  }
}

/** Plays the morning. A call that fails, or whose process ends, is made again: by SQS after its timeout, by the schedule the next time. */
export async function play(stage: Stage, interference: Interference): Promise<void> {
  let wire = new Wire(interference);
  let application = stage.application(wire);
  for (const call of CALLS) {
    for (let failures = 0; !await succeeds(stage, application, call, wire); failures++) {
      if (failures > 2) throw new Error(`Failed again and again: ${JSON.stringify(call)}`);
      stage.now += 90_000;
      if (!wire.interference.isDead?.()) continue;
      wire = new Wire();
      application = stage.application(wire);
    }
  }
}

async function succeeds(stage: Stage, application: Application, call: Call, { interference }: Wire): Promise<boolean> {
  try {
    await make(stage, application, call);
    return !interference.isDead?.();
  } catch (error) {
    if (!interference.isDead && !interference.before) throw error;
    return false;
  }
}
