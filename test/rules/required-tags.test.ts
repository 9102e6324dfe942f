import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Answer } from '../../src';
import rule from '../../src/rules/operational-excellence/OE-RequiredTags';
import { resolvedWorkload } from '../../src/rules/private/workloads';
import { contextOf, workloadOf } from '../support/rules';

function judge(Type: string, Tags: unknown, requiredTags: string[]) {
  const workload = workloadOf({ Example: { Resources: { Thing: { Type, Properties: { Tags } } } } });
  return rule.evaluate(workload.resources[0], contextOf(workload, { requiredTags }));
}

test('keys may have dots', () => {
  expect(judge('AWS::SQS::Queue', [{ Key: 'acme.owner', Value: 'orders' }], ['acme.owner']).answer).toBe(Answer.COMPLIANT);
  expect(judge('AWS::SSM::Parameter', { 'acme.owner': 'orders' }, ['acme.owner']).answer).toBe(Answer.COMPLIANT);
  expect(judge('AWS::SSM::Parameter', { 'acme.owner': '' }, ['acme.owner']).answer).toBe(Answer.VIOLATING);
});

test('the message says what is there instead', () => {
  const { violations } = judge('AWS::SQS::Queue', [{ Key: 'Owner', Value: 'orders' }, { Key: 'service', Value: ' ' }], ['owner', 'service', 'environment']);

  expect(violations.map(({ message }) => message)).toEqual([
    'The tag owner is missing: Owner is another one', 'The tag service is empty', 'The tag environment is missing',
  ]);
});

test('without required tags, everything is compliant', () => {
  expect(judge('AWS::SQS::Queue', undefined, []).answer).toBe(Answer.COMPLIANT);
});

test('tags of the stack reach its resources at deployment, those of its nested stacks too', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack', { tags: { owner: 'order-team' } });
  new Queue(stack, 'Queue');
  const nested = new NestedStack(stack, 'Nested');
  nested.tags.setTag('service', 'orders');
  new Queue(nested, 'Queue');
  const workload = resolvedWorkload(app);

  const missing = workload.ofType('AWS::SQS::Queue').map(queue => rule.evaluate(queue, contextOf(workload)).violations.map(({ name }) => name));

  expect(missing).toEqual([['service', 'environment'], ['environment']]);
});
