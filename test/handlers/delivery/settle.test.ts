import * as fc from 'fast-check';
import { envelopeOf } from '../../../handlers/delivery/facts/envelope';
import { tell } from '../../../handlers/delivery/facts/tell';
import { fold } from '../../../handlers/delivery/fold/fold';
import { homeOf } from '../../../handlers/delivery/mapping/home';
import { RegistryIndex } from '../../../handlers/delivery/mapping/registry-index';
import { Database } from './support/database';
import { alarm, alarmDeleted, canary, codeDeploy, custom, pipeline, run, stack } from './support/told';
import { at, newWorld, SETTINGS, SHOP, type TestWorld } from './support/world';

let database: Database;
beforeAll(async () => { database = await Database.start(); });
afterAll(async () => database.stop());

const FOLD = {
  changeFailure: SETTINGS.changeFailureWindow * 1000,
  rework: SETTINGS.reworkWindow * 1000,
  reopenWithin: SETTINGS.reopenWithin * 1000,
  changeGap: SETTINGS.changeGap * 1000,
};

/** Advances in steps of the schedule. */
async function settleUntil(world: TestWorld, minutes: number): Promise<number> {
  let emitted = 0;
  while (world.now < at(minutes)) {
    world.now = Math.min(at(minutes), world.now + 5 * 60_000);
    emitted += (await world.application.settle()).emitted;
  }
  return emitted;
}

describe('what is settled part by part is what all events together come to', () => {
  const token = fc.constantFrom('t1', 't2', 't3');
  const minutes = fc.integer({ min: 0, max: 4000 });
  const someEvents = fc.oneof(
    fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), minutes, fc.integer({ min: 0, max: 200 }), fc.constantFrom('SUCCEEDED', 'FAILED', 'SUPERSEDED'), fc.constantFrom(undefined, 'ManualRollback'))
      .map(([id, from, length, end, trigger]) => [pipeline(`${id}${from}`, 'STARTED', from, undefined, trigger), pipeline(`${id}${from}`, end, from + length)]),
    fc.tuple(fc.constantFrom('Shop', 'Data'), token, minutes, fc.integer({ min: 0, max: 30 }), fc.constantFrom('UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'))
      .map(([name, id, from, length, end]) => [stack(name, 'UPDATE_IN_PROGRESS', from, `${id}${from}`), stack(name, end, from + length, `${id}${from}`)]),
    fc.tuple(minutes, fc.integer({ min: 0, max: 20 }), fc.constantFrom('SUCCESS', 'FAILURE', 'STOP'))
      .map(([from, length, end]) => [codeDeploy(`d${from}`, 'START', from), codeDeploy(`d${from}`, end, from + length)]),
    fc.tuple(fc.constantFrom('shop-health', 'shop-other'), minutes, fc.integer({ min: 0, max: 300 })).map(([name, from, length]) => [
      alarm(name, 'ALARM', from, { startDate: new Date(at(from - 4)).toISOString() }), alarm(name, 'OK', from + length),
    ]),
    fc.tuple(minutes, fc.boolean()).map(([when, passed]) => [canary('shop-home', passed, when)]),
    minutes.map(when => [alarmDeleted('shop-health', when)]),
    fc.tuple(fc.constantFrom('x', 'y'), minutes, fc.constantFrom('OPENED', 'ACKNOWLEDGED', 'RESTORED')).map(([id, when, status]) => [custom('incident', when, { id, status })]),
    fc.tuple(fc.constantFrom('r1', 'r2', 'r3'), minutes, fc.constantFrom(undefined, 'r1', 'r2')).map(([id, when, rollbackOf]) => [custom('deployment', when, { id, status: 'SUCCEEDED', rollbackOf })]),
  );

  test('whichever source counts, in however many parts', async () => {
    const told = fc.array(someEvents, { minLength: 5, maxLength: 16 }).map(list => list.flat()).chain(events => fc.record({
      events: fc.constant(events),
      shuffled: fc.shuffledSubarray(events, { minLength: events.length }),
      parts: fc.integer({ min: 1, max: 5 }),
      counts: fc.constantFrom('pipeline', 'stack', 'codedeploy', 'custom'),
    }));
    await fc.assert(fc.asyncProperty(told, async ({ events, shuffled, parts, counts }) => {
      const world = await newWorld(database);
      world.services = [{ ...SHOP, counts, stacks: ['Shop', 'Data'], alarms: { 'shop-health': 'PAGE', 'shop-other': 'TICKET' } }];
      world.now = at(5000);
      for (let part = 0; part < parts; part++) {
        await world.take(...shuffled.filter((_, position) => position % parts === part));
        await world.application.settle();
      }
      const index = new RegistryIndex(world.services);
      const facts = events.flatMap(event => homeOf(tell(envelopeOf(JSON.stringify(event)))!, {}, index).facts);
      const expected = fold(facts, FOLD);
      const { deployments, incidents } = await world.episodes();
      expect(incidents).toEqual(expected.incidents);
      expect(sorted(deployments)).toEqual(sorted(expected.deployments));
    }), { numRuns: 8 });
  });
});

function sorted(deployments: readonly object[]): string[] {
  return deployments.map(deployment => JSON.stringify(deployment, Object.keys(deployment).sort())).sort();
}

describe('points', () => {
  test('a deployment goes out once, an hour and 15 minutes after its end, with its time', async () => {
    const world = await newWorld(database);
    await world.take(...run('a', 0, 10));
    expect(await settleUntil(world, 84)).toBe(0);
    expect(await settleUntil(world, 90)).toBe(1);
    expect(await settleUntil(world, 200)).toBe(0);
    expect(world.emitted('Deployments')).toMatchObject([{
      _aws: { Timestamp: at(10) }, Service: 'shop', Environment: 'prod', Deployments: 1, FailedDeployments: 0, Rollbacks: 0, ReworkDeployments: 0, DeploymentDuration: 600,
    }]);
    expect(world.emitted('LeadTime')).toEqual([]);
    expect(world.emitted('DeploymentMarker')).toMatchObject([{ _aws: { Timestamp: at(10) } }]);
  });

  test('an incident tells of its opening after 15 minutes and of the rest 25 minutes after it was restored', async () => {
    const world = await newWorld(database);
    await world.take(alarm('shop-health', 'ALARM', 0, { startDate: new Date(at(-3)).toISOString() }));
    expect(await settleUntil(world, 14)).toBe(0);
    expect(await settleUntil(world, 15)).toBe(1);
    await world.take(custom('incident', 5, { id: '1', status: 'ACKNOWLEDGED' }), alarm('shop-health', 'OK', 20));
    expect(await settleUntil(world, 44)).toBe(0);
    expect(await settleUntil(world, 45)).toBe(1);
    expect(world.emitted('IncidentsOpened')).toMatchObject([{ _aws: { Timestamp: at(0) }, Severity: 'PAGE', IncidentsOpened: 1 }]);
    expect(world.emitted('IncidentsClosed')).toMatchObject([{ _aws: { Timestamp: at(20) }, Severity: 'PAGE', TimeToRestore: 1200, TimeToDetect: 180, TimeToAcknowledge: 300 }]);
  });

  test('open incidents are a gauge, at nought once when there is none', async () => {
    const world = await newWorld(database);
    await world.take(alarm('shop-health', 'ALARM', 0));
    await settleUntil(world, 15);
    await world.take(alarm('shop-health', 'OK', 14));
    await settleUntil(world, 60);
    expect(world.emitted('OpenIncidents').map(({ OpenIncidents }) => OpenIncidents)).toEqual([1, 1, 1, 0]);
  });

  test('what a late event makes of it is stored, and not emitted again', async () => {
    const world = await newWorld(database);
    await world.take(stack('Shop', 'UPDATE_IN_PROGRESS', 0, 't'), stack('Shop', 'UPDATE_COMPLETE', 5, 't'), alarm('shop-health', 'ALARM', 30), alarm('shop-health', 'OK', 40));
    world.services = [{ ...SHOP, counts: 'stack', stacks: ['Shop', 'Data'] }];
    world.now += 6 * 60_000;
    await world.application.settle({ recompute: {} });
    expect(await settleUntil(world, 120)).toBe(3);
    await world.take(
      stack('Data', 'UPDATE_IN_PROGRESS', -4, 'u'), stack('Data', 'UPDATE_ROLLBACK_COMPLETE', 2, 'u'), alarm('shop-health', 'ALARM', 25), alarm('shop-health', 'OK', 27),
    );
    expect(await settleUntil(world, 240)).toBe(0);
    expect(await world.episodes()).toMatchObject({
      deployments: [{ startedAt: at(-4), endedAt: at(5), outcome: 'failed' }], incidents: [{ openedAt: at(25), restoredAt: at(40) }],
    });
  });

  test('what is found out after CloudWatch takes it no more is only counted', async () => {
    const world = await newWorld(database);
    world.now = at(14 * 24 * 60);
    await world.take(...run('a', 0, 10));
    expect(await world.application.settle()).toMatchObject({ emitted: 0, late: 1 });
    expect(await world.application.settle()).toMatchObject({ emitted: 0, late: 0 });
    expect(world.emitted('EventsTooLateToEmit')).toHaveLength(1);
    expect((await world.episodes()).deployments).toHaveLength(1);
  });

  test('what was claimed and perhaps printed when a function was killed is looked up in the log', async () => {
    for (const wasPrinted of [true, false]) {
      let dies = true;
      const lines: string[] = [];
      const world: TestWorld = await newWorld(database, {
        print: line => {
          const isPoint = line.includes('"Deployments":1');
          if (!isPoint || !dies || wasPrinted) lines.push(line);
          if (isPoint && dies) throw new Error('killed');
        },
        emissionLog: { find: async id => lines.some(line => line.includes(`"id":"${id}"`)) },
      });
      await world.take(...run('a', 0, 10));
      world.now = at(90);
      await expect(world.application.settle()).rejects.toThrow('shop#prod');
      dies = false;
      await settleUntil(world, 99);
      expect(lines.filter(line => line.includes('"Deployments":1'))).toHaveLength(wasPrinted ? 1 : 0);
      await settleUntil(world, 120);
      expect(lines.filter(line => line.includes('"Deployments":1'))).toHaveLength(1);
    }
  });

  test('two runs at once settle each service once', async () => {
    const world = await newWorld(database);
    await world.take(...run('a', 0, 10));
    world.now = at(90);
    const reports = await Promise.all([world.application.settle(), world.application.settle()]);
    expect(reports.map(({ emitted }) => emitted).sort()).toEqual([0, 1]);
    expect(world.emitted('Deployments')).toHaveLength(1);
  });
});

describe('recompute', () => {
  test('moves what a service claims by now, and keeps what is emitted as it is', async () => {
    const world = await newWorld(database);
    world.services = [];
    await world.take(...run('a', 0, 10), ...run('b', 20, 30, 'FAILED'), ...run('c', 20, 30, 'SUCCEEDED', 'other-pipeline'));
    world.now = at(60);
    await world.application.settle();
    expect((await world.episodes('unmapped', 'unmapped')).deployments).toHaveLength(3);
    world.services = [SHOP];
    world.now = at(70);
    expect(await world.application.settle({ recompute: { service: 'shop' } })).toMatchObject({ recomputed: 6, moved: 4 });
    expect((await world.episodes('unmapped', 'unmapped')).deployments).toMatchObject([{ id: 'c' }]);
    expect((await world.episodes()).deployments).toMatchObject([{ id: 'a' }, { id: 'b' }]);
    expect(await settleUntil(world, 200)).toBe(3);
    expect(await world.application.settle({ recompute: {} })).toMatchObject({ recomputed: 6, moved: 0, emitted: 0 });
  });

  test('goes on where it was killed', async () => {
    const world = await newWorld(database);
    world.services = [];
    await world.take(...run('a', 0, 10));
    world.services = [SHOP];
    world.now = at(60);
    const send = world.dynamo.send.bind(world.dynamo);
    const dying = jest.spyOn(world.dynamo, 'send').mockImplementation((async (command: { constructor: { name: string } }) => {
      if (command.constructor.name === 'DeleteItemCommand') throw new Error('killed');
      return send(command as never);
    }) as never);
    await expect(world.application.settle({ recompute: {} })).rejects.toThrow('killed');
    dying.mockRestore();
    await world.application.settle();
    expect((await world.episodes('unmapped', 'unmapped')).deployments).toEqual([]);
    expect((await world.episodes()).deployments).toMatchObject([{ id: 'a' }]);
  });
});
