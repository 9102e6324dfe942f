import { Database } from './support/database';
import { alarm, alarmDeleted, aliasMoved, canary, canaryChanged, custom, ecs, opsItem, pipeline, run, stack } from './support/told';
import { at, iso, newWorld, SHOP, type TestWorld } from './support/world';

let database: Database;
beforeAll(async () => { database = await Database.start(); });
afterAll(async () => database.stop());

async function settled(world: TestWorld) {
  await world.application.settle();
  return { ...await world.episodes(), unmapped: await world.episodes('unmapped', 'unmapped') };
}

describe('whose an event is', () => {
  test('only the source that counts makes deployments of a service', async () => {
    const world = await newWorld(database);
    await world.take(...run('a', 0, 10), stack('Shop', 'UPDATE_IN_PROGRESS', 2, 't'), stack('Shop', 'UPDATE_COMPLETE', 4, 't'), aliasMoved(5));
    expect(await settled(world)).toMatchObject({ deployments: [{ source: 'pipeline', id: 'a' }], unmapped: { deployments: [] } });
  });

  test('what nobody claims counts as unmapped, whatever tells of it, but for alarms', async () => {
    const world = await newWorld(database);
    await world.take(
      ...run('a', 0, 10, 'SUCCEEDED', 'other'), stack('Other', 'CREATE_IN_PROGRESS', 2, 't'), stack('Other', 'CREATE_COMPLETE', 4, 't'),
      alarm('other', 'ALARM', 0), canary('other', false, 0), custom('deployment', 20, { id: 'x', status: 'FAILED', service: 'nobody' }),
    );
    const { unmapped } = await settled(world);
    expect(unmapped.deployments.map(({ source }) => source).sort()).toEqual(['custom', 'pipeline', 'stack']);
    expect(unmapped.incidents).toMatchObject([{ openedAt: at(0), severity: 'TICKET' }]);
    expect(world.emitted('UnmappedEvents')).toMatchObject([{ UnmappedEvents: 6, Table: world.table }]);
  });

  test('alarms of a service are incidents or symptoms, as it registered them', async () => {
    const world = await newWorld(database);
    const blames = (minutes: number) => ({ startDate: iso(minutes).replace('Z', '+0000') });
    await world.take(alarm('shop-latency', 'ALARM', -2, blames(-6)), alarm('shop-health', 'ALARM', 0), alarm('shop-health', 'INSUFFICIENT_DATA', 5));
    expect((await settled(world)).incidents).toEqual([{ openedAt: at(0), severity: 'PAGE', timeToDetectSeconds: 360 }]);
  });

  test('the registry is read every five minutes, and again where it does not know something', async () => {
    const world = await newWorld(database);
    await world.take(pipeline('a', 'STARTED', 0));
    await world.take(pipeline('a', 'SUCCEEDED', 4));
    expect(world.reads).toBe(1);
    world.services = [SHOP, { ...SHOP, service: 'other', pipelines: ['other'] }];
    world.now += 20_000;
    await world.take(pipeline('b', 'STARTED', 4, 'other'));
    expect(world.reads).toBe(1);
    world.now += 20_000;
    await world.take(pipeline('c', 'SUCCEEDED', 4, 'other'));
    expect(world.reads).toBe(2);
    await world.application.settle();
    expect((await world.episodes('other', 'prod')).deployments).toMatchObject([{ id: 'c' }]);
    world.now += 301_000;
    await world.take(pipeline('d', 'STARTED', 5));
    expect(world.reads).toBe(3);
  });
});

describe('each event once', () => {
  test('told again it changes nothing, and is counted as a duplicate', async () => {
    const world = await newWorld(database);
    const events = run('a', 0, 10);
    await world.take(...events, ...events);
    const once = await settled(world);
    await world.take(...events);
    expect(await settled(world)).toEqual(once);
    expect(world.emitted('DuplicateEvents').map(line => line.DuplicateEvents)).toEqual([2, 2]);
    expect(world.emitted('DeploymentMarker')).toHaveLength(1);
  });

  test('also where somebody registered it in between', async () => {
    const world = await newWorld(database);
    const events = run('a', 0, 10);
    world.services = [];
    await world.take(...events);
    world.services = [SHOP];
    world.now += 40_000;
    await world.take(...events);
    expect(await settled(world)).toMatchObject({ deployments: [], unmapped: { deployments: [{ id: 'a' }] } });
  });

  test('what was kept and not marked when the function was killed is marked by the retry', async () => {
    const world = await newWorld(database);
    const events = run('a', 0, 10);
    const send = world.dynamo.send.bind(world.dynamo);
    const dying = jest.spyOn(world.dynamo, 'send').mockImplementation((async (command: { constructor: { name: string } }) => {
      if (command.constructor.name === 'UpdateItemCommand') throw new Error('killed');
      return send(command as never);
    }) as never);
    expect(await world.take(...events)).toEqual(['0', '1']);
    dying.mockRestore();
    expect((await settled(world)).deployments).toEqual([]);
    await world.take(...events);
    expect((await settled(world)).deployments).toMatchObject([{ id: 'a' }]);
  });
});

describe('events that cannot be taken', () => {
  const bad: readonly (readonly [string, object | string, string])[] = [
    ['no JSON', 'nonsense', 'no JSON'],
    ['no event', '[]', 'no event'],
    ['a pipeline without an execution', { ...pipeline('', 'STARTED', 0) }, "'execution-id' is no text"],
    ['a custom event of no known type', { ...custom('deployment', 0, {}), 'detail-type': 'Deploy' }, "'detail-type'"],
    ['a status that does not exist', custom('deployment', 0, { id: '1', status: 'DONE' }), "'status' is none of STARTED, SUCCEEDED"],
    ['a member of every object as status', custom('incident', 0, { id: '1', status: 'toString' }), "'status' is none of OPENED"],
    ['a time without a zone', custom('deployment', 0, { id: '1', status: 'STARTED', at: '2026-03-02T12:00:00' }), "'at' is no time"],
    ['commits that are no times', custom('deployment', 0, { id: '1', status: 'STARTED', commitTimes: [1] }), "'commitTimes' has an item"],
    ['a severity that does not exist', custom('incident', 0, { id: '1', status: 'OPENED', severity: 'SEV1' }), "'severity' is none of PAGE"],
    ['rework that is a text', custom('deployment', 0, { id: '1', status: 'STARTED', rework: 'yes' }), "'rework' is neither"],
  ];

  let world: TestWorld;
  beforeAll(async () => { world = await newWorld(database); });

  test.each(bad)('%s', async (_, event, problem) => {
    world.lines.length = 0;
    expect(await world.take(...run('a', 0, 10), event)).toEqual(['2']);
    expect(world.lines.map(line => JSON.parse(line))).toContainEqual(expect.objectContaining({
      level: 'ERROR', message: 'This event cannot be taken, now or later', messageId: '2', problem: expect.stringContaining(problem),
    }));
  });

  test('the rest of a batch is taken', async () => expect((await settled(world)).deployments).toHaveLength(1));

  test('the log repeats nothing that users wrote', async () => {
    await world.take(custom('deployment', 0, { id: '1', status: 'the secret', url: 'https://user:secret@example.com' }));
    expect(world.lines.join()).not.toContain('secret');
  });

  test('what is of no kind that counts is kept, and tells nothing', async () => {
    expect(await world.take({ ...pipeline('a', 'STARTED', 0), 'source': 'constructor', 'detail-type': 'toString' }, stack('Shop', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 0, 't'))).toEqual([]);
    expect(await world.application.settle()).toMatchObject({ settled: [] });
  });
});

test('a canary that is stopped, or an alarm that is deleted, while it fails, fails no more', async () => {
  const world = await newWorld(database);
  await world.take(canary('shop-home', false, 0), canaryChanged('shop-home', 'STOPPED', 10), alarm('shop-health', 'ALARM', 60), alarmDeleted('shop-health', 70));
  expect((await settled(world)).incidents).toEqual([
    { openedAt: at(0), closedAt: at(10), severity: 'TICKET' }, { openedAt: at(60), closedAt: at(70), severity: 'PAGE' },
  ]);
});

test('ECS services are known by their ARN, and deployments by when they were updated', async () => {
  const world = await newWorld(database);
  world.services = [{ ...SHOP, counts: 'ecs' }];
  const { ecsServices: [arn] = [] } = SHOP;
  await world.take(ecs(arn, 'ecs-svc/1', 'SERVICE_DEPLOYMENT_IN_PROGRESS', 0), ecs(arn, 'ecs-svc/1', 'SERVICE_DEPLOYMENT_COMPLETED', 10), ecs('arn', 'ecs-svc/2', 'X', 10));
  expect((await settled(world)).deployments).toMatchObject([{ source: 'ecs', target: arn, id: 'ecs-svc/1', startedAt: at(0), endedAt: at(10) }]);
  expect(world.lines.join()).toContain("'resources' names no ECS service");
});

describe('aliases', () => {
  const shop = { ...SHOP, counts: 'alias' } as const;
  const weights = (additionalVersionWeights: object) => ({
    requestParameters: { functionName: 'shop', name: 'live', functionVersion: '1', routingConfig: { additionalVersionWeights } },
  });

  test('each call that moves one for good is a deployment', async () => {
    const world = await newWorld(database);
    world.services = [shop];
    await world.take(
      aliasMoved(0), aliasMoved(1, weights({ 2: 0.1 })), aliasMoved(2, { errorCode: 'AccessDenied', requestParameters: null }), aliasMoved(3, weights({})),
      aliasMoved(4, { requestParameters: { functionName: '111122223333:function:shop', name: 'live', description: 'of no version' } }),
    );
    expect((await settled(world)).deployments.map(({ endedAt }) => endedAt)).toEqual([at(0), at(3)]);
  });
});

describe('what AWS adds', () => {
  const item = (kind?: string) => ({ service: 'shop', environment: 'prod', ...(kind && { kind }) });

  test('commits of an execution and of a stack, only where they count', async () => {
    const world = await newWorld(database);
    const asked: string[] = [];
    world.enrichment = {
      commitTimesOf: async (name, id) => { asked.push(`${name} ${id}`); return [iso(-10), iso(-30)]; },
      commitTimeOfStack: async id => { asked.push(id); return undefined; },
      opsItem: async () => undefined,
    };
    await world.take(...run('a', 0, 10), stack('Shop', 'UPDATE_COMPLETE', 4, 't'));
    expect(asked).toEqual(['shop-pipeline a']);
    expect((await settled(world)).deployments).toMatchObject([{ leadTimeSeconds: 2400 }]);
    await world.application.settle({ recompute: {} });
    expect(asked).toHaveLength(1);
  });

  test('whose an OpsItem is: one about an alarm acknowledges, a review tells nothing, any other is an incident', async () => {
    const world = await newWorld(database);
    const kinds: Readonly<Record<string, string | undefined>> = { 'oi-alarm': 'incident', 'oi-review': 'review' };
    world.enrichment = { ...world.enrichment, opsItem: async id => item(kinds[id]) };
    await world.take(
      opsItem('oi-person', 'Open', 0), opsItem('oi-person', 'Resolved', 30), opsItem('oi-review', 'Open', -60), opsItem('oi-alarm', 'Open', -90),
      opsItem('oi-alarm', 'InProgress', 4), opsItem('oi-insight', 'Open', -120, { 'ops-item-type': '/aws/insight' }),
    );
    expect((await settled(world)).incidents).toEqual([{ openedAt: at(0), closedAt: at(30), restoredAt: at(30), severity: 'TICKET', timeToAcknowledgeSeconds: 240 }]);
  });

  test('an event whose question fails is tried again, and taken without an answer in the end', async () => {
    const world = await newWorld(database);
    world.enrichment = { ...world.enrichment, commitTimesOf: async () => { throw new Error('throttled'); } };
    const body = JSON.stringify(pipeline('a', 'SUCCEEDED', 0));
    const receive = async (times: number) => world.application.ingest({ Records: [{ messageId: 'm', body, attributes: { ApproximateReceiveCount: String(times) } }] });
    expect(await receive(1)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm' }] });
    expect(await receive(3)).toEqual({ batchItemFailures: [] });
    expect((await settled(world)).deployments).toHaveLength(1);
  });
});

test('custom events say everything themselves', async () => {
  const world = await newWorld(database);
  world.services = [{ ...SHOP, counts: 'custom' }];
  await world.take(
    custom('deployment', 90, { id: '1', status: 'STARTED', at: iso(0), commitTimes: [iso(-60)] }), custom('deployment', 90, { id: '1', status: 'SUCCEEDED', at: iso(10) }),
    custom('deployment', 90, { id: '2', status: 'SUCCEEDED', at: iso(40), rollbackOf: '1' }),
    custom('deployment', 90, { id: '3', status: 'FAILED', at: iso(3000), rework: true }),
    custom('incident', 90, { id: 'i', status: 'OPENED', at: iso(200), severity: 'INFO', impactBeganAt: iso(195) }),
  );
  expect(await settled(world)).toMatchObject({
    deployments: [
      { source: 'custom', id: '1', startedAt: at(0), endedAt: at(10), rolledBack: true, failed: true, leadTimeSeconds: 4200 },
      { id: '2', isRollback: true },
      { id: '3', outcome: 'failed', rework: true },
    ],
    incidents: [{ openedAt: at(200), severity: 'INFO', timeToDetectSeconds: 300 }],
  });
});
