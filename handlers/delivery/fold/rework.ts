import type { Ending, Incident } from './episodes';
import { byBeginning } from './rollbacks';

export type Judged = Ending & { readonly failed: boolean };

/** The deployments that mend: their events say so, an incident was open when they began, or they are the next after one that failed. */
export function reworking<Item extends Judged>(deployments: readonly Item[], incidents: readonly Incident[], window: number): Set<Item> {
  const sorted = [...deployments].sort(byBeginning);
  const during = sorted.filter(each => incidents.some(incident => isIn(each.startedAt, incident)));
  const next = sorted.filter(({ failed }) => failed).flatMap(failure => nextAfter(failure, sorted, window) ?? []);
  return new Set([...sorted.filter(({ saysRework }) => saysRework), ...during, ...next]);
}

function isIn(time: number, { openedAt, closedAt = Infinity }: Incident): boolean {
  return openedAt <= time && time <= closedAt;
}

function nextAfter<Item extends Judged>(failure: Item, sorted: readonly Item[], window: number): Item | undefined {
  const next = sorted.find(each => each !== failure && each.startedAt >= failure.endedAt);
  return next && next.startedAt <= failure.endedAt + window ? next : undefined;
}
