import { INCIDENT_DATA, OPS_ITEM_LIMITS } from '../../../src/core/schemas/private/incidents';
import { IncidentWorld, HEALTH, SHOP } from './incident-world';
import { ServiceError } from './ops-center-server';

const world = new IncidentWorld();
beforeAll(() => world.start());
afterAll(() => world.stop());
beforeEach(() => {
  world.reset();
  jest.spyOn(console, 'error').mockReturnValue();
});

const DAY = 86_400_000;

/** An incident that people resolved; the event of it. */
async function resolvedIncident(alarm = HEALTH) {
  await world.deliver(world.changes(alarm, 'ALARM', '2026-03-02T11:27:00.052Z'));
  world.time = Date.parse('2026-03-02T11:55:00Z');
  await world.deliver(world.changes(alarm, 'OK', '2026-03-02T11:41:00.060Z'));
  return world.resolve(world.incidents.at(-1)!.OpsItemId);
}

test('when people resolve an incident, its review is opened, once', async () => {
  const event = await resolvedIncident();
  await world.deliver(event, event);
  await world.deliver(world.updated(world.incidents[0].OpsItemId));

  expect(world.reviews.length).toBe(1);
  const [review] = world.reviews;
  const { OpsItemId } = world.incidents[0];
  expect(review).toMatchObject({
    Title: 'Review by 2026-03-07: shop (prod), incident of 2026-03-02T11:27Z', Severity: '3', RelatedOpsItems: [{ OpsItemId }],
    Notifications: [{ Arn: 'arn:aws:sns:us-east-1:123456789012:people' }],
  });
  for (const part of ['shop (prod)', 'Blameless', 'shop-team', `OpsItem ${OpsItemId}`, 'restored 2026-03-02T11:41:00.060Z', 'Due 2026-03-07', '| action | owner | by |']) {
    expect(review.Description).toContain(part);
  }
  expect(world.server.data(review, INCIDENT_DATA.timeline)).toBe(world.server.data(world.incidents[0], INCIDENT_DATA.timeline));
  expect(world.server.data(review, INCIDENT_DATA.due)).toBe('2026-03-07T11:55:00.000Z');
});

test('what follows from resolving comes to an end: its own note is no news', async () => {
  await world.deliver(await resolvedIncident());
  world.server.calls.length = 0;
  await world.deliver(world.updated(world.incidents[0].OpsItemId));
  expect(world.server.calls).toEqual(['GetOpsItem']);
});

test.each([['UpdateOpsItem', 'before'], ['CreateOpsItem', 'after']] as const)('a function that ends at %s (%s it is done) opens no second review', async (operation, when) => {
  const event = await resolvedIncident();
  world.server[when] = called => {
    if (called === operation) throw new ServiceError('InternalServerError', 'killed');
  };
  expect(await world.deliver(event)).toBe(1);
  world.server[when] = () => undefined;
  expect(await world.deliver(event)).toBe(0);
  expect(world.reviews.length).toBe(1);
});

test('a review that was done before the incident was marked is not opened again', async () => {
  const event = await resolvedIncident();
  await world.deliver(event);
  delete world.incidents[0].OperationalData[INCIDENT_DATA.closed];
  await world.deliver(world.resolve(world.reviews[0].OpsItemId), event);
  expect(world.reviews.length).toBe(1);
});

test('an incident that came back has the one review when it is resolved again', async () => {
  await world.deliver(await resolvedIncident());
  world.time = Date.parse('2026-03-02T11:57:00Z');
  world.server.item(world.incidents[0].OpsItemId).OperationalData[INCIDENT_DATA.closed].Value = JSON.stringify({ at: Date.parse('2026-03-02T11:45:00Z'), review: world.reviews[0].OpsItemId });
  await world.deliver(world.changes(HEALTH, 'ALARM', '2026-03-02T11:50:00.000Z'));
  expect(world.incidents.map(({ Status }) => Status)).toEqual(['Open']);
  world.time += DAY;
  await world.deliver(world.resolve(world.incidents[0].OpsItemId));
  expect(world.reviews.length).toBe(1);
  expect(JSON.parse(world.server.data(world.incidents[0], INCIDENT_DATA.closed))).toEqual({ at: world.time, review: world.reviews[0].OpsItemId });
});

test('below the minimum, without reviews, and for other OpsItems there is none', async () => {
  await world.deliver(await resolvedIncident('shop-prod-note'));
  world.restart({ minimumReviewSeverity: undefined });
  world.time += DAY;
  await world.deliver(world.changes(HEALTH, 'ALARM', '2026-03-03T11:50:00.000Z'));
  await world.deliver(world.resolve(world.incidents[1].OpsItemId));
  const event = world.updated(world.incidents[0].OpsItemId);
  world.server.items.push({ OpsItemId: 'oi-other', Status: 'Resolved', Source: 'cdk-pillars', OperationalData: {} });
  expect(await world.deliver(world.updated('oi-other'), { ...event, detail: { ...event.detail, 'ops-item-id': 'oi-deleted' } })).toBe(0);
  expect(world.reviews).toEqual([]);
});

test('an incident that was opened again since is not reviewed yet', async () => {
  const event = await resolvedIncident();
  world.incidents[0].Status = 'Open';
  await world.deliver(event);
  expect(world.reviews).toEqual([]);
});

test('a template of your own is filled in, and cut where OpsCenter has no room', async () => {
  world.server.parameters['/cdk-pillars/incidents/review-template'] = `# {service} in {environment}: {unknown} ${'x'.repeat(3_000)}`;
  await world.deliver(await resolvedIncident());
  expect(world.reviews[0].Description).toMatch(/^# shop in prod: \{unknown\} x+…$/);
  expect(world.reviews[0].Description.length).toBe(OPS_ITEM_LIMITS.description);
});

test('overdue reviews are counted for each service, none included, and reminded of once a day', async () => {
  world.register({ ...SHOP, service: 'pay', alarmPrefix: 'pay-', alarms: [{ name: 'pay-health', severity: 'PAGE' }] });
  world.restart();
  world.server.pageSize = 1;
  await world.deliver(await resolvedIncident());
  const count = async () => {
    world.metrics.length = 0;
    world.server.calls.length = 0;
    await world.deliver({ kind: 'reviews', time: new Date(world.time).toISOString() });
    return [world.metrics.map(({ Service, Environment, OverdueReviews }) => [Service, Environment, OverdueReviews]), world.server.calls.filter(call => call === 'UpdateOpsItem').length];
  };
  expect(await count()).toEqual([[['shop', 'prod', 0], ['pay', 'prod', 0]], 0]);
  world.time += 4.5 * DAY;
  expect(await count()).toEqual([[['shop', 'prod', 0], ['pay', 'prod', 0]], 1]);
  expect((await count())[1]).toBe(0);
  world.time += DAY;
  expect(await count()).toEqual([[['shop', 'prod', 1], ['pay', 'prod', 0]], 1]);
  expect(world.metrics[0]._aws).toEqual({
    Timestamp: world.time,
    CloudWatchMetrics: [{ Namespace: 'CdkPillars/Delivery', Dimensions: [['Service', 'Environment']], Metrics: [{ Name: 'OverdueReviews', Unit: 'Count' }] }],
  });
  world.resolve(world.reviews[0].OpsItemId);
  expect(await count()).toEqual([[['shop', 'prod', 0], ['pay', 'prod', 0]], 0]);
});
