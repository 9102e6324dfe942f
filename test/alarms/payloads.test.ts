import * as fs from 'fs';
import * as path from 'path';
import { App, Stack, aws_secretsmanager as secrets, aws_sqs as sqs } from 'aws-cdk-lib';
import { AlarmRoute, ObservedService, ServiceTier, Severity, Threshold } from '../../src';
import { matchesPattern } from '../support/event-pattern';
import { transform, type Transformer } from '../support/input-transformer';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { alarmsOf, deployed, resourcesOf, templateOf } from '../support/templates';

const RUNBOOK = 'https://runbooks.example.com/shop';
const { events } = JSON.parse(fs.readFileSync(path.join(__dirname, '..', 'support', 'data', 'alarm-state-changes.json'), 'utf-8'));
const sample = (id: string) => structuredClone(events.find((each: any) => each.id === id).event);

/** A documented event, as an alarm of ours would send it. */
function eventOf(id: string, name: string, description?: string): any {
  const event = sample(id);
  event.resources = [`arn:aws:cloudwatch:us-east-1:123456789012:alarm:${name}`];
  event.detail.alarmName = name;
  if (description !== undefined) event.detail.configuration.description = description;
  return event;
}

interface Rule { readonly id: string; readonly pattern: any; readonly target: any }

const shop = (() => {
  const stack = new Stack(strictApp(), 'Shop', { env: { region: 'us-east-1', account: '123456789012' } });
  new sqs.Queue(stack, 'Queue');
  const secret = secrets.Secret.fromSecretNameV2(stack, 'Secret', 'incidents');
  new ObservedService(stack, 'Service', {
    serviceName: 'shop', owner: 'o', tier: ServiceTier.TIER_1, runbookBaseUrl: RUNBOOK,
    overrides: { 'Queue.sent': { threshold: Threshold.absolute(5), severity: Severity.INFO } },
    routes: [
      AlarmRoute.toPagerDuty({ secret }),
      AlarmRoute.toOpsgenie({ secret }),
      AlarmRoute.toSlack({ secret, channelId: 'C0123456789' }),
      AlarmRoute.toDevOpsAgent({ secret, webhookUrl: 'https://event-ai.us-east-1.api.aws/webhook/generic/1' }),
      AlarmRoute.toApiDestination({ secret, url: 'https://incidents.example.com/alarms' }),
    ],
  });
  const template = templateOf(synthesizeStrictly(stack.node.root as App), 'Shop');
  const rules = resourcesOf(template, 'AWS::Events::Rule').map(([id, { Properties }]): Rule => ({ id, pattern: Properties.EventPattern, target: Properties.Targets[0] }));
  const descriptions = new Map(alarmsOf(template).map(([, { Properties }]) => [Properties.AlarmName, deployed(Properties.AlarmDescription)]));
  return { rules, descriptions, destinations: resourcesOf(template, 'AWS::Events::ApiDestination') };
})();

const ROUTES = { pagerDuty: 'Route', opsgenie: 'Route2', slack: 'Route3', agent: 'Route4', api: 'Route5' };

/** What the one rule of a route that an event matches sends. */
function sent(route: keyof typeof ROUTES, event: any): any {
  const matching = rulesOf(route).filter(({ pattern }) => matchesPattern(pattern, event));
  expect(matching.map(({ id }) => id)).toHaveLength(1);
  return transform(matching[0].target.InputTransformer as Transformer, event);
}

function rulesOf(route: keyof typeof ROUTES): Rule[] {
  return shop.rules.filter(({ id }) => new RegExp(`^Service${ROUTES[route]}(Page|Ticket|Info|Recovery)`).test(id));
}

const TICKET = 'shop-Queue-inFlight';
const INFO = 'shop-Queue-sent';
const began = {
  page: eventOf('cloudwatch-composite-alarm-suppressed', 'shop-health'),
  burn: eventOf('cloudwatch-composite-alarm-suppressed', 'shop-slo-page-availability'),
  slowBurn: eventOf('cloudwatch-composite-alarm-suppressed', 'shop-slo-ticket-availability'),
  ticket: eventOf('cloudwatch-alarm-ok-to-alarm', TICKET, shop.descriptions.get(TICKET)),
  info: eventOf('cloudwatch-alarm-metric-math-alarm', INFO, shop.descriptions.get(INFO)),
};
const over = {
  page: eventOf('cloudwatch-composite-alarm-ok', 'shop-health'),
  burn: eventOf('cloudwatch-composite-alarm-ok', 'shop-slo-page-availability'),
  ticket: eventOf('cloudwatch-alarm-alarm-to-ok', TICKET, shop.descriptions.get(TICKET)),
};

describe('PagerDuty', () => {
  test.each([['page', 'critical'], ['burn', 'critical'], ['slowBurn', 'warning'], ['ticket', 'warning'], ['info', 'info']] as const)('%s triggers an alert of severity %s', (which, severity) => {
    const event = began[which];
    const body = sent('pagerDuty', event);
    expect(body).toMatchObject({
      event_action: 'trigger', dedup_key: event.resources[0],
      payload: { severity, source: '123456789012/us-east-1', component: event.detail.alarmName, group: 'shop', timestamp: event.time, custom_details: { reason: event.detail.state.reason } },
      links: [{ href: RUNBOOK, text: 'Runbook' }, { text: 'Alarm', href: expect.stringContaining(`#alarmsV2:alarm/${event.detail.alarmName}`) }],
    });
    expect(body.payload.summary.length).toBeLessThanOrEqual(1024);
    expect(Object.keys(body)).not.toContain('routing_key');
  });

  test('the summary is the description where the event has one, runbook included', () => {
    expect(sent('pagerDuty', began.ticket).payload.summary).toBe(shop.descriptions.get(TICKET));
    expect(shop.descriptions.get(TICKET)).toContain(`Runbook: ${RUNBOOK}`);
    expect(sent('pagerDuty', began.page).payload.summary).toBe('[PAGE] shop: shop-health is in alarm');
  });

  test.each(['page', 'burn', 'ticket'] as const)('the end of %s resolves the same alert', which => {
    expect(sent('pagerDuty', over[which])).toEqual({ event_action: 'resolve', dedup_key: began[which].resources[0] });
  });
});

describe('Opsgenie', () => {
  test.each([['page', 'P1'], ['slowBurn', 'P3'], ['ticket', 'P3'], ['info', 'P5']] as const)('%s creates an alert of priority %s', (which, priority) => {
    const body = sent('opsgenie', began[which]);
    expect(body).toMatchObject({ alias: began[which].resources[0], priority, entity: began[which].detail.alarmName });
    expect(body.message.length).toBeLessThanOrEqual(130);
    expect(body.description.length).toBeLessThanOrEqual(15_000);
    expect(Object.values(body.details).every(value => typeof value === 'string')).toBe(true);
    expect(body.details.runbook).toBe(RUNBOOK);
  });

  test('the end closes the alert of the alias, which stands in the address', () => {
    const [rule] = rulesOf('opsgenie').filter(({ pattern }) => matchesPattern(pattern, over.page));
    expect(rule.target.HttpParameters).toEqual({ PathParameterValues: ['$.resources[0]'], QueryStringParameters: { identifierType: 'alias' } });
    const [, { Properties }] = shop.destinations.find(([id]) => rule.target.Arn['Fn::GetAtt'][0] === id)!;
    expect(Properties).toMatchObject({ InvocationEndpoint: 'https://api.opsgenie.com/v2/alerts/*/close', HttpMethod: 'POST' });
    expect(sent('opsgenie', over.page)).toEqual({ source: 'Amazon CloudWatch', note: over.page.detail.state.reason });
  });
});

describe('Slack', () => {
  test.each(['page', 'burn', 'ticket', 'info'] as const)('%s is a message with blocks', which => {
    const event = began[which];
    const body = sent('slack', event);
    expect(body).toMatchObject({ channel: 'C0123456789', text: expect.stringContaining(`shop: ${event.detail.alarmName} is in ALARM`) });
    const [header, what, links] = body.blocks;
    expect(header).toMatchObject({ type: 'header', text: { type: 'plain_text' } });
    expect(header.text.text.length).toBeLessThanOrEqual(150);
    expect(what.elements[0].elements[1]).toEqual({ type: 'text', text: event.detail.configuration.description ?? event.detail.state.reason });
    expect(links.elements[0].elements).toContainEqual({ type: 'link', url: RUNBOOK, text: 'Runbook' });
  });

  test('the end is another message', () => {
    expect(sent('slack', over.ticket)).toMatchObject({ channel: 'C0123456789', text: `shop: ${TICKET} is OK again` });
  });
});

test('AWS DevOps Agent gets incidents, and no ends', () => {
  expect(sent('agent', began.page)).toMatchObject({
    eventType: 'incident', action: 'created', priority: 'CRITICAL', service: 'shop', incidentId: `${began.page.resources[0]}/${began.page.time}`,
    title: '[PAGE] shop: shop-health is in ALARM', timestamp: began.page.time,
  });
  expect(rulesOf('agent').some(({ pattern }) => matchesPattern(pattern, over.page))).toBe(false);
});

test('an API of the user gets the facts', () => {
  expect(sent('api', began.ticket)).toEqual({
    state: 'ALARM', severity: 'TICKET', service: 'shop', alarmName: TICKET, alarmArn: began.ticket.resources[0], description: shop.descriptions.get(TICKET),
    reason: began.ticket.detail.state.reason, account: '123456789012', region: 'us-east-1', time: began.ticket.time, runbook: RUNBOOK,
    console: `https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#alarmsV2:alarm/${TICKET}`,
  });
  expect(sent('api', over.page)).toMatchObject({ state: 'OK', alarmName: 'shop-health' });
});

test('free text with quotes and line breaks arrives as it is', () => {
  const event = structuredClone(began.ticket);
  event.detail.state.reason = 'He said "drill"\nand \\ meant it';
  expect(sent('pagerDuty', event).payload.custom_details.reason).toBe(event.detail.state.reason);
  expect(sent('slack', event).channel).toBe('C0123456789');
  expect(sent('opsgenie', event).details.reason).toBe(event.detail.state.reason);
});

test('a composite whose events had a description after all is told once', () => {
  const event = eventOf('cloudwatch-composite-alarm-suppressed', 'shop-slo-ticket-latency', '[TICKET] shop: burning');
  expect(sent('pagerDuty', event)).toMatchObject({ payload: { severity: 'warning' } });
});

test('alarms of others are told to nobody', () => {
  const others = [eventOf('cloudwatch-composite-alarm-suppressed', 'shop-web-health'), eventOf('cloudwatch-alarm-ok-to-alarm', 'by-hand', 'by hand')];
  for (const event of others) expect(shop.rules.filter(({ pattern }) => matchesPattern(pattern, event))).toEqual([]);
});
