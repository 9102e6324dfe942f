import { OPS_ITEM_LIMITS } from '../../src/core/schemas/private/incidents';
import { SAME_MS } from './observation';

/** Something that happened in an incident. */
export interface TimelineEntry {
  readonly at: number;
  readonly text: string;
}

/** How much room a line has for the reason of an alarm. */
const REASON_LENGTH = 200;
const GAP = /^… (\d+) (?:entry|entries) until (\S+) left out …$/;

export function changeEntry(alarm: string, value: string, at: number, reason?: string): TimelineEntry {
  const said = reason?.replace(/\s+/g, ' ').trim() ?? '';
  const short = said.length > REASON_LENGTH ? `${said.slice(0, REASON_LENGTH - 1)}…` : said;
  return { at, text: `${alarm} → ${value}${short === '' ? '' : `: ${short}`}` };
}

/** The lines of a timeline with more entries, in order of time, each once; the oldest give way where there is no room, but for what began it. */
export function withEntries(timeline: string, added: readonly TimelineEntry[]): string {
  const { entries, gap } = parsed(timeline);
  const [first] = entries;
  const fresh = added.filter(entry => !(gap && entry.at <= gap.until && entry.at >= first.at) && !entries.some(known => isSame(known, entry)));
  const unique = fresh.filter((entry, index) => !fresh.slice(0, index).some(earlier => isSame(earlier, entry)));
  if (unique.length === 0) return timeline;
  return rendered([...entries, ...unique].sort((a, b) => a.at - b.at), gap);
}

interface Gap {
  readonly count: number;
  readonly until: number;
}

function rendered([first, ...rest]: readonly TimelineEntry[], gap: Gap | undefined): string {
  const text = [first, ...rest].map(line);
  if (gap) text.splice(1, 0, `… ${gap.count} ${gap.count === 1 ? 'entry' : 'entries'} until ${iso(gap.until)} left out …`);
  const joined = text.join('\n');
  if (rest.length === 0 || Buffer.byteLength(joined) <= OPS_ITEM_LIMITS.dataValueBytes) return joined;
  const [oldest, ...kept] = rest;
  return rendered([first, ...kept], { count: (gap?.count ?? 0) + 1, until: Math.max(gap?.until ?? 0, oldest.at) });
}

function parsed(timeline: string): { readonly entries: TimelineEntry[]; readonly gap?: Gap } {
  const lines = timeline.split('\n').filter(each => each !== '');
  const gap = lines.map(each => GAP.exec(each)).find(match => match !== null);
  const entries = lines.filter(each => !GAP.test(each)).map(each => ({ at: Date.parse(each.slice(0, each.indexOf(' '))), text: each.slice(each.indexOf(' ') + 1) }));
  return { entries, ...gap ? { gap: { count: Number(gap[1]), until: Date.parse(gap[2]) } } : {} };
}

function isSame(one: TimelineEntry, other: TimelineEntry): boolean {
  return Math.abs(one.at - other.at) <= SAME_MS && headOf(one) === headOf(other);
}

/** Of a change: alarm and state. Its reason may be worded otherwise. */
function headOf({ text }: TimelineEntry): string {
  return text.split(': ')[0];
}

function line({ at, text }: TimelineEntry): string {
  return `${iso(at)} ${text}`;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
