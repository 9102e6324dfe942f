import { isDay } from '../../../src/core/private/day';
import type { TemplateUnit } from '../../../src/rules/private/template-unit';
import { type Failure, UsageFailure } from '../../failure';
import { nameOf } from '../../templates/files/template-file';
import { isObject, itemsOf, membersOf, textOf, type Values } from '../../templates/language/values';
import { positionOf } from '../../templates/position-of';
import { problem, together } from '../../templates/text/problem';
import type { Acknowledgement } from './acknowledgements';
import { type KnownIds, namesPack } from './known-ids';

const FIX = 'Write it as { id: OE-LambdaTracing, reason: why it is accepted, until: 2027-03-31 }; `until` may be left out';

/** Where acknowledgements stand in metadata, and whether those of other tools stand there too. */
const LISTS = [
  { names: ['cdk-pillars', 'acknowledge'], isShared: false },
  { names: ['cdk_nag', 'rules_to_suppress'], isShared: true },
] as const;

/** What the metadata of templates and of their resources accepts; what is expired is left out. */
export function inTemplate(units: readonly TemplateUnit[], ids: KnownIds, asOf: string): Map<TemplateUnit, Acknowledgement[]> {
  const failures = new Map<string, Failure>();
  const read = new Map(units.map(unit => [unit, holders(unit).flatMap(holder => entriesOf(unit, holder).flatMap(entry => {
    const wrong = mistakeIn(entry, ids);
    if (wrong !== undefined) failures.set(wrong.message, wrong);
    const { id, reason, until } = entry;
    if (wrong || id === undefined || (until !== undefined && until < asOf)) return [];
    return [{ path: holder.path, id, reason: until === undefined ? reason! : `${reason} (until ${until})` }];
  }))]));
  if (failures.size > 0) throw new UsageFailure(together([...failures.values()]).message);
  return read;
}

interface Holder {
  readonly path: string;
  readonly logicalId: string;
  readonly metadata: unknown;
}

interface Entry {
  readonly id?: string;
  readonly reason?: string;
  readonly until?: string;
  readonly isShared: boolean;
  /** Tells what is wrong with it, and where it stands. */
  readonly complain: (what: string) => Failure;
}

function holders(unit: TemplateUnit): Holder[] {
  const { template, path } = unit;
  return [
    { path: '', logicalId: '', metadata: (template as Values).Metadata },
    ...Object.entries(template.Resources ?? {}).map(([logicalId, resource]) => ({ path: unit.pathOf(logicalId) ?? `${path}/${logicalId}`, logicalId, metadata: resource?.Metadata })),
  ].filter(({ metadata }) => isObject(metadata));
}

function entriesOf({ file }: TemplateUnit, { logicalId, metadata }: Holder): Entry[] {
  return LISTS.flatMap(({ names: [tool, list], isShared }) => itemsOf(membersOf(membersOf(metadata)[tool])[list]).map((item, index) => {
    const { id, reason, until, is_reason_encoded: isEncoded } = membersOf(item);
    const spot = `Metadata.${tool}.${list}.${index}`;
    return {
      isShared,
      id: textOf(id),
      reason: isEncoded === true ? Buffer.from(String(reason), 'base64').toString('utf-8') : textOf(reason),
      until: textOf(until),
      complain: (what: string) => problem(nameOf(file!), positionOf(file!, logicalId, spot), what, FIX),
    };
  }));
}

function mistakeIn({ id, reason, until, isShared, complain }: Entry, ids: KnownIds): Failure | undefined {
  if (isShared && (id === undefined || !(namesPack(id) || ids.has(id)))) return undefined;
  if (id === undefined) return complain('the acknowledgement has no id');
  if (!ids.has(id)) return complain(`there is no rule '${id}' to acknowledge (${ids.suggestionFor(id)})`);
  if (reason === undefined || reason.trim() === '') return complain(`the acknowledgement of ${id} has no reason`);
  if (until !== undefined && !isDay(until)) return complain(`'${until}' is no day until which ${id} is acknowledged`);
  return undefined;
}
