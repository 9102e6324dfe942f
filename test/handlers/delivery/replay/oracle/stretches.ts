import type { IncidentSeverity, RegisteredService } from '../../../../../src/core/schemas/private/delivery';
import type { Entry } from '../log';
import { instant } from './instant';

/** From when until when one thing failed. */
export interface Stretch {
  readonly from: number;
  /** Infinity while it fails. */
  readonly to: number;
  /** It ended as the thing was well, and not as it was taken away. */
  readonly well: boolean;
  readonly severities: readonly IncidentSeverity[];
  readonly impactBeganAt: readonly number[];
}

interface Word {
  readonly of: string;
  readonly at: number;
  readonly says: 'fails' | 'well' | 'gone';
  readonly severity: IncidentSeverity;
  readonly impactBeganAt?: string;
}

/** When each of the things that stand for a service failed. */
export function stretchesOf(service: RegisteredService, log: readonly Entry[]): Stretch[] {
  const words = log.map(entry => wordOf(service, entry)).filter(word => word !== undefined);
  const things = [...new Set(words.map(({ of }) => of))];
  return things.flatMap(thing => stretches(words.filter(({ of }) => of === thing).sort((a, b) => a.at - b.at)));
}

function stretches(words: readonly Word[]): Stretch[] {
  const found: Stretch[] = [];
  let failing: Word[] = [];
  const add = (to: number, well: boolean) => {
    if (failing.length === 0) return;
    const impactBeganAt = failing.flatMap(({ impactBeganAt: began }) => began === undefined ? [] : [Date.parse(began)]);
    found.push({ from: failing[0].at, to, well, severities: failing.map(({ severity }) => severity), impactBeganAt });
    failing = [];
  };
  for (const word of words) {
    if (word.says === 'fails') failing.push(word);
    else add(word.at, word.says === 'well');
  }
  add(Infinity, false);
  return found;
}

function wordOf(service: RegisteredService, { event, opsItem }: Entry): Word | undefined {
  const { detail, 'detail-type': type } = event;
  const word = (of: string, says: Word['says'] | undefined, severity: IncidentSeverity = 'PAGE'): Word | undefined =>
    says && { of: `${event.source} ${of}`, at: instant(event), says, severity, impactBeganAt: detail.impactBeganAt };
  switch (event.source) {
    case 'aws.cloudwatch': {
      const severity = service.alarms?.[detail.alarmName];
      if (!severity) return undefined;
      if (type === 'CloudWatch Alarm Configuration Change') return word(detail.alarmName, detail.operation === 'delete' ? 'gone' : undefined, severity);
      return word(detail.alarmName, ({ ALARM: 'fails', OK: 'well' } as const)[detail.state.value as string], severity);
    }
    case 'aws.synthetics':
      return word(detail['canary-name'], ({ 'Synthetics Canary TestRun Failure': 'fails', 'Synthetics Canary TestRun Successful': 'well' } as const)[type]);
    case 'cdk-pillars':
      return type === 'Incident' ? word(detail.id, ({ OPENED: 'fails', RESTORED: 'well' } as const)[detail.status as string], detail.severity) : undefined;
    case 'aws.ssm':
      return opsItem?.kind ? undefined : word(detail['ops-item-id'], ({ Open: 'fails', Resolved: 'well' } as const)[detail.status as string]);
    default: return undefined;
  }
}
