import type { IncidentSeverity, RegisteredService } from '../../../../../src/core/schemas/private/delivery';
import type { BusEvent, Entry } from '../log';
import { instant } from './instant';

/** From when until when one thing failed. */
export interface Stretch {
  readonly of: string;
  readonly from: number;
  /** Infinity while it fails. */
  readonly to: number;
  /** It ended as the thing was well, and not as it was taken away. */
  readonly well: boolean;
  readonly severities: readonly IncidentSeverity[];
}

type State = 'fails' | 'gone' | 'well';

/** The better, the later: of two states at the same time, the better one holds. */
const BY_GOODNESS: readonly State[] = ['fails', 'gone', 'well'];

interface Word {
  readonly of: string;
  readonly at: number;
  readonly says: State;
  readonly severity: IncidentSeverity;
}

/** When each of the things that stand for a service failed. */
export function stretchesOf(service: RegisteredService, log: readonly Entry[]): Stretch[] {
  const words = log.map(entry => wordOf(service, entry)).filter(word => word !== undefined);
  const things = [...new Set(words.map(({ of }) => of))];
  return things.flatMap(thing => stretches(words.filter(({ of }) => of === thing)));
}

function stretches(words: Word[]): Stretch[] {
  const found: Stretch[] = [];
  let failing: Word[] = [];
  const end = (to: number, well: boolean) => {
    if (failing.length > 0) found.push({ of: failing[0].of, from: failing[0].at, to, well, severities: failing.map(({ severity }) => severity) });
    failing = [];
  };
  for (const word of words.sort((a, b) => a.at - b.at || BY_GOODNESS.indexOf(a.says) - BY_GOODNESS.indexOf(b.says))) {
    if (word.says === 'fails') failing.push(word);
    else end(word.at, word.says === 'well');
  }
  end(Infinity, false);
  return found;
}

/** What an event is about, among all that can stand for an incident. */
export function thingOf({ source, detail }: BusEvent): string {
  return `${source} ${detail.alarmName ?? detail['canary-name'] ?? detail['ops-item-id'] ?? detail.id}`;
}

function wordOf(service: RegisteredService, { event, opsItem }: Entry): Word | undefined {
  const { detail, 'detail-type': type } = event;
  const word = (says: State | undefined, severity: IncidentSeverity): Word | undefined =>
    says && { of: thingOf(event), at: instant(event), says, severity };
  switch (event.source) {
    case 'aws.cloudwatch': {
      const severity = service.alarms?.[detail.alarmName];
      if (!severity) return undefined;
      if (type === 'CloudWatch Alarm Configuration Change') return word(detail.operation === 'delete' ? 'gone' : undefined, severity);
      return word(({ ALARM: 'fails', OK: 'well' } as const)[detail.state.value as string], severity);
    }
    case 'aws.synthetics':
      return word(type.endsWith('Failure') ? 'fails' : type.endsWith('Successful') ? 'well' : detail['current-state'] === 'STOPPED' ? 'gone' : undefined, 'TICKET');
    case 'cdk-pillars':
      if (type !== 'Incident') return undefined;
      return word(({ OPENED: 'fails', RESTORED: 'well' } as const)[detail.status as string], detail.severity ?? 'PAGE');
    case 'aws.ssm': return opsItem?.kind ? undefined : word(({ Open: 'fails', Resolved: 'well' } as const)[detail.status as string], 'TICKET');
    default: return undefined;
  }
}
