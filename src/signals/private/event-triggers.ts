import { Token } from 'aws-cdk-lib';
import type { ObservedResource } from '../observed-resource';

/** Principals that invoke a function asynchronously: Lambda queues the event and retries it. EventBridge Scheduler does so by a role. */
const ASYNCHRONOUS_INVOKERS = [
  'sns.amazonaws.com', 'events.amazonaws.com', 's3.amazonaws.com', 'logs.amazonaws.com', 'ses.amazonaws.com', 'cloudformation.amazonaws.com',
  'config.amazonaws.com', 'iot.amazonaws.com', 'codecommit.amazonaws.com', 'codepipeline.amazonaws.com',
];

export function aliasesOf(fn: ObservedResource): ObservedResource[] {
  return fn.referencedBy('AWS::Lambda::Alias', 'FunctionName');
}

/** Whether something in the app invokes the function asynchronously. */
export function isInvokedAsynchronously(fn: ObservedResource): boolean {
  return asyncConfigsOf(fn).length > 0
    || principalsOf(fn).some(principal => ASYNCHRONOUS_INVOKERS.includes(principal))
    || withQualifiers(fn, target => target.referencedBy('AWS::Scheduler::Schedule', 'Target.Arn')).length > 0;
}

/** Asynchronous invocation settings of the function, its aliases and versions. */
export function asyncConfigsOf(fn: ObservedResource): ObservedResource[] {
  return withQualifiers(fn, target => target.referencedBy('AWS::Lambda::EventInvokeConfig', 'FunctionName'));
}

/** Whether the function reads a stream, the only source with an iterator age. */
export function readsStream(fn: ObservedResource): boolean {
  return sourceTypesOf(fn).some(type => ['kinesis', 'dynamodb'].includes(type));
}

/** Whether Lambda watches the function for loops: it is triggered by a queue, a topic or a bucket. */
export function isLoopDetected(fn: ObservedResource): boolean {
  return sourceTypesOf(fn).includes('sqs') || principalsOf(fn).some(principal => ['sns.amazonaws.com', 's3.amazonaws.com'].includes(principal));
}

export function eventSourcesOf(fn: ObservedResource): ObservedResource[] {
  return withQualifiers(fn, target => target.referencedBy('AWS::Lambda::EventSourceMapping', 'FunctionName'));
}

/** Services of the event sources, such as `kinesis`. */
function sourceTypesOf(fn: ObservedResource): string[] {
  return eventSourcesOf(fn).map(mapping => {
    const arn = mapping.property('EventSourceArn');
    const service = mapping.referenced('EventSourceArn')?.resourceType.split('::')[1] ?? (typeof arn === 'string' ? arn.split(':')[2] : undefined);
    return service === undefined || Token.isUnresolved(service) ? '' : service.toLowerCase();
  });
}

function principalsOf(fn: ObservedResource): string[] {
  return withQualifiers(fn, target => target.referencedBy('AWS::Lambda::Permission', 'FunctionName'))
    .map(permission => permission.property('Principal'))
    .filter(principal => typeof principal === 'string');
}

/** What is found for the function, its aliases and its versions: a trigger may name any of them. */
function withQualifiers(fn: ObservedResource, find: (target: ObservedResource) => ObservedResource[]): ObservedResource[] {
  return [fn, ...aliasesOf(fn), ...fn.referencedBy('AWS::Lambda::Version', 'FunctionName')].flatMap(find);
}
