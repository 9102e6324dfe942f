import { Stack, aws_iam as iam, aws_kms as kms, aws_sns as sns, aws_sqs as sqs } from 'aws-cdk-lib';
import { AlarmRoute, ObservedService } from '../../src';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { resourcesOf, templateOf } from '../support/templates';

function observed(makeTopic: (stack: Stack) => sns.Topic, afterwards: (topic: sns.Topic) => void = () => undefined) {
  const app = strictApp();
  const stack = new Stack(app, 'Shop');
  new sqs.Queue(stack, 'Jobs');
  const topic = makeTopic(stack);
  for (const name of ['first', 'second']) {
    new ObservedService(stack, name, { serviceName: name, owner: 'o', routes: [AlarmRoute.toTopic(topic)] });
  }
  afterwards(topic);
  return templateOf(synthesizeStrictly(app), 'Shop');
}

const statementsOf = (template: Record<string, any>, type: string, property: string): any[] =>
  resourcesOf(template, type).flatMap(([, { Properties }]) => Properties[property].Statement)
    .filter((statement: any) => JSON.stringify(statement.Principal).includes('cloudwatch.amazonaws.com'));

const LETS_ALARMS_IN = [expect.objectContaining({
  Effect: 'Allow', Action: 'sns:Publish', Principal: { Service: 'cloudwatch.amazonaws.com' },
  Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
})];

test('a topic without a policy lets alarms of its account in by itself, and gets none', () => {
  expect(resourcesOf(observed(stack => new sns.Topic(stack, 'OnCall')), 'AWS::SNS::TopicPolicy')).toEqual([]);
});

test('a topic with a policy is opened to alarms, once', () => {
  const template = observed(stack => new sns.Topic(stack, 'OnCall', { enforceSSL: true }));
  expect(statementsOf(template, 'AWS::SNS::TopicPolicy', 'PolicyDocument')).toEqual(LETS_ALARMS_IN);
});

test('a topic that gets its policy later is opened all the same', () => {
  const template = observed(stack => new sns.Topic(stack, 'OnCall'), topic => topic.grantPublish(new iam.ServicePrincipal('events.amazonaws.com')));
  expect(statementsOf(template, 'AWS::SNS::TopicPolicy', 'PolicyDocument')).toEqual(LETS_ALARMS_IN);
});

test('the key of a topic may be used by alarms', () => {
  const template = observed(stack => new sns.Topic(stack, 'OnCall', { masterKey: new kms.Key(stack, 'Key', { enableKeyRotation: true }) }));
  expect(statementsOf(template, 'AWS::KMS::Key', 'KeyPolicy')).toEqual([expect.objectContaining({ Action: ['kms:Decrypt', 'kms:GenerateDataKey*'] })]);
});

test('a topic under the key that AWS manages for SNS is refused, because nothing would arrive', () => {
  const managed = (stack: Stack) => new sns.Topic(stack, 'OnCall', { masterKey: kms.Alias.fromAliasName(stack, 'Managed', 'alias/aws/sns') });
  expect(() => observed(managed)).toThrow(/Shop\/OnCall.*Encrypt the topic with a key of your own/);
});
