/** @slow It thousands of requests to a database. */
import { compareEmitted } from './replay/emitted';
import { generate } from './replay/generate';
import { HOUR } from './replay/log';
import { truths } from './replay/oracle';
import { run } from './replay/run';
import { byOracle, oncePoints, storeOf } from './support/compare';
import { Database } from './support/database';
import { enrichmentOf } from './support/enrichment';
import { Stage } from './support/stage';

/** The year of 100,000 events is a task of its own, since it takes most of an hour. */
const YEAR = process.env.REPLAY === 'year' ? { events: 100_000, days: 365, again: 100_000 } : { events: 5_000, days: 4, again: 1_000 };
const SETTLES_EVERY = Number(process.env.REPLAY_SETTLES_EVERY_HOURS ?? 6) * HOUR;
/** Of those that are replayed once more, the latest, which could still change something. */
const AGAIN = Number(process.env.REPLAY_AGAIN ?? YEAR.again);
const TABLE = 'replay';

const { registry, log, deliveries } = generate({ seed: Number(process.env.REPLAY_SEED ?? 8), services: 30, ...YEAR });

let database: Database;
beforeAll(async () => {
  database = await Database.start();
  await database.createTable(TABLE);
});
afterAll(async () => database.stop());

test('a replayed log comes to what an independent computation says, as often as it is replayed', async () => {
  const stage = new Stage({ database, table: TABLE, registry, enrichment: enrichmentOf(log) });
  const application = stage.application();

  const replayed = await run(stage, application, deliveries, SETTLES_EVERY);
  const store = await storeOf(application, registry);
  expect(store).toEqual(byOracle(truths(registry, log)));

  const poisoned = deliveries.flatMap(({ entry }, index) => entry ? [] : [index]);
  expect(replayed.refused).toEqual(poisoned);
  const { compared, ...faults } = compareEmitted(registry, deliveries, replayed, stage.printed);
  expect(faults).toEqual({ unfounded: [], missing: [], repeated: [] });
  expect(compared).toBeGreaterThan(YEAR.events / 4);

  const emitted = oncePoints(stage.printed);
  const again = deliveries.slice(-AGAIN).map(delivery => ({ ...delivery, at: deliveries.at(-1)!.at + 24 * HOUR }));
  await run(stage, application, again, SETTLES_EVERY);
  expect(await storeOf(application, registry)).toEqual(store);
  expect(oncePoints(stage.printed)).toEqual(emitted);
}, 3_600_000);
