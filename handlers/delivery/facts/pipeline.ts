import type { Envelope } from './envelope';
import type { Phase } from './fact';
import { isFields, textIn, textOf } from './reading';
import type { Telling } from './telling';

const PHASES: Readonly<Record<string, Phase>> = {
  STARTED: 'started', RESUMED: 'started', SUCCEEDED: 'succeeded', FAILED: 'failed', SUPERSEDED: 'superseded', STOPPED: 'stopped', CANCELED: 'stopped',
};
const ROLLBACKS: readonly (string | undefined)[] = ['ManualRollback', 'AutomatedRollback'];

/** CodePipeline Pipeline Execution State Change. Only the event that starts an execution says by what it was triggered. */
export function pipelineFacts({ detail, time }: Envelope): Telling {
  const pipeline = textOf(detail, 'pipeline');
  const id = textOf(detail, 'execution-id');
  const phase = PHASES[textOf(detail, 'state')];
  const trigger = detail['execution-trigger'];
  const isRollback = isFields(trigger) && ROLLBACKS.includes(textIn(trigger, 'trigger-type'));
  return {
    subject: { type: 'pipelines', name: pipeline },
    facts: phase ? [{ kind: 'deployment', source: 'pipeline', target: pipeline, id, phase, at: time, ...(isRollback && { isRollback }) }] : [],
    ...(phase === 'succeeded' && { question: { about: 'execution', pipeline, executionId: id } }),
  };
}
