import type { ServiceView } from './service-view';
import { textPlan, type SectionPlan } from './widget-plan';

/** Who owns the service, how important it is and where its runbooks are. */
export function headerSection(view: ServiceView, purpose: string): SectionPlan {
  const facts = [`**Owner** ${view.owner}`, `**Tier** ${view.tier.replace('TIER_', '')}`, ...(view.runbookBaseUrl === undefined ? [] : [`**Runbooks** [${view.runbookBaseUrl}](${view.runbookBaseUrl})`])];
  return { widgets: [textPlan(`# ${view.title}: ${purpose}\n\n${facts.join(' · ')}`, 2)] };
}
