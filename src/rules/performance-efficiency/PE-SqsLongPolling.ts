import { defineRule } from '../private/define-rule';
import { numberOr } from '../private/functions';
import { isPolled } from '../private/polled-queues';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const QUEUE = 'AWS::SQS::Queue';
const ROLE = 'AWS::IAM::Role';
const POLICY = 'AWS::IAM::Policy';
const PROPERTY = 'ReceiveMessageWaitTimeSeconds';

const assumedBy = (service: string) => ({ Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }] });
const receiving = { Statement: [{ Effect: 'Allow', Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'], Resource: { 'Fn::GetAtt': ['Orders', 'Arn'] } }] };
const polled = (properties: object, service = 'ecs-tasks.amazonaws.com') => ({
  Orders: { Type: QUEUE, Properties: properties },
  TaskRole: { Type: ROLE, Properties: { AssumeRolePolicyDocument: assumedBy(service) } },
  Policy: { Type: POLICY, Properties: { PolicyName: 'receive', PolicyDocument: receiving, Roles: [{ Ref: 'TaskRole' }] } },
});

const code = (settings: string) => `const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task');
taskDefinition.addContainer('worker', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/python') });
const orders = new sqs.Queue(this, 'Orders'${settings});
orders.grantConsumeMessages(taskDefinition.taskRole);`;

export default defineRule({
  id: 'PE-SqsLongPolling',
  bestPractices: ['PERF02-BP04', 'PERF04-BP05'],
  level: RuleLevel.WARNING,
  title: 'Queues that containers and servers read answer when there is a message',
  why: 'With short polling SQS asks a part of its servers and answers at once: workers spend their time on empty answers, which are paid for, and still miss messages for a while',
  remedy: 'Set receiveMessageWaitTime: Duration.seconds(20)',
  resourceTypes: [QUEUE],
  check: queue => {
    if (!isPolled(queue)) return Verdict.NOT_APPLICABLE;
    const value = queue.property(PROPERTY);
    if (value.isUnknown) return Verdict.UNKNOWN;
    if (numberOr(value, 0) !== 0) return Verdict.COMPLIANT;
    return Verdict.violating({ message: `The wait time for messages is ${value.isAbsent ? 'not set, which means 0 s' : '0 s'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'twenty seconds',
      resources: polled({ ReceiveMessageWaitTimeSeconds: 20 }),
      cdk: code(', { receiveMessageWaitTime: Duration.seconds(20) }'),
    },
  ],
  violating: [
    { title: 'a task that polls', resources: polled({}), cdk: code('') },
    { title: 'servers that poll', resources: polled({ ReceiveMessageWaitTimeSeconds: 0 }, 'ec2.amazonaws.com') },
    {
      title: 'a task with a policy inside of its role',
      resources: {
        Orders: { Type: QUEUE, Properties: {} },
        TaskRole: { Type: ROLE, Properties: { AssumeRolePolicyDocument: assumedBy('ecs-tasks.amazonaws.com'), Policies: [{ PolicyName: 'receive', PolicyDocument: receiving }] } },
      },
    },
  ],
  ignored: [
    { title: 'a queue that Lambda reads', resources: polled({}, 'lambda.amazonaws.com') },
    { title: 'a queue that nobody of the app reads', resources: { Orders: { Type: QUEUE, Properties: {} } } },
    {
      title: 'a task that sends',
      resources: {
        ...polled({}),
        Policy: {
          Type: POLICY,
          Properties: { PolicyDocument: { Statement: { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: { 'Fn::GetAtt': ['Orders', 'Arn'] } } }, Roles: [{ Ref: 'TaskRole' }] },
        },
      },
    },
    { title: 'the wait time is a parameter', resources: polled({ ReceiveMessageWaitTimeSeconds: { Ref: 'WaitTime' } }) },
  ],
});
