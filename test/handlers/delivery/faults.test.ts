/** @slow It runs the same again and again. */
import type { Application } from '../../../handlers/delivery/application';
import { pointsOf, truths } from './replay/oracle';
import { byOracle, isOnce, ofOracle, oncePoints, storeOf } from './support/compare';
import { Database } from './support/database';
import { enrichmentOf } from './support/enrichment';
import { CALLS, LOG, make, play, recordsOf, REGISTRY } from './support/scenario';
import { Stage } from './support/stage';
import { type Interference, killedAt, throttledAt } from './support/wire';

/** All that can be tried takes longer than a test should; what is left out by default is much like what is next to it. */
const EVERYTHING = process.env.FAULTS === 'all';

let database: Database;
let tables = 0;
beforeAll(async () => {
  database = await Database.start();
});
afterAll(async () => database.stop());

async function newStage(): Promise<Stage> {
  const table = `faults-${++tables}`;
  await database.createTable(table);
  return new Stage({ database, table, registry: REGISTRY, enrichment: enrichmentOf(LOG) });
}

const TRUTHS = truths(REGISTRY, LOG);
const POINTS = [...TRUTHS].flatMap(([name, truth]) => pointsOf(truth).filter(isOnce).map(point => ofOracle(name, point))).sort();

/** Read with nothing in between. */
async function expectTruth(stage: Stage): Promise<void> {
  expect(await storeOf(stage.application(), REGISTRY)).toEqual(byOracle(TRUTHS));
  expect(oncePoints(stage.printed).sort()).toEqual(POINTS);
}

async function playedWell(stage: Stage, interference: Interference): Promise<void> {
  await play(stage, interference);
  await expectTruth(stage);
}

function numbers(last: number, step = 1): number[] {
  return Array.from({ length: Math.ceil(last / step) }, (_, index) => 1 + index * step);
}

/** How many operations the morning takes, and how many of them are requests. */
async function operationsOfMorning(): Promise<{ readonly operations: number; readonly requests: number }> {
  const stage = await newStage();
  let [operations, requests] = [0, 0];
  await play(stage, {
    before: (_operation, kind) => {
      operations++;
      if (kind === 'request') requests++;
    },
  });
  await expectTruth(stage);
  return { operations, requests };
}

let morning: { readonly operations: number; readonly requests: number };
test('what is tried here is all that a handler does', async () => {
  morning = await operationsOfMorning();
  expect(POINTS).toHaveLength(8);
  expect(morning.requests).toBeGreaterThan(LOG.length);
});

// Where operations follow each other, after one is before the next.
test.each(EVERYTHING ? ['after', 'before'] as const : ['after'] as const)('killed %s any operation, it loses nothing and tells nothing twice', async when => {
  for (const operation of numbers(morning.operations)) {
    const stage = await newStage();
    await named(`killed ${when} operation ${operation}`, async () => playedWell(stage, killedAt(operation, when)));
  }
});

test('DynamoDB refuses any request', async () => {
  for (const request of numbers(morning.requests, EVERYTHING ? 1 : 2)) {
    const stage = await newStage();
    const name = request % 4 === 1 ? 'ProvisionedThroughputExceededException' : 'ThrottlingException';
    await named(`${name} at request ${request}`, async () => playedWell(stage, throttledAt(request, name)));
  }
});

test('another process does the same at any moment, so that conditions fail', async () => {
  for (const operation of numbers(morning.operations, EVERYTHING ? 1 : 3)) {
    const stage = await newStage();
    const other = stage.application();
    const interference: Interference = {
      before: async (current, kind) => {
        if (current === operation && kind !== 'print') await makeAll(stage, other);
      },
    };
    await named(`another process at operation ${operation}`, async () => playedWell(stage, interference));
  }
});

/** All calls whose time has come. */
async function makeAll(stage: Stage, application: Application): Promise<void> {
  const { now } = stage;
  for (const call of CALLS.filter(({ at, batch }) => at <= now && batch)) await make(stage, application, call);
  await make(stage, application, { at: now });
}

test('everything is called twice at once', async () => {
  const stage = await newStage();
  const applications = [stage.application(), stage.application()];
  for (const call of CALLS) await Promise.all(applications.map(async application => make(stage, application, call)));
  await expectTruth(stage);
});

test('of a batch that is half poison, the other half is taken', async () => {
  const stage = await newStage();
  const application = stage.application();
  const poison = ['', 'null', '{"id":"x"}', JSON.stringify({ ...LOG[0].event, detail: 'none' }), JSON.stringify({ ...LOG[0].event, time: 'soon' })];
  for (const { at, batch } of CALLS) {
    if (!batch) continue;
    stage.now = at;
    const records = recordsOf(batch).flatMap((record, index) => [record, { messageId: `poison-${index}`, body: poison[index] }]);
    const { batchItemFailures } = await application.ingest({ Records: records });
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(batch.map((_, index) => `poison-${index}`));
  }
  for (const call of CALLS.filter(({ batch }) => !batch)) await make(stage, application, call);
  await expectTruth(stage);
});

/** What fails says where. */
async function named(what: string, check: () => Promise<void>): Promise<void> {
  try {
    await check();
  } catch (error) {
    throw new Error(`${what}: ${(error as Error).message}`, { cause: error });
  }
}
