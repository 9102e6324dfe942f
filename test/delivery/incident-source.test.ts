import * as fs from 'fs';
import * as path from 'path';
import { App, Stack, aws_events as events, aws_sqs as sqs } from 'aws-cdk-lib';
import { problemsOfIncident } from '../../src/core/schemas/private/delivery-events';
import { Severity } from '../../src/core/severity';
import { IncidentSource } from '../../src/delivery/incident-source';
import type { IncidentSourceOptions } from '../../src/delivery/incident-source-options';
import { matchesPattern } from '../support/event-pattern';
import { transform } from '../support/input-transformer';
import { findingsOf, strictApp, synthesizeStrictly } from '../support/strict-app';
import { resourcesOf, templateOf } from '../support/templates';

const payloads = JSON.parse(fs.readFileSync(path.join(__dirname, '..', 'support', 'data', 'incident-payloads.json'), 'utf-8'));
const BUS = 'aws.partner/pagerduty.com/1234567890/shop';
const ENV = { region: 'eu-west-1', account: '123456789012' };
const busOf = (stack: Stack) => events.EventBus.fromEventBusArn(stack, 'Bus', `arn:aws:events:eu-west-1:123456789012:event-bus/${BUS}`);

function stackOf(app = strictApp()): Stack {
  return new Stack(app, 'Stack', { env: ENV });
}

function queuesIn(stack: Stack) {
  return { queue: new sqs.Queue(stack, 'Events', { enforceSSL: true }), deadLetters: new sqs.Queue(stack, 'DeadLetters', { enforceSSL: true }) };
}

function synthesizedWith(make: (stack: Stack) => IncidentSource[]): { app: App; template: any } {
  const stack = stackOf();
  const queues = queuesIn(stack);
  for (const source of make(stack)) source._hear(stack, queues);
  const app = stack.node.root as App;
  return { app, template: templateOf(synthesizeStrictly(app), 'Stack') };
}

const { app, template } = synthesizedWith(stack => [
  IncidentSource.pagerDuty({
    eventBus: busOf(stack),
    services: { PF9KMXH: { serviceName: 'checkout', environment: 'prod' }, PZZZZZZ: { serviceName: 'depot', environment: 'prod', severity: Severity.TICKET } },
  }),
  IncidentSource.opsgenie({ eventBus: new events.EventBus(stack, 'Webhooks'), services: { 'service:checkout': { serviceName: 'checkout', environment: 'prod' } } }),
]);
const rules = resourcesOf(template, 'AWS::Events::Rule').map(([, { Properties }]) => Properties);

/** An event as a bus has it, with what a tool sent. */
function eventOf(detail: object): any {
  return {
    'version': '0', 'id': 'e0a3f8f0-0001', 'detail-type': 'anything', 'source': BUS, 'account': '123456789012', 'time': '2026-11-21T10:02:05Z', 'region': 'eu-west-1', 'resources': [], detail,
  };
}

/** What the telemetry gets of an event: nothing, or one event. */
function heard(detail: object): any {
  const event = eventOf(structuredClone(detail));
  const matching = rules.filter(({ EventPattern }) => matchesPattern(EventPattern, event));
  expect(matching.length).toBeLessThanOrEqual(1);
  return matching[0] && transform(matching[0].Targets[0].InputTransformer, event);
}

const pagerDuty = (eventType: string, serviceId = 'PF9KMXH') => {
  const { event } = structuredClone(payloads.pagerDuty);
  return { event: { ...event, event_type: eventType, data: { ...event.data, service: { ...event.data.service, id: serviceId } } } };
};
const opsgenie = (action: string, tags: string[]) => ({ ...payloads.opsgenie, action, alert: { ...payloads.opsgenie.alert, tags } });

const ENVELOPE = {
  'version': '0', 'id': 'e0a3f8f0-0001', 'detail-type': 'Incident', 'source': 'cdk-pillars', 'account': '123456789012', 'time': '2026-11-21T10:02:05Z', 'region': 'eu-west-1', 'resources': [],
};

describe('PagerDuty', () => {
  test.each([
    ['incident.triggered', 'OPENED'], ['incident.reopened', 'OPENED'], ['incident.acknowledged', 'ACKNOWLEDGED'], ['incident.resolved', 'RESTORED'],
  ])('%s is %s', (eventType, status) => {
    const event = heard(pagerDuty(eventType));
    expect(event).toEqual({
      ...ENVELOPE,
      detail: { service: 'checkout', environment: 'prod', severity: 'PAGE', status, id: 'PGR0VU2', at: '2026-11-21T10:02:03.250Z', url: 'https://shop.pagerduty.com/incidents/PGR0VU2' },
    });
    expect(problemsOfIncident(event.detail)).toEqual([]);
  });

  test('each service has its name and severity', () => {
    expect(heard(pagerDuty('incident.triggered', 'PZZZZZZ')).detail).toMatchObject({ service: 'depot', severity: 'TICKET' });
  });

  test.each([
    pagerDuty('incident.unacknowledged'), pagerDuty('incident.annotated'), pagerDuty('service.updated'), pagerDuty('incident.triggered', 'POTHER1'),
    payloads.pagerDuty.event, {},
  ])('what is none of these is not heard: %#', detail => expect(heard(detail)).toBeUndefined());
});

describe('Opsgenie', () => {
  test.each([['Create', 'OPENED'], ['Acknowledge', 'ACKNOWLEDGED'], ['Close', 'RESTORED']])('%s is %s', (action, status) => {
    const event = heard(opsgenie(action, ['checkout-team', 'service:checkout']));
    expect(event).toEqual({ ...ENVELOPE, detail: { service: 'checkout', environment: 'prod', severity: 'PAGE', status, id: '052652ac-5d1c-464a-812a-7dd18bbfba8c' } });
    expect(problemsOfIncident(event.detail)).toEqual([]);
  });

  test.each([opsgenie('AddNote', ['service:checkout']), opsgenie('Create', ['service:depot']), opsgenie('Create', [])])('what is none of these is not heard: %#', detail =>
    expect(heard(detail)).toBeUndefined());
});

test('a payload may stand elsewhere', () => {
  const { template: other } = synthesizedWith(stack => [
    IncidentSource.pagerDuty({ eventBus: busOf(stack), payloadPath: '$.detail', services: { PF9KMXH: { serviceName: 'checkout', environment: 'prod' } } }),
  ]);
  const [[, { Properties }]] = resourcesOf(other, 'AWS::Events::Rule').filter(([id]) => id.includes('OPENED'));
  const event = eventOf(payloads.pagerDuty.event);
  expect(matchesPattern(Properties.EventPattern, event)).toBe(true);
  expect(transform(Properties.Targets[0].InputTransformer, event).detail).toMatchObject({ id: 'PGR0VU2', at: '2026-11-21T10:02:03.250Z' });
});

describe('resources', () => {
  test('each rule stands on the bus of its tool, and what it cannot deliver is kept', () => {
    expect(rules).toHaveLength(9);
    expect(rules.filter(({ EventBusName }) => EventBusName === BUS)).toHaveLength(6);
    for (const { Targets } of rules) {
      expect(Targets).toEqual([expect.objectContaining({ Arn: { 'Fn::GetAtt': [expect.stringMatching(/^Events/), 'Arn'] }, DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringMatching(/^DeadLetters/), 'Arn'] } } })]);
    }
    expect(findingsOf(app)).toEqual([]);
  });

  test('each bus has one statement in the policy of each queue, however many rules it has', () => {
    for (const [, { Properties }] of resourcesOf(template, 'AWS::SQS::QueuePolicy')) {
      const allowed = Properties.PolicyDocument.Statement.filter(({ Effect }: any) => Effect === 'Allow');
      expect(allowed).toHaveLength(2);
      expect(allowed[0]).toEqual({
        Action: 'sqs:SendMessage', Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Resource: expect.anything(),
        Condition: { ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:events:eu-west-1:123456789012:rule/${BUS}/*`]] } } },
      });
    }
  });

  test('another service changes no id', () => {
    const ids = (services: IncidentSourceOptions['services']) =>
      resourcesOf(synthesizedWith(stack => [IncidentSource.pagerDuty({ eventBus: busOf(stack), services })]).template, 'AWS::Events::Rule').map(([id]) => id);
    const [checkout, depot] = [{ serviceName: 'checkout', environment: 'prod' }, { serviceName: 'depot', environment: 'prod' }];
    expect(ids({ P2: depot, P1: checkout })).toEqual(expect.arrayContaining(ids({ P1: checkout })));
  });
});

describe('what is refused', () => {
  const service = { serviceName: 'checkout', environment: 'prod' };

  test.each<[Partial<IncidentSourceOptions>, RegExp]>([
    [{ services: {} }, /IncidentSource of PagerDuty\] there are no services; valid: one or more/],
    [{ services: { '': service } }, /a service goes by nothing/],
    [{ services: { P1: { ...service, serviceName: 'a b' } } }, /serviceName of 'P1' is no name of it; received 'a b'; valid: a literal of 1 to 64/],
    [{ services: { P1: { ...service, environment: '${Token[TOKEN.1]}' } } }, /environment of 'P1' is no name of it/],
    [{ services: { P1: { ...service, severity: 'SEV1' as any } } }, /severity of 'P1' is none; received 'SEV1'; valid: PAGE, TICKET, INFO/],
    [{ payloadPath: '$.detail[0]' }, /payloadPath is no path in the detail of an event; received '\$\.detail\[0\]'/],
    [{ payloadPath: '$.details' }, /payloadPath/],
  ])('%j', (options, message) => {
    expect(() => IncidentSource.pagerDuty({ eventBus: busOf(stackOf()), services: { P1: service }, ...options })).toThrow(message);
  });

  test('a bus elsewhere, and a second source of a tool', () => {
    const stack = stackOf();
    const queues = queuesIn(stack);
    const elsewhere = events.EventBus.fromEventBusArn(stack, 'Elsewhere', 'arn:aws:events:us-east-1:123456789012:event-bus/a');
    expect(() => IncidentSource.opsgenie({ eventBus: elsewhere, services: { a: service } })._hear(stack, queues)).toThrow(/the event bus of Opsgenie is in another Region; received 'us-east-1'; valid: eu-west-1/);
    const source = IncidentSource.opsgenie({ eventBus: busOf(stack), services: { a: service } });
    source._hear(stack, queues);
    expect(() => source._hear(stack, queues)).toThrow(/there are two sources of Opsgenie/);
  });
});
