import { isOnce, ofLine, ofOracle } from '../support/compare';
import { pointsIn } from '../support/printed';
import type { Printed } from '../support/stage';
import { type Delivery, inTime } from './generate';
import { HOUR, nameOf, type Registry } from './log';
import { everybody, ownLog, type Point, pointsOf, truthOf } from './oracle';
import { instant } from './oracle/instant';
import type { Run } from './run';

/** What is wrong with the points that went out. */
export interface Faults {
  /** Went out, and the oracle did not say so of what had come by then. */
  readonly unfounded: string[];
  /** Were due, and did not go out. */
  readonly missing: string[];
  /** Went out more often than the oracle says. */
  readonly repeated: string[];
  /** How many were compared. */
  readonly compared: number;
}

/**
 * Compares all points with what the oracle says of the messages that had come when they went out. Where nothing of a service came later than the grace, this is what it
 * says of the whole log, as far as it happened by then.
 */
export function compareEmitted(registry: Registry, deliveries: readonly Delivery[], { settled }: Run, printed: readonly Printed[]): Faults {
  const faults = { unfounded: [] as string[], missing: [] as string[], repeated: [] as string[], compared: 0 };
  for (const service of everybody(registry)) {
    const name = nameOf(service);
    const own = ownDeliveries(registry, service, deliveries);
    const dues = new Set(pointsOf(truthOf(service, own.map(({ entry }) => entry!))).map(({ final }) => settled.findIndex(({ at }) => at >= final)));
    const out = new Set<string>();
    let lines = 0;
    settled.forEach((settle, tick) => {
      const emitted = printed.slice(lines, settle.printed).flatMap(({ line }) => pointsIn(line)).filter(isOnce).map(ofLine).filter(row => row.split(' ')[1] === name);
      lines = settle.printed;
      if (emitted.length === 0 && !dues.has(tick)) return;
      const come = own.filter(({ place }) => place < settle.taken);
      const told = rows(name, service, come, settle.at);
      faults.compared += emitted.length;
      faults.unfounded.push(...emitted.filter(row => !told.all.includes(row)));
      faults.repeated.push(...emitted.filter(row => count(emitted, row) > count(told.all, row) || out.has(row) && count(told.all, row) < 2));
      emitted.forEach(row => out.add(row));
      const sure = new Set(rows(name, service, come.filter(({ delivery }) => inTime(delivery)), settle.at).all);
      const before = settled[tick - 1]?.at ?? 0;
      // What came late may have joined this to something that was told already.
      const late = come.filter(({ delivery }) => !inTime(delivery)).map(({ entry }) => instant(entry!.event));
      const undisturbed = (row: string) => late.every(at => Math.abs(Date.parse(`${row.split(' ')[3]}Z`) - at) > 12 * HOUR);
      faults.missing.push(...told.due(before).filter(row => sure.has(row) && undisturbed(row) && !out.has(row)));
    });
  }
  return faults;
}

interface OwnDelivery {
  readonly delivery: Delivery;
  readonly entry: Delivery['entry'];
  readonly place: number;
}

/** The first delivery of each event of a service. */
function ownDeliveries(registry: Registry, service: Registry[number], deliveries: readonly Delivery[]): OwnDelivery[] {
  const own = new Set(ownLog(registry, service, [...new Set(deliveries.flatMap(({ entry }) => entry ?? []))]));
  const found: OwnDelivery[] = [];
  deliveries.forEach((delivery, place) => {
    if (delivery.entry && own.delete(delivery.entry)) found.push({ delivery, entry: delivery.entry, place });
  });
  return found;
}

function rows(name: string, service: Registry[number], come: readonly OwnDelivery[], now: number) {
  const final = pointsOf(truthOf(service, come.map(({ entry }) => entry!))).filter(point => isOnce(point) && point.final <= now);
  const write = (points: readonly Point[]) => points.map(point => ofOracle(name, point));
  return { all: write(final), due: (since: number) => write(final.filter(point => point.final > since)) };
}

function count(values: readonly string[], value: string): number {
  return values.filter(other => other === value).length;
}
