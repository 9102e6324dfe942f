import * as fs from 'fs';
import { createRequire } from 'module';
import * as path from 'path';
import { gzipSync } from 'zlib';
import type { Application } from '../../handlers/delivery/application';
import { generate } from '../../test/handlers/delivery/replay/generate';
import { MINUTE } from '../../test/handlers/delivery/replay/log';
import { run } from '../../test/handlers/delivery/replay/run';
import { Database } from '../../test/handlers/delivery/support/database';
import { enrichmentOf } from '../../test/handlers/delivery/support/enrichment';
import { Stage } from '../../test/handlers/delivery/support/stage';
import { Wire } from '../../test/handlers/delivery/support/wire';
import type { Measurement, Sample } from './measurement';

const { load, replay } = JSON.parse(process.argv[2]) as Measurement;

async function measure(): Promise<Partial<Sample>> {
  return load ? loading(path.join(__dirname, `${load}.js`)) : replaying(replay!);
}

function loading(file: string): Partial<Sample> {
  const begin = performance.now();
  createRequire(__filename)(file);
  const loadMs = performance.now() - begin;
  const code = fs.readFileSync(file);
  return { loadMs, bytes: code.length, gzipBytes: gzipSync(code).length };
}

/** The functions as they are in AWS: batches of what comes within 20 seconds, settled every 5 minutes. */
async function replaying(year: NonNullable<Measurement['replay']>): Promise<Partial<Sample>> {
  const database = await Database.start();
  await database.createTable('bench');
  const { registry, log, deliveries } = generate({ seed: 8, ...year });
  const stage = new Stage({ database, table: 'bench', registry, enrichment: enrichmentOf(log) });
  let [requests, readUnits, writeUnits] = [0, 0, 0];
  const wire = new Wire({
    answered: (command, units) => {
      requests++;
      if (/^(Get|BatchGet|Query|Scan)/.test(command)) readUnits += units;
      else writeUnits += units;
    },
  });
  const times = { ingest: 0, settle: 0, batches: 0 };
  const application = timed(stage.application(wire), times);
  const { settled } = await run(stage, application, deliveries, 5 * MINUTE);
  await database.stop();
  return {
    messages: deliveries.length, batches: times.batches, settles: settled.length, ingestMs: times.ingest, settleMs: times.settle,
    requests, readUnits, writeUnits, logBytes: stage.printed.reduce((sum, { line }) => sum + line.length + 1, 0),
  };
}

function timed(application: Application, times: { ingest: number; settle: number; batches: number }): Application {
  return {
    ...application,
    ingest: async batch => {
      const begin = performance.now();
      times.batches++;
      return application.ingest(batch).finally(() => times.ingest += performance.now() - begin);
    },
    settle: async input => {
      const begin = performance.now();
      return application.settle(input).finally(() => times.settle += performance.now() - begin);
    },
  };
}

measure().then(sample => process.send!(sample, () => process.exit())).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
