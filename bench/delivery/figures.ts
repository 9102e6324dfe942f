import { type Figure, median } from '../figure';
import type { Measurement, Sample } from './measurement';
import { MEMORY_GB, UNIT_PRICES } from './prices';

export const CASES = {
  handler: { load: 'handler' },
  nothing: { load: 'nothing' },
  replay: { replay: { events: 1_000, days: 4, services: 30 } },
} satisfies Record<string, Measurement>;

export type Round = Readonly<Record<keyof typeof CASES, Sample>>;

/** What the rounds come to, in medians. */
export function figures(rounds: readonly Round[]): Figure[] {
  const over = (of: (round: Round) => number) => median(rounds.map(of));
  const perMessage = (of: (sample: Sample) => number) => over(({ replay }) => of(replay) / replay.messages);
  return [
    { what: 'bundle, minified', value: over(({ handler }) => handler.bytes / 1_000), unit: 'kB' },
    { what: 'the same, compressed', value: over(({ handler }) => handler.gzipBytes / 1_000), unit: 'kB' },
    { what: 'loading it, less that of an empty module', value: over(({ handler, nothing }) => handler.loadMs - nothing.loadMs), unit: 'ms' },
    { what: 'events taken in and settled', value: over(({ replay }) => 1_000 * replay.messages / (replay.ingestMs + replay.settleMs)), unit: 'a second' },
    { what: 'events taken in', value: over(({ replay }) => 1_000 * replay.messages / replay.ingestMs), unit: 'a second' },
    { what: 'requests to DynamoDB', value: perMessage(({ requests }) => requests), unit: 'an event' },
    { what: 'write units', value: perMessage(({ writeUnits }) => writeUnits), unit: 'an event' },
    { what: 'read units', value: perMessage(({ readUnits }) => readUnits), unit: 'an event' },
  ];
}

/** USD for a million events, by what is paid for. */
export function costs(rounds: readonly Round[]): Record<string, number> {
  const million = (of: (sample: Sample) => number) => median(rounds.map(({ replay }) => 1e6 * of(replay) / replay.messages));
  const { writeUnit, readUnit, lambdaRequest, lambdaArmGbSecond, queueRequest } = UNIT_PRICES;
  return {
    'DynamoDB, writes': million(({ writeUnits }) => writeUnits * writeUnit),
    'DynamoDB, reads': million(({ readUnits }) => readUnits * readUnit),
    'Lambda, duration': million(({ ingestMs, settleMs }) => (ingestMs + settleMs) / 1_000 * MEMORY_GB * lambdaArmGbSecond),
    'Lambda, requests': million(({ batches, settles }) => (batches + settles) * lambdaRequest),
    'SQS': million(({ messages, batches }) => (messages + 2 * batches) * queueRequest),
  };
}
