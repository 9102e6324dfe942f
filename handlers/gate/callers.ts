import { GetDeploymentCommand, PutLifecycleEventHookExecutionStatusCommand, type CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { PutJobFailureResultCommand, PutJobSuccessResultCommand, type CodePipelineClient } from '@aws-sdk/client-codepipeline';
import type { GateAnswer } from '../../src/core/schemas/private/gate';
import { messageOf } from './conditions';

/** What the answer is given to, where it is not what the function returns. */
export interface Receivers {
  readonly codeDeploy: Pick<CodeDeployClient, 'send'>;
  readonly codePipeline: Pick<CodePipelineClient, 'send'>;
}

/** One that asks the gate: knows its own events, and how to answer them. */
export interface Caller {
  readonly isCallerOf: (event: Record<string, any>) => boolean;
  /** Why the gate lets it pass unasked, if it does. */
  readonly passesAs?: (event: Record<string, any>, receivers: Receivers) => Promise<string | undefined>;
  readonly answer: (event: Record<string, any>, answer: GateAnswer, receivers: Receivers) => Promise<unknown>;
}

/** A job tells this much of why it failed. */
const FAILURE_LENGTH = 5_000;

/** Who creates deployments that take a change back, in the words of CodeDeploy. */
const ROLLBACKS = ['codeDeployRollback', 'CloudFormationRollback'];

const codeDeploy: Caller = {
  isCallerOf: ({ DeploymentId, LifecycleEventHookExecutionId }) => typeof DeploymentId === 'string' && typeof LifecycleEventHookExecutionId === 'string',
  passesAs: async ({ DeploymentId: deploymentId }, receivers) => {
    try {
      const { deploymentInfo } = await receivers.codeDeploy.send(new GetDeploymentCommand({ deploymentId }));
      const isRollback = ROLLBACKS.includes(deploymentInfo?.creator ?? '') || deploymentInfo?.rollbackInfo?.rollbackTriggeringDeploymentId !== undefined;
      return isRollback ? `deployment ${deploymentId} takes a change back` : undefined;
    } catch (error) {
      console.warn(JSON.stringify({ message: `Deployment ${deploymentId} counts as no rollback, as it cannot be asked for`, error: messageOf(error) }));
      return undefined;
    }
  },
  answer: async ({ DeploymentId: deploymentId, LifecycleEventHookExecutionId: lifecycleEventHookExecutionId }, { open }, receivers) => {
    const status = open ? 'Succeeded' : 'Failed';
    await receivers.codeDeploy.send(new PutLifecycleEventHookExecutionStatusCommand({ deploymentId, lifecycleEventHookExecutionId, status }));
    return { status };
  },
};

const codePipeline: Caller = {
  isCallerOf: event => typeof event['CodePipeline.job']?.id === 'string',
  answer: async (event, { open, reason }, receivers) => {
    const jobId: string = event['CodePipeline.job'].id;
    await (open
      ? receivers.codePipeline.send(new PutJobSuccessResultCommand({ jobId, executionDetails: { summary: reason.slice(0, 2_048) } }))
      : receivers.codePipeline.send(new PutJobFailureResultCommand({ jobId, failureDetails: { type: 'JobFailed', message: reason.slice(0, FAILURE_LENGTH) } })));
    return { open, reason };
  },
};

const ecs: Caller = {
  isCallerOf: ({ lifecycleStage, executionId }) => typeof lifecycleStage === 'string' && typeof executionId === 'string',
  answer: async (_, { open }) => ({ hookStatus: open ? 'SUCCEEDED' : 'FAILED' }),
};

const appConfig: Caller = {
  isCallerOf: ({ InvocationId, Type }) => typeof InvocationId === 'string' && Type === 'PreStartDeployment',
  // Nothing leaves the configuration as it is.
  answer: async (_, { open, reason }) => open ? undefined : { Error: 'BadRequestError', Message: reason },
};

const CALLERS: readonly Caller[] = [codeDeploy, codePipeline, ecs, appConfig];

/** Whoever else asks, such as a step of a build or a person, gets the answer itself. */
const ANYBODY: Caller = { isCallerOf: () => true, answer: async (_, answer) => answer };

export function callerOf(event: Record<string, any>): Caller {
  return CALLERS.find(({ isCallerOf }) => isCallerOf(event)) ?? ANYBODY;
}
