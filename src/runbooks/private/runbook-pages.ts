import { blocksMarkdown, inlineCode, link, shellWord, stepsIn, table } from './markdown';
import { sectionOf } from './runbook-link';
import type { Runbook, RunbookService } from './runbook-model';

/** All runbooks of one kind of resource. */
export interface RunbookPage {
  readonly kind: string;
  readonly title: string;
  readonly signals: readonly RunbookChapter[];
}

/** The runbooks of one signal, one for each alarm. */
export interface RunbookChapter {
  readonly anchor: string;
  readonly title: string;
  readonly runbooks: readonly Runbook[];
}

/** Runbooks by kind and signal, in the order of their names. */
export function runbookPages(runbooks: readonly Runbook[]): RunbookPage[] {
  return grouped(runbooks, ({ alarm }) => alarm.signal.source.kind).map(([kind, ofKind]) => ({
    kind,
    title: ofKind[0].alarm.signal.source.title,
    signals: grouped(ofKind, ({ alarm }) => alarm.signal.spec.id).map(([signalId, ofSignal]) => ({
      anchor: sectionOf(signalId),
      title: ofSignal[0].alarm.signal.spec.title,
      runbooks: [...ofSignal].sort((a, b) => compare(a.alarm.literalName, b.alarm.literalName)),
    })),
  }));
}

/** A page as markdown; in short, without what differs from resource to resource. */
export function pageMarkdown(page: RunbookPage, service: RunbookService, inShort = false): string {
  return [
    `# ${page.title}: runbooks of ${service.title}`,
    page.signals.map(({ anchor, title, runbooks }) => `- [${title}](#${anchor}): ${count(runbooks.length, 'alarm')}`).join('\n'),
    ...page.signals.map(chapter => chapterMarkdown(chapter, inShort)),
  ].join('\n\n').concat('\n');
}

/** What stands at the address under which the runbooks are published. */
export function indexMarkdown(pages: readonly RunbookPage[], service: RunbookService): string {
  const { console: places, healthAlarm, healthReaches } = service;
  const reaches = healthReaches.length === 0 ? 'It tells nobody.' : `It tells ${healthReaches.join(', ')}.`;
  const command = `aws cloudwatch describe-alarms --children-of-alarm-name ${shellWord(healthAlarm)}${service.region === undefined ? '' : ` --region ${service.region}`}`;
  return [
    `# Runbooks of ${service.title}`,
    `Owner: ${service.owner}. Tier: ${service.tier.replace('TIER_', '')}. ${link('Operations dashboard', places.dashboard(service.opsDashboard))}.`,
    ...pages.length === 0 ? ['No alarm, no runbook.'] : [
      table(['Resource', 'Signal', 'Severity', 'Alarms'], pages.flatMap(page => page.signals.map(({ anchor, title, runbooks }) => [
        `[${page.title}](${page.kind}.md)`, `[${title}](${page.kind}.md#${anchor})`, unique(runbooks.map(({ alarm }) => alarm.severity)).join(', '),
        runbooks.map(({ alarm }) => inlineCode(alarm.literalName)).join(', '),
      ]))),
    ],
    ...pages.some(({ signals }) => signals.some(({ runbooks }) => runbooks.some(({ alarm }) => alarm.feedsHealth))) ? [
      '<a id="health"></a>\n\n## The health alarm',
      `${link(healthAlarm, places.alarm(healthAlarm))} is in ALARM while any symptom is. ${reaches} Its children say which symptom it is; go on with the runbook of that one.`,
      `\`\`\`sh\n${command}\n\`\`\``,
    ] : [],
  ].join('\n\n').concat('\n');
}

function chapterMarkdown({ anchor, title, runbooks }: RunbookChapter, inShort: boolean): string {
  const alarms = table(['Alarm', 'Resource', 'Severity'], runbooks.map(({ alarm }) => [inlineCode(alarm.literalName), alarm.signal.resourceLabel, alarm.severity]));
  return [
    `<a id="${anchor}"></a>\n\n## ${title}`,
    alarms,
    ...runbooks[0].sections.map(({ title: heading }, index) => sectionMarkdown(heading, runbooks, index, inShort)),
  ].join('\n\n');
}

/** What all alarms of the signal have in common once, then what each has of its own. */
function sectionMarkdown(heading: string, runbooks: readonly Runbook[], index: number, inShort: boolean): string {
  const groupsOfText: Array<[string, readonly Runbook[]]> = runbooks.length === 1 ? [['', runbooks]] : grouped(runbooks, ({ sections }) => JSON.stringify(sections[index].shared), false);
  const parts = groupsOfText.flatMap(([, alike], _, groups) => {
    const { shared } = alike[0].sections[index];
    const named = groups.length > 1 ? [`*${namesOf(alike)}:*`] : [];
    const own = inShort ? [] : alike.filter(({ sections }) => sections[index].own.length > 0).flatMap(({ alarm, sections }) => [
      ...runbooks.length > 1 ? [`#### ${alarm.literalName}`] : [], blocksMarkdown(sections[index].own, stepsIn(shared) + 1),
    ]);
    return [...named, blocksMarkdown(shared), ...own].filter(text => text !== '');
  });
  return [`### ${heading}`, ...parts].join('\n\n');
}

function namesOf(runbooks: readonly Runbook[]): string {
  return runbooks.map(({ alarm }) => alarm.literalName).join(', ');
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string, sorted = true): Array<[string, T[]]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item); else groups.set(key, [item]);
  }
  return sorted ? [...groups].sort(([a], [b]) => compare(a, b)) : [...groups];
}

/** Independent of the language of the machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
