import type { IncidentSeverity } from '../../../src/core/schemas/private/delivery';
import type { Envelope } from './envelope';
import type { SignalFact } from './fact';
import { textIn, textOf } from './reading';
import type { Telling } from './telling';

/** One run may fail for reasons of its own; that users are hit, health alarms say. */
const SEVERITY: IncidentSeverity = 'TICKET';

const GONE: readonly (string | undefined)[] = ['STOPPED', 'DELETING', 'DELETED'];

export function canaryFailed(event: Envelope): Telling {
  return telling(event, 'failing');
}

export function canaryPassed(event: Envelope): Telling {
  return telling(event, 'restored');
}

/** Synthetics Canary Status Change: a canary that runs no more fails no more. */
export function canaryChanged(event: Envelope): Telling {
  return telling(event, GONE.includes(textIn(event.detail, 'current-state')) ? 'gone' : undefined);
}

function telling({ detail, time }: Envelope, state: SignalFact['state'] | undefined): Telling {
  const name = textOf(detail, 'canary-name');
  return { subject: { type: 'canaries', name }, facts: state ? [{ kind: 'signal', from: `canary:${name}`, state, severity: SEVERITY, at: time }] : [] };
}
