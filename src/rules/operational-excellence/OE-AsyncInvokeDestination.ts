import { type AsyncInvocation, asyncInvocationsOf } from '../private/async-invocations';
import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import { isGiven } from '../private/event-sources';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const FUNCTION = 'AWS::Lambda::Function';
const CONFIG = 'AWS::Lambda::EventInvokeConfig';

/** Whether a configuration is about a qualifier of its function; `undefined` when only deployment can tell. */
function isAbout(config: WorkloadResource, qualifier: AsyncInvocation['qualifier']): boolean | undefined {
  const value = config.property('Qualifier');
  const targets = value.targets('AWS::Lambda::Alias', 'AWS::Lambda::Version');
  if (typeof qualifier !== 'string') return targets.includes(qualifier) || (value.isUnknown && targets.length === 0 ? undefined : false);
  if (value.isUnknown) return targets.length === 0 ? undefined : targets.some(({ physicalName }) => physicalName === qualifier);
  return (value.text ?? '$LATEST') === qualifier;
}

function judge({ fn, invoker, qualifier }: AsyncInvocation): Verdict {
  const given = fn.workload.referrersOf(fn, CONFIG, 'FunctionName').map(config => {
    const about = isAbout(config, qualifier);
    return about === false ? false : isGiven(config.property('DestinationConfig.OnFailure.Destination')) && about;
  });
  if (given.includes(true)) return Verdict.COMPLIANT;
  if (given.includes(undefined)) return Verdict.UNKNOWN;
  const of = typeof qualifier !== 'string' ? ` of ${qualifier.logicalId}` : qualifier === '$LATEST' ? '' : ` of ${qualifier}`;
  const message = `${invoker.path} invokes the function asynchronously, and failed events${of} have neither an on-failure destination nor a dead-letter queue`;
  return Verdict.violating({ message });
}

export default defineRule({
  id: 'OE-AsyncInvokeDestination',
  bestPractices: ['OPS10-BP01'],
  level: RuleLevel.WARNING,
  title: 'Events that a function fails to process asynchronously are kept',
  why: 'Lambda retries twice and then drops the event; a dead-letter queue of the rule or subscription takes only what did not reach Lambda',
  remedy: 'Set onFailure: new lambda_destinations.SqsDestination(queue), or deadLetterQueue',
  resourceTypes: [FUNCTION],
  check: fn => {
    const invocations = asyncInvocationsOf(fn);
    if (invocations.length === 0) return Verdict.NOT_APPLICABLE;
    const hasQueue = isGiven(fn.property('DeadLetterConfig.TargetArn'));
    if (hasQueue !== false) return hasQueue ? Verdict.COMPLIANT : Verdict.UNKNOWN;
    return combinedVerdict(invocations.map(judge));
  },
  compliant: [
    {
      title: 'a destination for what fails',
      resources: {
        Handler: { Type: FUNCTION, Properties: {} },
        Subscription: { Type: 'AWS::SNS::Subscription', Properties: { Protocol: 'lambda', Endpoint: { 'Fn::GetAtt': ['Handler', 'Arn'] } } },
        Config: {
          Type: CONFIG,
          Properties: { FunctionName: { Ref: 'Handler' }, Qualifier: '$LATEST', DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Failed', 'Arn'] } } } },
        },
        Failed: { Type: 'AWS::SQS::Queue', Properties: {} },
      },
      cdk: `const handler = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
  onFailure: new lambda_destinations.SqsDestination(new sqs.Queue(this, 'Failed')),
});
new sns.Topic(this, 'Orders').addSubscription(new sns_subscriptions.LambdaSubscription(handler));`,
    },
    {
      title: 'a dead-letter queue of the function',
      resources: {
        Handler: { Type: FUNCTION, Properties: { DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': ['Failed', 'Arn'] } } } },
        Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'Handler', Arn: { 'Fn::GetAtt': ['Handler', 'Arn'] } }] } },
        Failed: { Type: 'AWS::SQS::Queue', Properties: {} },
      },
    },
    {
      title: 'the event bus of the account',
      resources: {
        Handler: { Type: FUNCTION, Properties: {} },
        Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'Handler', Arn: { 'Fn::GetAtt': ['Handler', 'Arn'] } }] } },
        Config: {
          Type: CONFIG,
          Properties: {
            FunctionName: { Ref: 'Handler' }, Qualifier: '$LATEST',
            DestinationConfig: { OnFailure: { Destination: { 'Fn::Sub': 'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/default' } } },
          },
        },
      },
    },
    {
      title: 'a destination of the alias that is invoked',
      resources: {
        Handler: { Type: FUNCTION, Properties: {} },
        Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Handler' }, Name: 'live' } },
        Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'Handler', Arn: { Ref: 'Live' } }] } },
        Config: {
          Type: CONFIG,
          Properties: { FunctionName: { Ref: 'Handler' }, Qualifier: 'live', DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:eu-west-1:123456789012:failed' } } },
        },
      },
      cdk: `const handler = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
const live = new lambda.Alias(this, 'Live', {
  aliasName: 'live',
  version: handler.currentVersion,
  onFailure: new lambda_destinations.SqsDestination(new sqs.Queue(this, 'Failed')),
});
new events.Rule(this, 'Nightly', {
  schedule: events.Schedule.cron({ hour: '3', minute: '0' }),
  targets: [new events_targets.LambdaFunction(live)],
});`,
    },
  ],
  violating: [
    {
      title: 'the target of a rule',
      resources: {
        Handler: { Type: FUNCTION, Properties: {} },
        Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'Handler', Arn: { 'Fn::GetAtt': ['Handler', 'Arn'] } }] } },
      },
      cdk: `const handler = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
new events.Rule(this, 'Orders', {
  eventPattern: { source: ['orders'] },
  targets: [new events_targets.LambdaFunction(handler, { deadLetterQueue: new sqs.Queue(this, 'Undelivered') })],
});`,
    },
    {
      title: 'the notifications of a bucket',
      resources: {
        Handler: { Type: FUNCTION, Properties: {} },
        Notifications: {
          Type: 'Custom::S3BucketNotifications',
          Properties: { NotificationConfiguration: { LambdaFunctionConfigurations: [{ Events: ['s3:ObjectCreated:*'], LambdaFunctionArn: { 'Fn::GetAtt': ['Handler', 'Arn'] } }] } },
        },
      },
      cdk: `const handler = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
new s3.Bucket(this, 'Uploads').addObjectCreatedNotification(new s3_notifications.LambdaDestination(handler));`,
    },
    {
      title: 'a destination of another qualifier',
      resources: {
        Handler: { Type: FUNCTION, Properties: {} },
        Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Handler' }, Name: 'live' } },
        Schedule: { Type: 'AWS::Scheduler::Schedule', Properties: { Target: { Arn: { Ref: 'Live' } } } },
        Config: {
          Type: CONFIG,
          Properties: { FunctionName: { Ref: 'Handler' }, Qualifier: '$LATEST', DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:eu-west-1:123456789012:failed' } } },
        },
      },
    },
    {
      title: 'the action of an alarm',
      resources: {
        Handler: { Type: FUNCTION, Properties: {} },
        Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [{ 'Fn::GetAtt': ['Handler', 'Arn'] }] } },
      },
    },
    {
      title: 'the destination of another function',
      resources: {
        Handler: { Type: FUNCTION, Properties: {} },
        Config: {
          Type: CONFIG,
          Properties: { FunctionName: 'orders', Qualifier: '$LATEST', DestinationConfig: { OnSuccess: { Destination: { 'Fn::GetAtt': ['Handler', 'Arn'] } } } },
        },
      },
    },
  ],
  ignored: [
    {
      title: 'a schedule that is switched off',
      resources: {
        Handler: { Type: FUNCTION, Properties: {} },
        Rule: { Type: 'AWS::Events::Rule', Properties: { State: 'DISABLED', ScheduleExpression: 'rate(1 day)', Targets: [{ Id: 'Handler', Arn: { 'Fn::GetAtt': ['Handler', 'Arn'] } }] } },
      },
    },
    {
      title: 'a function whose caller waits',
      resources: {
        Handler: { Type: FUNCTION, Properties: {} },
        Mapping: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Handler' }, EventSourceArn: 'arn:aws:sqs:eu-west-1:123456789012:orders' } },
      },
    },
    {
      title: 'the dead-letter queue is a parameter',
      resources: {
        Handler: { Type: FUNCTION, Properties: { DeadLetterConfig: { TargetArn: { Ref: 'DeadLetterQueueArn' } } } },
        Filter: { Type: 'AWS::Logs::SubscriptionFilter', Properties: { DestinationArn: { 'Fn::GetAtt': ['Handler', 'Arn'] } } },
      },
    },
  ],
});
