import type { Ending, Incident } from './episodes';
import { byBeginning } from './rollbacks';

/** The deployment that an incident is blamed on: of those that it opened in, or soon after the end of, the one that began last. */
export function blamed<Item extends Ending>(incident: Incident, deployments: readonly Item[], window: number): Item | undefined {
  const { openedAt } = incident;
  return deployments.filter(({ startedAt, endedAt }) => startedAt <= openedAt && openedAt <= endedAt + window).sort(byBeginning).at(-1);
}
