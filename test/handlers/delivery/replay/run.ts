import type { Application } from '../../../../handlers/delivery/application';
import type { Stage } from '../support/stage';
import type { Delivery } from './generate';
import { HOUR } from './log';

/** What SQS waits for so that a batch gets fuller. */
const BATCH_WINDOW = 20_000;
const BATCH_SIZE = 10;

/** A run of the schedule. */
export interface Settled {
  readonly at: number;
  /** How many messages had been taken in. */
  readonly taken: number;
  /** How many lines had been printed when it was over. */
  readonly printed: number;
}

export interface Run {
  readonly settled: readonly Settled[];
  /** Indices of the deliveries that were handed back. */
  readonly refused: readonly number[];
}

/** Takes everything in as it arrives, and settles now and then, for some hours after the last message. */
export async function run(stage: Stage, application: Application, deliveries: readonly Delivery[], settlesEvery: number): Promise<Run> {
  const settled: Settled[] = [];
  const refused: number[] = [];
  let tick = Math.ceil(deliveries[0].at / settlesEvery) * settlesEvery;
  const settleUntil = async (time: number, taken: number) => {
    for (; tick <= time; tick += settlesEvery) {
      stage.now = tick;
      await application.settle();
      settled.push({ at: tick, taken, printed: stage.printed.length });
    }
  };
  for (let index = 0; index < deliveries.length;) {
    await settleUntil(deliveries[index].at, index);
    const batch = nextBatch(deliveries, index, tick);
    stage.now = batch.at(-1)!.at;
    const { batchItemFailures } = await application.ingest({
      Records: batch.map(({ body }, place) => ({ messageId: String(index + place), body, attributes: { ApproximateReceiveCount: '1' } })),
    });
    refused.push(...batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier)));
    index += batch.length;
  }
  await settleUntil(deliveries.at(-1)!.at + Math.max(3 * HOUR, 2 * settlesEvery), deliveries.length);
  return { settled, refused };
}

/** What comes within the window, and before the schedule has its turn. */
function nextBatch(deliveries: readonly Delivery[], from: number, nextTick: number): Delivery[] {
  const until = Math.min(deliveries[from].at + BATCH_WINDOW, nextTick - 1);
  return deliveries.slice(from, from + BATCH_SIZE).filter(({ at }) => at <= until);
}
