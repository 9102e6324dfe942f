import type { Envelope } from './envelope';
import type { Fact } from './fact';
import { fieldsOf, jsonIn, textOf, timeOf } from './reading';
import type { Telling } from './telling';

/** Whether an alarm stands for incidents, and for how grave ones, or for a symptom, its service has registered. */
const SEVERITY_BEFORE_REGISTRY = 'INFO';

/** CloudWatch Alarm State Change. INSUFFICIENT_DATA tells nothing. */
export function alarmFacts({ detail, time }: Envelope): Telling {
  const name = textOf(detail, 'alarmName');
  const state = fieldsOf(detail, 'state');
  const value = textOf(state, 'value');
  const at = timeOf(state.timestamp) ?? time;
  const signal = { kind: 'signal', from: `alarm:${name}`, severity: SEVERITY_BEFORE_REGISTRY, at } as const;
  const facts: Fact[] = [];
  if (value === 'OK') facts.push({ ...signal, state: 'restored' });
  if (value === 'ALARM') {
    facts.push({ ...signal, state: 'failing' });
    const faultBeganAt = timeOf(jsonIn(state.reasonData).startDate);
    if (faultBeganAt !== undefined) facts.push({ kind: 'detection', at, faultBeganAt });
  }
  return { subject: { type: 'alarms', name }, facts };
}

/** CloudWatch Alarm Configuration Change: of interest is only that an alarm is gone, whose own state is older than that. */
export function alarmChangeFacts({ detail, time }: Envelope): Telling {
  const name = textOf(detail, 'alarmName');
  const isGone = textOf(detail, 'operation') === 'delete';
  return {
    subject: { type: 'alarms', name },
    facts: isGone ? [{ kind: 'signal', from: `alarm:${name}`, state: 'gone', severity: SEVERITY_BEFORE_REGISTRY, at: time }] : [],
  };
}
