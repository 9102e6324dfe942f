import { App, CfnParameter, CfnResource, Stack } from 'aws-cdk-lib';
import { observe } from '../../support/observe';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

const observed = (Expression: unknown, MaxRetries?: number) => observe(new CfnResource(stack, 'Canary', {
  type: 'AWS::Synthetics::Canary', properties: { Name: 'shop', Schedule: { Expression, RetryConfig: { MaxRetries } } },
}));
const canary = (Expression: unknown, MaxRetries?: number) => observed(Expression, MaxRetries).signals.filter(id => /success|duration/i.test(id));

test.each([['rate(1 minute)', 60], ['rate(5 minutes)', 300], ['rate(6 minutes)', 360], ['rate(1 hour)', 3_600]])('a canary that runs at a %s is judged by %d s', (schedule, seconds) => {
  const { signals, variants } = observed(schedule);
  expect(signals.filter(id => /success|duration/i.test(id))).toEqual(['successPercent', 'duration']);
  expect([...variants('successPercent'), ...variants('duration')].map(({ periodSeconds }) => periodSeconds)).toEqual([seconds, seconds]);
});

test('a canary that retries is judged by what the retries leave', () => {
  expect(canary('rate(5 minutes)', 2)).toEqual(['successPercentWithRetries', 'duration']);
});

test.each(['rate(0 minute)', 'cron(0 8 * * ? *)'])('a canary that runs at a %s is judged by the hour', schedule => {
  expect(canary(schedule)).toEqual(['hourlySuccessPercent', 'hourlyDuration']);
});

test('a canary with a schedule that only deployment tells is judged by the hour', () => {
  expect(canary(new CfnParameter(stack, 'Rate').valueAsString, 2)).toEqual(['hourlySuccessPercent', 'hourlyDuration']);
});
