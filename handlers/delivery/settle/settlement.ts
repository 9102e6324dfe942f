import type { World } from '../application';
import { Emissions } from '../emit/emission';
import { Emitter } from '../emit/emitter';
import { ofHandler, openIncidents } from '../emit/points';
import type { FoldSettings } from '../fold/fold';
import { logError, problemOf } from '../log';
import type { CachedRegistry } from '../mapping/cached-registry';
import type { SettleInput, SettleReport } from '../ports';
import type { Store } from '../store/store';
import type { Lease, Work } from '../store/work';
import { Recomputing } from './recomputing';
import { refold } from './refolding';
import { tellFinal, type Told } from './telling';

/** So many services are settled at a time. */
const AT_ONCE = 4;

/** Brings the store to what the events say, and emits what is final. */
export class Settlement {
  private readonly emitter: Emitter;
  private readonly emissions: Emissions;
  private readonly recomputing: Recomputing;
  private readonly foldSettings: FoldSettings;

  constructor(private readonly world: World, private readonly store: Store, registry: CachedRegistry) {
    const { settings, clock, print, emissionLog } = world;
    this.emitter = new Emitter(settings, clock, print);
    this.emissions = new Emissions(store.markers, emissionLog, this.emitter, clock);
    this.recomputing = new Recomputing(world, store, registry);
    this.foldSettings = {
      changeFailure: settings.changeFailureWindow * 1000,
      rework: settings.reworkWindow * 1000,
      reopenWithin: settings.reopenWithin * 1000,
      changeGap: settings.changeGap * 1000,
    };
  }

  public async run({ recompute }: SettleInput = {}): Promise<SettleReport> {
    const { recomputed, moved } = await this.recomputing.run(recompute);
    const report = { settled: [] as string[], busy: [] as string[], emitted: 0, late: 0, recomputed, moved };
    const problems: string[] = [];
    const waiting = (await this.store.work.all()).filter(work => this.isDue(work));
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (let work = waiting.shift(); work; work = waiting.shift()) {
        try {
          const told = await this.settle(work);
          (told ? report.settled : report.busy).push(work.home);
          report.emitted += told?.emitted ?? 0;
          report.late += told?.late ?? 0;
        } catch (error) {
          problems.push(work.home);
          logError(this.world.print, 'A service could not be settled this time', { subject: work.home, problem: problemOf(error) });
        }
      }
    }));
    if (report.late > 0) this.emitter.emit(ofHandler(this.world.settings.table, 'late', report.late, this.world.clock.now()));
    if (problems.length > 0) throw new Error(`${problems.length} services could not be settled this time: ${problems.sort().join(', ')}`);
    return report;
  }

  private isDue({ since, dueAt, open }: Work): boolean {
    return since !== undefined || (dueAt ?? Infinity) <= this.world.clock.now() || open !== undefined;
  }

  private async settle({ home }: Work): Promise<Told | undefined> {
    const lease = await this.store.work.lease(home);
    if (!lease) return undefined;
    try {
      return await this.settleLeased(lease);
    } catch (error) {
      // The next run need not wait for the end of the lease. What went wrong first is of more interest than that this did, too.
      await this.store.work.release(lease).catch(() => undefined);
      throw error;
    }
  }

  private async settleLeased(lease: Lease): Promise<Told> {
    const { since, pendingSince = Infinity } = lease;
    const now = this.world.clock.now();
    const from = since === undefined ? pendingSince : await refold(this.store, lease, since, this.foldSettings);
    const told = from < Infinity ? await tellFinal(this.store, lease, from, this.world.settings, this.emissions, now) : { emitted: 0, late: 0 };
    const open = since === undefined ? lease.open : await this.openSeverity(lease.home);
    if (lease.open && lease.open !== open) this.emitter.emit(openIncidents(lease.home, lease.open, 0, now));
    if (open) this.emitter.emit(openIncidents(lease.home, open, 1, now));
    await this.store.work.hold(lease);
    await this.store.work.finish(lease, { ...told, ...(open && { open }) });
    return told;
  }

  private async openSeverity(home: string): Promise<Work['open']> {
    const last = (await this.store.episodes.lastOpenedBefore(home, Date.UTC(9999, 0)))?.episode;
    return last && last.closedAt === undefined ? last.severity : undefined;
  }
}
