import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';
import { functionsIn, type FunctionUse } from './functions';

const QUALIFIERS = ['AWS::Lambda::Alias', 'AWS::Lambda::Version'];

/** Something that invokes a function without waiting for it. */
export interface AsyncInvocation extends FunctionUse {
  readonly invoker: WorkloadResource;
}

/**
 * Where resources name a function that Lambda queues events for, and retries when it fails.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html
 */
const INVOKERS: readonly (readonly [type: string, path: string])[] = [
  ['AWS::SNS::Subscription', 'Endpoint'],
  ['AWS::SNS::Topic', 'Subscription.*.Endpoint'],
  ['AWS::Events::Rule', 'Targets.*.Arn'],
  ['AWS::Scheduler::Schedule', 'Target.Arn'],
  ['AWS::S3::Bucket', 'NotificationConfiguration.LambdaConfigurations.*.Function'],
  ['Custom::S3BucketNotifications', 'NotificationConfiguration.LambdaFunctionConfigurations.*.LambdaFunctionArn'],
  ['AWS::Logs::SubscriptionFilter', 'DestinationArn'],
  ['AWS::CloudWatch::Alarm', 'AlarmActions.*'],
  ['AWS::CloudWatch::CompositeAlarm', 'AlarmActions.*'],
  ['AWS::Lambda::EventInvokeConfig', 'DestinationConfig.OnSuccess.Destination'],
  ['AWS::Lambda::EventInvokeConfig', 'DestinationConfig.OnFailure.Destination'],
  ['AWS::IoT::TopicRule', 'TopicRulePayload.Actions.*.Lambda.FunctionArn'],
];

/** What invokes a function, or an alias or version of it, asynchronously. */
export function asyncInvocationsOf(fn: WorkloadResource): readonly AsyncInvocation[] {
  const { workload } = fn;
  const named = [fn, ...QUALIFIERS.flatMap(type => workload.referrersOf(fn, type, 'FunctionName'))];
  const invocations: AsyncInvocation[] = [];
  for (const [type, path] of workload._once(invokersOf)) {
    for (const invoker of new Set(named.flatMap(target => workload.referrersOf(target, type, path)))) {
      // A rule or a schedule that is switched off.
      if (invoker.property('State').text === 'DISABLED') continue;
      for (const use of invoker.values(path).flatMap(functionsIn)) if (use.fn === fn) invocations.push({ ...use, invoker });
    }
  }
  return invocations;
}

function invokersOf(workload: Workload): typeof INVOKERS {
  return INVOKERS.filter(([type]) => workload.ofType(type).length > 0);
}
