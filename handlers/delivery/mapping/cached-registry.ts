import type { Clock, RegistrySource } from '../ports';
import { RegistryIndex } from './registry-index';

const FRESH_FOR = 5 * 60_000;
const READ_AGAIN_AFTER = 30_000;

/** The registry, read every five minutes, and sooner where it does not know what it is asked for. */
export class CachedRegistry {
  private cached?: { readonly at: number; readonly index: Promise<RegistryIndex> };

  constructor(private readonly source: RegistrySource, private readonly clock: Clock) {}

  public async index(): Promise<RegistryIndex> {
    return this.noOlderThan(FRESH_FOR);
  }

  /** For what the registry did not know: it may have been registered since. */
  public async newerIndex(): Promise<RegistryIndex> {
    return this.noOlderThan(READ_AGAIN_AFTER);
  }

  private async noOlderThan(age: number): Promise<RegistryIndex> {
    const now = this.clock.now();
    if (!this.cached || now - this.cached.at > age) {
      const reading = { at: now, index: this.source.read().then(services => new RegistryIndex(services)) };
      this.cached = reading;
      reading.index.catch(() => { if (this.cached === reading) this.cached = undefined; });
    }
    return this.cached.index;
  }
}
