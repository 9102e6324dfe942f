import type { BoundSignal } from '../../signals/bound-signal';

/** What an operator reads when an alarm of a signal fires; the same for every resource of the kind. */
export interface RunbookEntry {
  readonly kind: string;
  readonly kindTitle: string;
  readonly signalId: string;
  readonly signalTitle: string;
  readonly cause: string;
  readonly firstStep: string;
}

/** An alarm as far as its runbook is concerned. */
export interface Alarmed {
  readonly signal: BoundSignal;
  readonly cause: string;
  readonly firstStep: string;
}

/** The entries of a service, one for each kind and signal that raises an alarm, in the order in which they are met. */
export function runbookEntries(alarmed: readonly Alarmed[]): RunbookEntry[] {
  const entries = new Map<string, RunbookEntry>();
  for (const { signal, cause, firstStep } of alarmed) {
    if (entries.has(signal.key)) continue;
    const { source, spec } = signal;
    entries.set(signal.key, { kind: source.kind, kindTitle: source.title, signalId: spec.id, signalTitle: spec.title, cause, firstStep });
  }
  return [...entries.values()];
}

/** The entries as markdown, grouped by kind. */
export function runbookMarkdown(entries: readonly RunbookEntry[]): string {
  const kinds = [...new Set(entries.map(({ kindTitle }) => kindTitle))];
  return kinds.map(kindTitle => [
    `### ${kindTitle}`,
    ...entries.filter(entry => entry.kindTitle === kindTitle).map(entry => `**${entry.signalTitle}**: ${entry.cause}. *First:* ${entry.firstStep}.`),
  ].join('\n\n')).join('\n\n');
}
