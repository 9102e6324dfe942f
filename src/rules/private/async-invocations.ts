import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';
import { functionsIn, type FunctionUse } from './functions';

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
  return fn.workload._once(invocations).get(fn) ?? [];
}

function invocations(workload: Workload): ReadonlyMap<WorkloadResource, AsyncInvocation[]> {
  const byFunction = new Map<WorkloadResource, AsyncInvocation[]>();
  for (const [type, path] of INVOKERS) {
    for (const invoker of workload.ofType(type)) {
      const uses = invoker.values(path).flatMap(functionsIn);
      // A rule or a schedule that is switched off.
      if (uses.length > 0 && invoker.property('State').text === 'DISABLED') continue;
      for (const use of uses) {
        const list = byFunction.get(use.fn) ?? [];
        list.push({ ...use, invoker });
        byFunction.set(use.fn, list);
      }
    }
  }
  return byFunction;
}
