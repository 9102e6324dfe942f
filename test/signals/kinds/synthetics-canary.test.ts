import { App, CfnParameter, CfnResource, Stack } from 'aws-cdk-lib';
import { observe } from '../../support/observe';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

const canary = (Expression: unknown, MaxRetries?: number) => observe(new CfnResource(stack, 'Canary', {
  type: 'AWS::Synthetics::Canary', properties: { Name: 'shop', Schedule: { Expression, RetryConfig: { MaxRetries } } },
})).signals.filter(id => /success/i.test(id));

test.each(['rate(1 minute)', 'rate(5 minutes)'])('a canary that runs at a %s is judged by five minutes', schedule => {
  expect(canary(schedule)).toEqual(['successPercent']);
});

test('a canary that retries is judged by what the retries leave', () => {
  expect(canary('rate(5 minutes)', 2)).toEqual(['successPercentWithRetries']);
});

test.each(['rate(6 minutes)', 'rate(1 hour)', 'rate(0 minute)', 'cron(0 8 * * ? *)'])('a canary that runs at a %s is judged by the hour', schedule => {
  expect(canary(schedule)).toEqual(['hourlySuccessPercent']);
});

test('a canary with a schedule that only deployment tells is judged by the hour', () => {
  expect(canary(new CfnParameter(stack, 'Rate').valueAsString, 2)).toEqual(['hourlySuccessPercent']);
});
