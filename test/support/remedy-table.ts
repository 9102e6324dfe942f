import type { Remedy } from '../../src/packs/private/remedies/remedy';

/** The tables of the guide: what is applied by itself, and what on request. */
export function remedyTable(remedies: readonly Remedy[]): string {
  const free = remedies.filter(({ onRequest }) => onRequest === undefined);
  const named = remedies.filter(({ onRequest }) => onRequest !== undefined);
  return [
    '### Applied by themselves',
    '',
    '| rule | sets | what becomes different | why that is safe | what to mind |',
    '|---|---|---|---|---|',
    ...free.map(remedy => `| \`${remedy.ruleId}\` | ${settingOf(remedy)} | ${remedy.effect} | ${remedy.safety} | ${remedy.caution ?? ''} |`),
    '',
    '### Applied when they are named',
    '',
    '| rule | sets | what becomes different | why that is safe | why only on request |',
    '|---|---|---|---|---|',
    ...named.map(remedy => `| \`${remedy.ruleId}\` | ${settingOf(remedy)} | ${remedy.effect} | ${remedy.safety} | ${remedy.onRequest} |`),
    '',
  ].join('\n');
}

function settingOf({ resourceType, property, value }: Remedy): string {
  return `\`${resourceType}\` \`${property}\` to \`${JSON.stringify(value)}\``;
}
