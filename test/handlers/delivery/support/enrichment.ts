import type { Enrichment } from '../../../../handlers/delivery/enrichment';
import type { Entry } from '../replay/log';

/** Answers what the entries of a log know beside their events. */
export function enrichmentOf(log: readonly Entry[]): Enrichment {
  const [executions, stacks, opsItems] = [new Map<string, Entry>(), new Map<string, Entry>(), new Map<string, Entry>()];
  for (const entry of log) {
    const { detail } = entry.event;
    if (entry.event.source === 'aws.codepipeline') executions.set(detail['execution-id'], entry);
    if (entry.event.source === 'aws.cloudformation') stacks.set(detail['stack-id'], entry);
    if (entry.event.source === 'aws.ssm') opsItems.set(detail['ops-item-id'], entry);
  }
  return {
    commitTimesOf: async (_pipeline, execution) => executions.get(execution)?.commitTimes ?? [],
    commitTimeOfStack: async id => stacks.get(id)?.commitTimes?.[0],
    opsItem: async id => opsItems.get(id)?.opsItem,
  };
}
