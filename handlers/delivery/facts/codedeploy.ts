import type { Envelope } from './envelope';
import type { Phase } from './fact';
import { textOf } from './reading';
import type { Telling } from './telling';

const PHASES: Readonly<Record<string, Phase>> = { START: 'started', SUCCESS: 'succeeded', FAILURE: 'failed', STOP: 'stopped' };

/** CodeDeploy Deployment State-change Notification. */
export function codeDeployFacts({ detail, time }: Envelope): Telling {
  const target = `${textOf(detail, 'application')}/${textOf(detail, 'deploymentGroup')}`;
  const id = textOf(detail, 'deploymentId');
  const phase = PHASES[textOf(detail, 'state')];
  return { subject: { type: 'deploymentGroups', name: target }, facts: phase ? [{ kind: 'deployment', source: 'codedeploy', target, id, phase, at: time }] : [] };
}
