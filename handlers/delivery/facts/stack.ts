import type { Envelope } from './envelope';
import type { Phase } from './fact';
import { fieldsOf, Poison, textIn, textOf } from './reading';
import type { Telling } from './telling';

/** Of the status of a stack. Deletions, imports, reviews and cleaning up are no deployments. */
const STATUSES: Readonly<Record<string, { readonly phase: Phase; readonly isRollback?: true }>> = {
  CREATE_IN_PROGRESS: { phase: 'started' },
  CREATE_COMPLETE: { phase: 'succeeded' },
  CREATE_FAILED: { phase: 'failed' },
  ROLLBACK_IN_PROGRESS: { phase: 'started', isRollback: true },
  ROLLBACK_COMPLETE: { phase: 'failed', isRollback: true },
  ROLLBACK_FAILED: { phase: 'failed', isRollback: true },
  UPDATE_IN_PROGRESS: { phase: 'started' },
  UPDATE_COMPLETE: { phase: 'succeeded' },
  UPDATE_FAILED: { phase: 'failed' },
  UPDATE_ROLLBACK_IN_PROGRESS: { phase: 'started', isRollback: true },
  UPDATE_ROLLBACK_COMPLETE: { phase: 'failed', isRollback: true },
  UPDATE_ROLLBACK_FAILED: { phase: 'failed', isRollback: true },
};

/** CloudFormation Stack Status Change. */
export function stackFacts({ detail, time }: Envelope): Telling {
  const stackId = textOf(detail, 'stack-id');
  const name = /:stack\/([^/]+)/.exec(stackId)?.[1];
  if (!name) throw new Poison("'stack-id' is no ARN of a stack");
  const status = STATUSES[textOf(fieldsOf(detail, 'status-details'), 'status')];
  const id = textIn(detail, 'client-request-token') ?? '';
  return {
    subject: { type: 'stacks', name },
    facts: status ? [{ kind: 'deployment', source: 'stack', target: stackId, id, at: time, ...status }] : [],
    ...(status?.phase === 'succeeded' && { question: { about: 'stack', stackId } }),
  };
}
