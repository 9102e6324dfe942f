import type { Envelope } from './envelope';
import type { Phase } from './fact';
import { Poison, textOf, timeOf } from './reading';
import type { Telling } from './telling';

const PHASES: Readonly<Record<string, Phase>> = {
  SERVICE_DEPLOYMENT_IN_PROGRESS: 'started', SERVICE_DEPLOYMENT_COMPLETED: 'succeeded', SERVICE_DEPLOYMENT_FAILED: 'failed',
};

/** ECS Deployment State Change. */
export function ecsFacts({ detail, time, resources }: Envelope): Telling {
  const target = resources.find(arn => arn.includes(':service/'));
  if (!target) throw new Poison("'resources' names no ECS service");
  const id = textOf(detail, 'deploymentId');
  const phase = PHASES[textOf(detail, 'eventName')];
  return {
    subject: { type: 'ecsServices', name: target },
    facts: phase ? [{ kind: 'deployment', source: 'ecs', target, id, phase, at: timeOf(detail.updatedAt) ?? time }] : [],
  };
}
