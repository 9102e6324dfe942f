import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { THROUGH_HEALTH } from '../../alarms/private/describe-alarm';
import { OBJECTIVE_COMPOSITES } from '../../alarms/private/state-change-pattern';
import { CUSTOM_SOURCE } from '../../core/schemas/private/delivery';
import { Severity } from '../../core/severity';
import { DeliverySource } from '../delivery-source';

/**
 * What is heard of each source, of all services of the account: which one an event belongs to is decided by the registry, so that a service that is added
 * changes no rule. What no service can need is left out here, as each event that matches is paid for.
 */
export const EVENT_PATTERNS: Readonly<Record<DeliverySource, EventPattern>> = {
  [DeliverySource.PIPELINES]: {
    source: ['aws.codepipeline'],
    // Stages and actions have detail types of their own.
    detailType: ['CodePipeline Pipeline Execution State Change'],
  },
  [DeliverySource.STACKS]: {
    source: ['aws.cloudformation'],
    detailType: ['CloudFormation Stack Status Change'],
    detail: { 'status-details': { status: stackStatuses() } },
  },
  [DeliverySource.CODE_DEPLOY]: {
    source: ['aws.codedeploy'],
    // Instances have a detail type of their own, with the same states.
    detailType: ['CodeDeploy Deployment State-change Notification'],
  },
  [DeliverySource.ECS]: {
    source: ['aws.ecs'],
    // `ECS Service Action` tells of the same failures once more.
    detailType: ['ECS Deployment State Change'],
  },
  [DeliverySource.LAMBDA_ALIASES]: {
    source: ['aws.lambda'],
    detailType: ['AWS API Call via CloudTrail'],
    // The name of the call ends in the date of the API. Calls that were refused are told as well.
    detail: { eventSource: ['lambda.amazonaws.com'], eventName: [{ prefix: 'UpdateAlias' }], errorCode: [{ exists: false }] },
  },
  // Of any detail type: one with a slip in it ends among the dead letters, and somebody is told, where a pattern would lose it silently.
  [DeliverySource.CUSTOM]: { source: [CUSTOM_SOURCE] },
  [DeliverySource.ALARMS]: {
    source: ['aws.cloudwatch'],
    detailType: ['CloudWatch Alarm State Change', 'CloudWatch Alarm Configuration Change'],
    detail: { $or: alarmArms() },
  },
  [DeliverySource.CANARIES]: {
    source: ['aws.synthetics'],
    detailType: ['Synthetics Canary TestRun Failure', 'Synthetics Canary TestRun Successful', 'Synthetics Canary Status Change'],
    // A canary that is stopped or deleted passes no more: what it found failing is over without being restored.
    detail: { $or: [{ 'test-run-status': [{ exists: true }] }, { 'current-state': ['STOPPED', 'DELETING', 'DELETED'] }] },
  },
  [DeliverySource.OPS_ITEMS]: {
    source: ['aws.ssm'],
    detailType: ['OpsItem Create', 'OpsItem Update'],
    // Insights of OpsCenter and change requests are OpsItems too. An issue is what one is that says no type.
    detail: { 'ops-item-type': ['/aws/issue', { exists: false }] },
  },
};

/** The beginnings and the ends of operations that deploy: neither deletions, imports and reviews, nor the cleanup after an update, which changes nothing for users. */
function stackStatuses(): string[] {
  const rollback = ['ROLLBACK_IN_PROGRESS', 'ROLLBACK_COMPLETE', 'ROLLBACK_FAILED'];
  const operation = (name: string) => [`${name}_IN_PROGRESS`, `${name}_COMPLETE`, `${name}_FAILED`];
  return [...operation('CREATE'), ...rollback, ...operation('UPDATE'), ...rollback.map(status => `UPDATE_${status}`)];
}

/**
 * Alarms that are an incident while they are in ALARM are told in every state, and when they are deleted; symptoms only when they go to ALARM, as they tell since when something
 * was wrong. Events of composites are not documented to have a description, so those are known by name; alarms of symptoms are known by how it begins, and those of the user's
 * own by name too, as it is not documented what events of alarms on queries have. Only changes of configurations have an operation.
 */
function alarmArms(): object[] {
  const changed = { operation: [{ exists: false }], state: { value: ['ALARM'] } };
  return [
    { alarmName: [{ suffix: '-health' }, { wildcard: `*${OBJECTIVE_COMPOSITES[Severity.PAGE]}*` }], operation: ['delete', { exists: false }] },
    { ...changed, configuration: { description: [{ prefix: THROUGH_HEALTH }] } },
    { ...changed, alarmName: [{ wildcard: '*-own-*' }] },
  ];
}
