import { suggest } from '../../../src/core/private/suggest';
import { builtInIds } from '../../../src/packs/private/built-in-rules';

const PACK = /^(OperationalExcellence|PerformanceEfficiency)::/;

/** Tells ids of rules of the packs from others. */
export class KnownIds {
  private readonly ids: ReadonlySet<string>;

  constructor(ownIds: readonly string[]) {
    this.ids = new Set([...builtInIds(), ...ownIds]);
  }

  /** Whether a finding may have this id, with the name of its pack or without. */
  public has(id: string): boolean {
    return this.ids.has(ruleOf(id));
  }

  public suggestionFor(id: string): string {
    return suggest(ruleOf(id), this.ids);
  }
}

/** Whether an id has the name of a pack before it. */
export function namesPack(id: string): boolean {
  return PACK.test(id);
}

/** The rule in the id of a finding. */
export function ruleOf(id: string): string {
  return id.replace(PACK, '').replace(/\[.*$/, '');
}
