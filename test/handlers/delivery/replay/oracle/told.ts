import type { CountedSource } from '../../../../../src/core/schemas/private/delivery';
import type { Entry } from '../log';
import { instant } from './instant';
import { targetOf } from './ownership';

export type Ending = 'SUCCEEDED' | 'FAILED' | 'DROPPED';

/** What one event tells of a deployment. */
export interface Told {
  /** Rollbacks and their deployments are of one target; the custom events of a service are of one. */
  readonly target: string;
  readonly id: string;
  readonly at: number;
  readonly ending?: Ending;
  readonly rollback?: boolean;
  readonly rollbackOf?: string;
  readonly rework?: boolean;
  readonly commits: readonly number[];
}

type Words = Omit<Told, 'target' | 'at' | 'commits'>;

/** What an event tells of a deployment, where it is of the source that counts. */
export function told(counts: CountedSource, entry: Entry): Told | undefined {
  const { event, commitTimes = [] } = entry;
  if (event.source !== SOURCES[counts]) return undefined;
  const words = WORDS[counts](entry);
  const commits = [...commitTimes, ...event.source === 'cdk-pillars' ? event.detail.commitTimes ?? [] : []];
  if (TELLS_NOTHING.test(statusOf(entry))) return undefined;
  return words && { ...words, target: targetOf(event), at: instant(event), commits: commits.map(time => Date.parse(time)) };
}

/** Of the course of a deployment; not its beginning, its going back or its end. */
const TELLS_NOTHING = /^(READY|STOPPING|.*_CLEANUP_IN_PROGRESS)$/;

function statusOf({ event: { detail } }: Entry): string {
  return detail['status-details']?.status ?? detail.state ?? '';
}

const SOURCES: Readonly<Record<CountedSource, string>> = {
  custom: 'cdk-pillars', pipeline: 'aws.codepipeline', stack: 'aws.cloudformation', codedeploy: 'aws.codedeploy', ecs: 'aws.ecs', alias: 'aws.lambda',
};

const ENDINGS: Readonly<Record<string, Ending>> = {
  SUCCEEDED: 'SUCCEEDED', FAILED: 'FAILED', SUPERSEDED: 'DROPPED', STOPPED: 'DROPPED',
  SUCCESS: 'SUCCEEDED', FAILURE: 'FAILED', STOP: 'DROPPED',
  SERVICE_DEPLOYMENT_COMPLETED: 'SUCCEEDED', SERVICE_DEPLOYMENT_FAILED: 'FAILED',
};

const WORDS: Readonly<Record<CountedSource, (entry: Entry) => Words | undefined>> = {
  custom: ({ event: { detail: { id, status, rollbackOf, rework }, 'detail-type': type } }) => type !== 'Deployment' ? undefined
    : { id, ending: ENDINGS[status], rollback: rollbackOf !== undefined, rollbackOf, rework },
  pipeline: ({ event: { detail, 'detail-type': type } }) => type !== 'CodePipeline Pipeline Execution State Change' ? undefined
    : { id: detail['execution-id'], ending: ENDINGS[detail.state], rollback: /Rollback$/.test(detail['execution-trigger']?.['trigger-type'] ?? '') },
  codedeploy: ({ event: { detail, 'detail-type': type } }) => type !== 'CodeDeploy Deployment State-change Notification' ? undefined
    : { id: detail.deploymentId, ending: ENDINGS[detail.state] },
  ecs: ({ event: { detail, 'detail-type': type } }) => type !== 'ECS Deployment State Change' ? undefined
    : { id: detail.deploymentId, ending: ENDINGS[detail.eventName] },
  stack: ({ event: { detail, 'detail-type': type } }) => {
    const status: string = detail['status-details']?.status ?? '';
    if (type !== 'CloudFormation Stack Status Change' || /^(DELETE|REVIEW|IMPORT)_/.test(status)) return undefined;
    const ending = /^(CREATE|UPDATE)_COMPLETE$/.test(status) ? 'SUCCEEDED' : /_(COMPLETE|FAILED)$/.test(status) ? 'FAILED' : undefined;
    return { id: `${detail['stack-id']} ${detail['client-request-token']}`, ending, rollback: status.includes('ROLLBACK') };
  },
  alias: ({ event: { detail } }) => {
    const weights = detail.requestParameters?.routingConfig?.additionalVersionWeights ?? {};
    const moved = /^UpdateAlias/.test(detail.eventName) && !detail.errorCode && Object.keys(weights).length === 0;
    return moved ? { id: detail.eventID, ending: 'SUCCEEDED' } : undefined;
  },
};
