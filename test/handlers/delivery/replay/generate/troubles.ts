import { MINUTE } from '../log';
import type { Scene } from './scene';
import { alarm, alarmDeleted, canary, canaryStopped, incident, opsItem, seconds } from './shapes';

/** Something goes wrong and somebody notices. Answers with when it was over. */
export function trouble(scene: Scene, at: number): number {
  const { random } = scene;
  const kinds = random.chance(0.3) ? [random.oneOf(KINDS), random.oneOf(KINDS)] : [random.oneOf(KINDS)];
  if (random.chance(0.6)) symptom(scene, at);
  return Math.max(...kinds.map(kind => kind(scene, at + random.between(0, 20 * MINUTE))));
}

const KINDS = [healthAlarm, healthAlarm, healthAlarm, canaryFails, tool, seenBySomebody];

/** Gaps between being restored and failing again; the incident goes on for up to the ten minutes. */
const GAPS = [30_000, 4 * MINUTE, 10 * MINUTE, 10 * MINUTE + 1, 14 * MINUTE];

function healthAlarm(scene: Scene, at: number): number {
  const { random } = scene;
  const name = random.oneOf(Object.keys(scene.service.alarms!));
  const tell = (when: number, value: string, previous: string) => scene.add(alarm(when, name, { value, previous }, scene.sentAt(when)));
  let when = at + random.between(1, 999);
  for (let left = random.oneOf([1, 1, 1, 2, 4]); left > 0; left--) {
    tell(when, 'ALARM', 'OK');
    if (random.chance(0.2)) {
      tell(when += random.between(MINUTE, 9 * MINUTE), 'INSUFFICIENT_DATA', 'ALARM');
      if (random.chance(0.4)) tell(when += random.between(MINUTE, 9 * MINUTE), 'ALARM', 'INSUFFICIENT_DATA');
    }
    when += random.between(MINUTE, 70 * MINUTE);
    if (random.chance(0.06)) {
      scene.add(alarmDeleted(when = scene.second(when), name));
      return when;
    }
    tell(when, 'OK', 'ALARM');
    if (left > 1) when += random.oneOf(GAPS);
  }
  // One of an incident that was noticed, and is kept in OpsCenter for its story.
  if (random.chance(0.3)) scene.add(opsItem(scene.second(at + random.between(MINUTE, 12 * MINUTE)), `oi-${random.hex(12)}`, 'InProgress'), facts(scene, 'incident'));
  return when;
}

/** An alarm that is no incident by itself and tells since when something was wrong. */
function symptom(scene: Scene, at: number): void {
  const { random } = scene;
  const fired = at + random.between(-14 * MINUTE, 25 * MINUTE);
  const name = `${scene.service.symptomPrefixes![0]}${random.oneOf(['errors', 'latency'])}`;
  scene.add(alarm(fired, name, { value: 'ALARM', previous: 'OK', startDate: fired - random.between(0, 15 * MINUTE) }, scene.sentAt(fired)));
  const over = fired + random.between(5 * MINUTE, 50 * MINUTE);
  scene.add(alarm(over, name, { value: 'OK', previous: 'ALARM', startDate: over }, scene.sentAt(over)));
}

function canaryFails(scene: Scene, at: number): number {
  const { random } = scene;
  const [name] = scene.service.canaries!;
  let when = at;
  for (let left = random.between(1, 4); left > 0; left--) scene.add(canary(scene.second(when += 5 * MINUTE), name, false, random.uuid()));
  when = scene.second(when + 5 * MINUTE);
  scene.add(random.chance(0.1) ? canaryStopped(when, name) : canary(when, name, true, random.uuid()));
  return when;
}

function tool(scene: Scene, at: number): number {
  const { random, service: { service, environment } } = scene;
  const id = `P${random.hex(6).toUpperCase()}`;
  const severity = random.oneOf(['PAGE', 'TICKET', 'INFO', undefined] as const);
  const tell = (status: 'OPENED' | 'ACKNOWLEDGED' | 'RESTORED', when: number, impactBeganAt?: string) =>
    scene.add(incident(scene.sentAt(when), { service, environment, id, status, at: seconds(when), severity, ...impactBeganAt && { impactBeganAt } }));
  const opened = scene.second(at);
  const restored = scene.second(opened + random.between(3 * MINUTE, 120 * MINUTE));
  tell('OPENED', opened, random.chance(0.4) ? seconds(opened - random.between(0, 30 * MINUTE)) : undefined);
  if (random.chance(0.7)) tell('ACKNOWLEDGED', scene.second(opened + random.between(MINUTE, 20 * MINUTE)));
  if (random.chance(0.2)) tell('ACKNOWLEDGED', scene.second(opened + random.between(MINUTE, 40 * MINUTE)));
  if (random.chance(0.98)) tell('RESTORED', restored, random.chance(0.2) ? seconds(opened - random.between(0, 60 * MINUTE)) : undefined);
  return restored;
}

function seenBySomebody(scene: Scene, at: number): number {
  const { random } = scene;
  const id = `oi-${random.hex(12)}`;
  const resolved = scene.second(at + random.between(10 * MINUTE, 150 * MINUTE));
  scene.add(opsItem(scene.second(at), id, 'Open'), facts(scene));
  if (random.chance(0.6)) scene.add(opsItem(scene.second(at + random.between(MINUTE, 9 * MINUTE)), id, 'InProgress'), facts(scene));
  scene.add(opsItem(resolved, id, 'Resolved'), facts(scene));
  if (random.chance(0.2)) {
    const review = `oi-${random.hex(12)}`;
    scene.add(opsItem(scene.second(resolved + 5 * MINUTE), review, 'Open'), facts(scene, 'review'));
    scene.add(opsItem(scene.second(resolved + 30 * MINUTE), review, 'InProgress'), facts(scene, 'review'));
  }
  return resolved;
}

function facts({ service: { service, environment } }: Scene, kind?: string) {
  return { opsItem: { service, environment, ...kind && { kind } } };
}
