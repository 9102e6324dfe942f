import { CUSTOM_DETAIL_TYPES, CUSTOM_SOURCE } from '../../../../src/core/schemas/private/delivery';
import { iso } from './world';

let ids = 0;

function event(source: string, detailType: string, minutes: number, detail: object, resources: string[] = []): object {
  return { 'version': '0', 'id': `event-${++ids}`, 'account': '111122223333', 'region': 'us-east-1', source, 'detail-type': detailType, 'time': iso(minutes), resources, detail };
}

export function pipeline(id: string, state: string, minutes: number, name = 'shop-pipeline', trigger?: string): object {
  return event('aws.codepipeline', 'CodePipeline Pipeline Execution State Change', minutes, {
    'pipeline': name, 'execution-id': id, state, ...(trigger && { 'execution-trigger': { 'trigger-type': trigger } }),
  });
}

export function run(id: string, from: number, to: number, state = 'SUCCEEDED', name?: string): object[] {
  return [pipeline(id, 'STARTED', from, name), pipeline(id, state, to, name)];
}

export function stack(name: string, status: string, minutes: number, token?: string): object {
  return event('aws.cloudformation', 'CloudFormation Stack Status Change', minutes, {
    'stack-id': `arn:aws:cloudformation:us-east-1:111122223333:stack/${name}/3dc2750b`, 'status-details': { status, 'status-reason': '' }, ...(token && { 'client-request-token': token }),
  });
}

export function alarm(name: string, value: string, minutes: number, reasonData?: object): object {
  return event('aws.cloudwatch', 'CloudWatch Alarm State Change', minutes, {
    alarmName: name, state: { value, timestamp: iso(minutes).replace('Z', '+0000'), ...(reasonData && { reasonData: JSON.stringify(reasonData) }) },
  });
}

export function alarmDeleted(name: string, minutes: number): object {
  return event('aws.cloudwatch', 'CloudWatch Alarm Configuration Change', minutes, { alarmName: name, operation: 'delete', state: { value: 'ALARM', timestamp: iso(0) } });
}

export function canary(name: string, hasPassed: boolean, minutes: number): object {
  return event('aws.synthetics', `Synthetics Canary TestRun ${hasPassed ? 'Successful' : 'Failure'}`, minutes, { 'canary-name': name });
}

export function canaryChanged(name: string, state: string, minutes: number): object {
  return event('aws.synthetics', 'Synthetics Canary Status Change', minutes, { 'canary-name': name, 'current-state': state });
}

/** It arrives a minute after it happened. */
export function ecs(service: string, id: string, eventName: string, minutes: number): object {
  return event('aws.ecs', 'ECS Deployment State Change', minutes + 1, { eventName, deploymentId: id, updatedAt: iso(minutes) }, [service]);
}

export function codeDeploy(id: string, state: string, minutes: number): object {
  return event('aws.codedeploy', 'CodeDeploy Deployment State-change Notification', minutes, { application: 'shop', deploymentGroup: 'prod', deploymentId: id, state });
}

export function opsItem(id: string, status: string, minutes: number, more: object = {}): object {
  return event('aws.ssm', status === 'Open' ? 'OpsItem Create' : 'OpsItem Update', minutes, { 'ops-item-id': id, status, 'ops-item-type': '/aws/issue', ...more });
}

export function aliasMoved(minutes: number, more: object = {}): object {
  return event('aws.lambda', 'AWS API Call via CloudTrail', minutes, {
    eventName: 'UpdateAlias20150331', eventTime: iso(minutes), eventID: `call-${minutes}`,
    requestParameters: { functionName: 'arn:aws:lambda:us-east-1:111122223333:function:shop', name: 'live', functionVersion: '2' }, ...more,
  });
}

export function custom(type: keyof typeof CUSTOM_DETAIL_TYPES, minutes: number, detail: object): object {
  return event(CUSTOM_SOURCE, CUSTOM_DETAIL_TYPES[type], minutes, { service: 'shop', environment: 'prod', ...detail });
}
