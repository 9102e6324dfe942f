import { App, CfnParameter, CfnResource, Duration, Stack } from 'aws-cdk-lib';
import { EventBus, Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { observe } from '../../support/observe';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

const raw = (EventBusName: unknown) => observe(new CfnResource(stack, `Raw${stack.node.children.length}`, { type: 'AWS::Events::Rule', properties: { EventBusName } })).dimensions;
const NAME = { 'Fn::GetAtt': [expect.anything(), 'RuleName'] };

describe('a rule of the default bus is named alone', () => {
  test('without a bus', () => {
    expect(observe(new Rule(stack, 'Rule', { schedule: Schedule.rate(Duration.days(1)) })).dimensions).toEqual({ RuleName: { Ref: expect.stringMatching(/^Rule/) } });
  });

  test.each(['default', 'arn:aws:events:eu-west-1:111122223333:event-bus/default'])('of the bus %s', bus => {
    expect(raw(bus)).toEqual({ RuleName: { Ref: expect.anything() } });
  });
});

describe('a rule of another bus is named with it', () => {
  test('by a reference to the bus', () => {
    const eventBus = new EventBus(stack, 'Bus');
    expect(observe(new Rule(stack, 'Rule', { eventBus, eventPattern: { source: ['orders'] } })).dimensions).toEqual({ EventBusName: { Ref: expect.stringMatching(/^Bus/) }, RuleName: NAME });
    expect(raw(eventBus.eventBusArn)).toEqual({ EventBusName: { Ref: expect.stringMatching(/^Bus/) }, RuleName: NAME });
  });

  test.each(['orders', 'arn:aws:events:eu-west-1:111122223333:event-bus/orders'])('by the literal %s', bus => {
    expect(raw(bus)).toEqual({ EventBusName: 'orders', RuleName: NAME });
  });

  test('by a parameter', () => {
    expect(raw(new CfnParameter(stack, 'Bus').valueAsString)).toEqual({ EventBusName: { Ref: 'Bus' }, RuleName: NAME });
  });
});

test.each([
  ['rule/placed', { RuleName: 'placed' }],
  ['rule/orders/placed', { EventBusName: 'orders', RuleName: 'placed' }],
])('an import of %s is named by its ARN', (path, dimensions) => {
  expect(observe(Rule.fromEventRuleArn(stack, 'Import', `arn:aws:events:eu-west-1:111122223333:${path}`)).dimensions).toEqual(dimensions);
});
