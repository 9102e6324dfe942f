import type { Fact } from './fact';

/** What an event is about, by which it is known whose it is. */
export type Subject =
  | { readonly type: 'stacks' | 'pipelines' | 'deploymentGroups' | 'ecsServices' | 'aliases' | 'canaries' | 'alarms'; readonly name: string }
  | { readonly type: 'owner'; readonly service: string; readonly environment: string }
  /** Only its operational data say whose it is. */
  | { readonly type: 'opsItem'; readonly name: string };

/** What AWS is asked for beyond the event. */
export type Question =
  | { readonly about: 'execution'; readonly pipeline: string; readonly executionId: string }
  | { readonly about: 'stack'; readonly stackId: string }
  | { readonly about: 'opsItem'; readonly id: string };

/** What an event tells, before it is known whose it is. */
export interface Telling {
  readonly subject: Subject;
  readonly facts: readonly Fact[];
  readonly question?: Question;
}
