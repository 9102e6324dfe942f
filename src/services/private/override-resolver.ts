import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { suggest } from '../../core/private/suggest';
import type { BoundSignal } from '../../signals/bound-signal';
import type { SignalCatalog } from '../../signals/signal-catalog';

/**
 * Finds what a user said about a signal by `<kind>.<signal>` or `<resource>.<signal>`; the resource wins. Every key must
 * name something: a misspelt override that does nothing is worse than an error.
 */
export class BySignalKey<T> {
  constructor(private readonly entries: ReadonlyMap<string, T>) {}

  public of(signal: BoundSignal): T | undefined {
    return this.entries.get(`${signal.resourceLabel}.${signal.id}`) ?? this.entries.get(`${signal.resourceLabel}.${signal.spec.id}`) ?? this.entries.get(signal.key);
  }

  public check(scope: IConstruct, what: string, bound: readonly BoundSignal[], catalog: SignalCatalog): void {
    const ofResources = new Set(bound.flatMap(signal => [`${signal.resourceLabel}.${signal.id}`, `${signal.resourceLabel}.${signal.spec.id}`, signal.key]));
    for (const key of this.entries.keys()) {
      if (ofResources.has(key)) continue;
      const [kind, id] = [key.slice(0, key.lastIndexOf('.')), key.slice(key.lastIndexOf('.') + 1)];
      if (catalog.kinds.includes(kind)) {
        const ids = catalog.source(kind).signals.map(signal => signal.id);
        if (ids.includes(id)) continue;
        throw complaint(scope, { what: `${what} of a signal that ${kind} does not have`, received: key, fix: suggest(id, ids) });
      }
      const known = [...ofResources, ...catalog.kinds.map(each => `${each}.${id}`)];
      throw complaint(scope, { what: `${what} of a signal that is not there`, received: key, fix: suggest(key, known) });
    }
  }
}
