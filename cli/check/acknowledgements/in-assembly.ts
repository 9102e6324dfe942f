import * as path from 'path';
import type { TemplateUnit } from '../../../src/rules/private/template-unit';
import { readFindings } from '../../assembly/validation-report';
import { metadataOf, readManifest } from '../../templates/assembly/manifest';
import { isAssembly } from '../../templates/files/find-templates';
import { once } from '../../templates/files/known-files';
import { isObject, textOf } from '../../templates/language/values';
import type { Acknowledgement } from './acknowledgements';
import { namesPack } from './known-ids';

/** `Validations.ACKNOWLEDGED_RULES_METADATA_KEY` of the CDK, which need not be loaded for it. */
const ACKNOWLEDGED = 'aws:cdk:acknowledged-rules';

/** What apps accepted, as far as their cloud assemblies tell. */
export function inAssembly(units: readonly TemplateUnit[]): Map<TemplateUnit, readonly Acknowledgement[]> {
  const byFolder = new Map<string, () => readonly Acknowledgement[]>();
  return new Map(units.filter(({ file }) => file !== undefined).map(unit => {
    const folder = path.dirname(unit.file!);
    let recorded = byFolder.get(folder);
    if (!recorded) byFolder.set(folder, recorded = once(() => isAssembly(folder) ? [...inMetadata(folder), ...inReports(folder)] : []));
    return [unit, recorded()];
  }));
}

/** Of constructs from stacks down. */
function inMetadata(folder: string): Acknowledgement[] {
  const constructs = Object.values(readManifest(folder).artifacts ?? {}).flatMap(artifact => Object.entries(metadataOf(folder, artifact)));
  return constructs.flatMap(([construct, entries]) => entries.filter(({ type }) => type === ACKNOWLEDGED).flatMap(({ data }) =>
    Object.entries(isObject(data) ? data : {}).map(([id, reason]) => ({ path: construct.replace(/^\//, ''), id, reason: textOf(reason) ?? '' }))));
}

/** Of an app and its Stages, no manifest tells what they accept: the packs report it, where the app has them. */
function inReports(folder: string): Acknowledgement[] {
  const around = path.dirname(folder);
  const packs = readFindings(folder).filter(({ plugin }) => namesPack(`${plugin}::`));
  const own = packs.flatMap(({ plugin, acknowledged }) => acknowledged.flatMap(({ id, reason = '', resources }) =>
    resources.map(resource => ({ path: resource, id: `${plugin}::${id}`, reason }))));
  return around !== folder && isAssembly(around) ? [...own, ...inReports(around)] : own;
}
