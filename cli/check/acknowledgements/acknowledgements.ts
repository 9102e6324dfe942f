import { today } from '../../../src/core/private/day';
import { isUnder } from '../../../src/packs/private/scopes';
import type { Finding } from '../../../src/rules/finding';
import type { TemplateUnit } from '../../../src/rules/private/template-unit';
import { inAssembly } from './in-assembly';
import { inTemplate } from './in-template';
import { KnownIds } from './known-ids';

/** That somebody accepted a finding about a path and all under it. */
export interface Acknowledgement {
  /** Empty for the whole template. */
  readonly path: string;
  /** Of the finding, alone or after the name of the pack. */
  readonly id: string;
  readonly reason: string;
}

export interface AcknowledgementOptions {
  /** The day that counts as today. */
  readonly asOf?: string;
  /** Ids of rules that did not come with the library. */
  readonly ownIds: readonly string[];
}

/** What somebody accepted, in templates and in the app that a cloud assembly is of. */
export class Acknowledgements {
  private readonly byUnit: ReadonlyMap<TemplateUnit, readonly Acknowledgement[]>;

  /** @throws UsageFailure about all acknowledgements that are not understood */
  constructor(units: readonly TemplateUnit[], { asOf = today(), ownIds }: AcknowledgementOptions) {
    const ids = new KnownIds(ownIds);
    const written = inTemplate(units, ids, asOf);
    const recorded = inAssembly(units);
    this.byUnit = new Map(units.map(unit => [unit, [...written.get(unit) ?? [], ...recorded.get(unit) ?? []]]));
  }

  /** Why somebody accepted a finding about a resource of a template. */
  public reasonFor(pack: string, unit: TemplateUnit, { id, path }: Finding): string | undefined {
    const ids = [id, dashed(id), `${pack}::${id}`, dashed(`${pack}::${id}`)];
    return this.byUnit.get(unit)?.find(accepted => ids.includes(accepted.id) && isUnder(path, accepted.path))?.reason;
  }
}

/** The CDK keeps ids of acknowledgements in this form. */
function dashed(id: string): string {
  return id.replaceAll(' ', '-');
}
