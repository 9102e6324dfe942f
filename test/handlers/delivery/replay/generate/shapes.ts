import type { DeploymentEventDetail, IncidentEventDetail } from '../../../../../src/core/schemas/private/delivery';
import type { BusEvent } from '../log';
import { ACCOUNT, arn, REGION } from './services';

/** An event without its id. */
export type Shape = Omit<BusEvent, 'id'>;

/** As EventBridge writes the time of an event: whole seconds. */
export function seconds(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** As CloudWatch writes the times of an alarm. */
function ofAlarm(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000');
}

function shape(source: string, type: string, at: number, resources: readonly string[], detail: object): Shape {
  return { 'source': source, 'detail-type': type, 'account': ACCOUNT, 'region': REGION, 'time': seconds(at), resources, 'detail': { ...detail } };
}

export function pipeline(at: number, name: string, execution: string, state: string, trigger?: string, attempt = 1): Shape {
  return shape('aws.codepipeline', 'CodePipeline Pipeline Execution State Change', at, [arn('codepipeline', name)], {
    'pipeline': name, 'execution-id': execution, state, 'version': 7, 'pipeline-execution-attempt': attempt,
    ...trigger && { 'execution-trigger': { 'trigger-type': trigger, 'trigger-detail': '{}' } },
  });
}

export function codeDeploy(at: number, target: string, deploymentId: string, state: string): Shape {
  const [application, deploymentGroup] = target.split('/');
  const resources = [arn('codedeploy', `deploymentgroup:${target}`), arn('codedeploy', `application:${application}`)];
  return shape('aws.codedeploy', 'CodeDeploy Deployment State-change Notification', at, resources, {
    region: REGION, deploymentId, instanceGroupId: 'e2a64bf0-4181-4f6a-ab45-ec56fc16649c', deploymentGroup, state, application,
  });
}

export function ecs(at: number, service: string, deploymentId: string, eventName: string, sentAt = at + 1_000): Shape {
  return shape('aws.ecs', 'ECS Deployment State Change', sentAt, [service], {
    eventType: eventName.endsWith('FAILED') ? 'ERROR' : 'INFO', eventName, deploymentId, updatedAt: new Date(at).toISOString(), reason: `ECS deployment ${deploymentId}.`,
  });
}

export function stack(at: number, name: string, status: string, token: string): Shape {
  const id = arn('cloudformation', `stack/${name}/3dc2750b-a984-4437-a88a-a8505961f832`);
  return shape('aws.cloudformation', 'CloudFormation Stack Status Change', at, [id], {
    'stack-id': id, 'status-details': { status, 'status-reason': '' }, 'client-request-token': token,
  });
}

export interface AliasCall {
  readonly eventID: string;
  readonly version: number;
  /** Of the next version, while it is tried. */
  readonly weight?: number;
  readonly denied?: boolean;
}

export function alias(at: number, target: string, { eventID, version, weight, denied }: AliasCall): Shape {
  const [functionName, name] = target.split(':');
  const additionalVersionWeights = weight === undefined ? {} : { [version + 1]: weight };
  const request = { functionName: version % 2 ? functionName : arn('lambda', `function:${functionName}`), name, functionVersion: String(version) };
  return shape('aws.lambda', 'AWS API Call via CloudTrail', at + 2_000, [], {
    eventTime: seconds(at), eventSource: 'lambda.amazonaws.com', eventName: 'UpdateAlias20150331', awsRegion: REGION, eventID,
    ...denied ? { errorCode: 'AccessDenied', requestParameters: null, responseElements: null }
      : { requestParameters: { ...request, ...weight === undefined && version % 3 ? {} : { routingConfig: { additionalVersionWeights } } } },
    eventType: 'AwsApiCall',
  });
}

export interface AlarmState {
  readonly value: string;
  readonly previous: string;
  /** Of a metric alarm in ALARM. */
  readonly startDate?: number;
}

export function alarm(at: number, alarmName: string, { value, previous, startDate }: AlarmState, sentAt = at): Shape {
  const reasonData = startDate === undefined ? { triggeringAlarms: [] }
    : { version: '1.0', queryDate: ofAlarm(at), startDate: ofAlarm(startDate), statistic: 'Sum', period: 60, recentDatapoints: [42], threshold: 10 };
  return shape('aws.cloudwatch', 'CloudWatch Alarm State Change', sentAt, [arn('cloudwatch', `alarm:${alarmName}`)], {
    alarmName, configuration: startDate === undefined ? { alarmRule: 'ALARM(a) OR ALARM(b)' } : { description: '5xx', metrics: [] },
    previousState: { value: previous, reason: '', timestamp: ofAlarm(at - 60_000) },
    state: { value, reason: '', reasonData: JSON.stringify(reasonData), timestamp: ofAlarm(at) },
  });
}

export function alarmDeleted(at: number, alarmName: string): Shape {
  return shape('aws.cloudwatch', 'CloudWatch Alarm Configuration Change', at, [arn('cloudwatch', `alarm:${alarmName}`)], {
    alarmName, operation: 'delete', state: { value: 'ALARM', timestamp: ofAlarm(at - 300_000) }, configuration: { alarmRule: 'ALARM(a)', alarmName },
  });
}

export function canary(at: number, name: string, passed: boolean, run: string): Shape {
  return shape('aws.synthetics', `Synthetics Canary TestRun ${passed ? 'Successful' : 'Failure'}`, at, [], {
    'account-id': ACCOUNT, 'canary-name': name, 'canary-run-id': run, 'test-run-status': passed ? 'PASSED' : 'FAILED', 'state-reason': 'null',
    'canary-run-timeline': { started: at / 1_000 - 20, completed: at / 1_000 - 5 }, 'message': 'Test run result is generated successfully',
  });
}

export function canaryStopped(at: number, name: string): Shape {
  return shape('aws.synthetics', 'Synthetics Canary Status Change', at, [], {
    'account-id': ACCOUNT, 'canary-name': name, 'current-state': 'STOPPED', 'previous-state': 'STOPPING', 'source-location': 'NULL', 'updated-on': at / 1_000,
    'changed-config': {}, 'message': 'Canary status has changed',
  });
}

export function opsItem(at: number, id: string, status: string): Shape {
  const by = arn('sts', 'assumed-role/Operator/alice');
  const created = status === 'Open';
  return shape('aws.ssm', created ? 'OpsItem Create' : 'OpsItem Update', at + 1_000, [arn('ssm', `opsitem/${id}`)], {
    'created-by': by, 'created-time': seconds(created ? at : at - 3_600_000), 'source': 'On call', status,
    'ops-item-id': id, 'title': 'Orders fail', 'ops-item-type': '/aws/issue', 'description': 'Seen by support',
    ...!created && { 'modified-by': by, 'modified-time': seconds(at) },
  });
}

export function deployment(sentAt: number, detail: DeploymentEventDetail): Shape {
  return shape('cdk-pillars', 'Deployment', sentAt, [], detail);
}

export function incident(sentAt: number, detail: IncidentEventDetail): Shape {
  return shape('cdk-pillars', 'Incident', sentAt, [], detail);
}
