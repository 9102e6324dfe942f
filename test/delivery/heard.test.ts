import { App, Stack } from 'aws-cdk-lib';
import { envelopeOf } from '../../handlers/delivery/facts/envelope';
import { tell } from '../../handlers/delivery/facts/tell';
import { DeliveryTelemetry } from '../../src';
import { matchesPattern } from '../support/event-pattern';
import { readEvents } from '../support/eventbridge-events';
import { resourcesOf, templateOf } from '../support/templates';

const app = new App();
const stack = new Stack(app, 'Telemetry', { env: { account: '123456789012', region: 'us-east-1' } });
new DeliveryTelemetry(stack, 'Telemetry', { routes: [] });
const patterns = resourcesOf(templateOf(app.synth(), 'Telemetry'), 'AWS::Events::Rule').map(([, { Properties }]) => Properties.EventPattern).filter(pattern => pattern !== undefined);

const isHeard = (event: object) => patterns.some(pattern => matchesPattern(pattern, event));
// The rule of alarms goes by names of ours, which no sample has.
const samples = readEvents().filter(({ event }) => event.source !== 'aws.cloudwatch' && typeof event.detail === 'object');

test('rules hear every event that the function would count', () => {
  const counted = samples.filter(({ event }) => (tell(envelopeOf(JSON.stringify(event)))?.facts.length ?? 0) > 0);
  expect(counted.length).toBeGreaterThan(20);
  expect(counted.filter(({ event }) => !isHeard(event)).map(({ id }) => id)).toEqual([]);
});

test('the function can read every event that rules hear', () => {
  const heard = samples.filter(({ event }) => isHeard(event));
  expect(heard.length).toBeGreaterThan(30);
  for (const { event } of heard) expect(tell(envelopeOf(JSON.stringify(event)))).toBeDefined();
});
