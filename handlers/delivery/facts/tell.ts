import { CUSTOM_DETAIL_TYPES, CUSTOM_SOURCE } from '../../../src/core/schemas/private/delivery';
import { alarmChangeFacts, alarmFacts } from './alarm';
import { aliasFacts } from './alias';
import { canaryChanged, canaryFailed, canaryPassed } from './canary';
import { codeDeployFacts } from './codedeploy';
import { customDeploymentFacts, customIncidentFacts } from './custom';
import { ecsFacts } from './ecs';
import type { Envelope } from './envelope';
import { opsItemFacts } from './ops-item';
import { pipelineFacts } from './pipeline';
import { Poison } from './reading';
import { stackFacts } from './stack';
import type { Telling } from './telling';

type Reader = (event: Envelope) => Telling | undefined;

/** By source and detail type. */
const READERS: Readonly<Record<string, Readonly<Record<string, Reader>>>> = {
  'aws.codepipeline': { 'CodePipeline Pipeline Execution State Change': pipelineFacts },
  'aws.codedeploy': { 'CodeDeploy Deployment State-change Notification': codeDeployFacts },
  'aws.ecs': { 'ECS Deployment State Change': ecsFacts },
  'aws.cloudformation': { 'CloudFormation Stack Status Change': stackFacts },
  'aws.lambda': { 'AWS API Call via CloudTrail': aliasFacts },
  'aws.cloudwatch': { 'CloudWatch Alarm State Change': alarmFacts, 'CloudWatch Alarm Configuration Change': alarmChangeFacts },
  'aws.synthetics': {
    'Synthetics Canary TestRun Failure': canaryFailed,
    'Synthetics Canary TestRun Successful': canaryPassed,
    'Synthetics Canary Status Change': canaryChanged,
  },
  'aws.ssm': { 'OpsItem Create': opsItemFacts, 'OpsItem Update': opsItemFacts },
  [CUSTOM_SOURCE]: { [CUSTOM_DETAIL_TYPES.deployment]: customDeploymentFacts, [CUSTOM_DETAIL_TYPES.incident]: customIncidentFacts },
};

/** What an event tells, or nothing where it is of no kind that counts. */
export function tell(event: Envelope): Telling | undefined {
  const reader = ownMember(ownMember(READERS, event.source) ?? {}, event.detailType);
  if (!reader && event.source === CUSTOM_SOURCE) {
    throw new Poison(`'detail-type' of an event of ${CUSTOM_SOURCE} is none of ${Object.values(CUSTOM_DETAIL_TYPES).join(', ')}`);
  }
  return reader?.(event);
}

function ownMember<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
