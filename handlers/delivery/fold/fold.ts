import type { Fact } from '../facts/fact';
import { endingsOf } from './endings';
import type { Deployment, Ending, Incident } from './episodes';
import { incidentsOf } from './incidents';
import { related, type Windows } from './relations';
import { stackDeployments } from './stacks';

/** Milliseconds. */
export interface FoldSettings extends Windows {
  readonly reopenWithin: number;
  readonly changeGap: number;
}

/** What happened by the facts alone. */
export function happened(facts: readonly Fact[], settings: FoldSettings): { endings: Ending[]; incidents: Incident[] } {
  const deployments = facts.filter(fact => fact.kind === 'deployment');
  return {
    endings: [
      ...endingsOf(deployments.filter(({ source }) => source !== 'stack')),
      ...stackDeployments(deployments.filter(({ source }) => source === 'stack'), settings.changeGap),
    ],
    incidents: incidentsOf(facts, settings.reopenWithin),
  };
}

/** Everything that facts of a service come to. */
export function fold(facts: readonly Fact[], settings: FoldSettings): { deployments: Deployment[]; incidents: Incident[] } {
  const { endings, incidents } = happened(facts, settings);
  return { deployments: related(endings, incidents, settings), incidents };
}
