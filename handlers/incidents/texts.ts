import { OPS_ITEM_LIMITS, type RespondingService } from '../../src/core/schemas/private/incidents';
import type { Observation } from './observation';

/** What an OpsItem says at once: whose it is, what is on, what to do first. */
export function incidentTitle(service: RespondingService, { alarm, severity }: Observation): string {
  return within(OPS_ITEM_LIMITS.title, `[${severity}] ${nameOf(service)}: ${alarm} is in ALARM`);
}

export function incidentDescription(service: RespondingService, { alarm, at, reason }: Observation): string {
  const { owner, tier, runbook, dashboards = [], automations = [] } = service;
  const first = [
    `**${nameOf(service)}** is failing since ${new Date(at).toISOString()}: ${alarm} is in ALARM.`,
    `Owner: ${owner}. Tier: ${tier}.`,
    ...runbook === undefined ? [] : [`Runbook: ${runbook}`],
    ...dashboards.map(({ title, url }) => `${title}: ${url}`),
  ];
  const steps = [
    '1. Set this OpsItem to In progress, so that others see that somebody is at it.',
    '2. Look at the dashboards: who is hit, since when, and was there a deployment just before? If so, roll it back first.',
    `3. Follow the runbook of the alarm that was on first; the timeline is in the operational data.${automations.length > 0 ? ' Automations below do steps of it, after approval.' : ''}`,
    '4. Tell users and the owner, and call for help early.',
    '5. When the alarms are well again, resolve this OpsItem. That opens the review.',
  ];
  const documents = automations.map(({ documentName, title }) => `- ${title ?? documentName} (\`${documentName}\`)`);
  const sections = [first.join('\n\n'), `## First\n${steps.join('\n')}`, ...documents.length > 0 ? [`## Automations\n${documents.join('\n')}`] : []];
  return within(OPS_ITEM_LIMITS.description, [...sections, ...reason === undefined ? [] : [`## Why the alarm is on\n${reason}`]].join('\n\n'));
}

export function nameOf({ service, environment }: Pick<RespondingService, 'service' | 'environment'>): string {
  return environment === 'default' ? service : `${service} (${environment})`;
}

/** A text with what is known in place of names in braces; braces around anything else stay. */
export function filledIn(template: string, known: Readonly<Record<string, string>>): string {
  return within(OPS_ITEM_LIMITS.description, template.replace(/\{(\w+)\}/g, (name, key) => known[key] ?? name));
}

export function within(length: number, text: string): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
