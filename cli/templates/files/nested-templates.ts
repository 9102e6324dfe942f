import * as fs from 'fs';
import * as path from 'path';
import type { TemplateUnit } from '../../../src/rules/private/template-unit';
import type { Values } from '../language/values';
import { readTemplateFile, type TemplateFile, unitOf } from './template-file';

/** CloudFormation allows far fewer stacks inside each other. */
const DEEPEST = 50;

/** The units of template files, each nested one with its parent; a file that is nested in another one stands for no stack of its own. */
export function unitsOf(files: readonly TemplateFile[]): TemplateUnit[] {
  const known = new Map(files.map(file => [file.file, file]));
  const nested = new Set(files.flatMap(file => [...nestedFiles(file).values()].filter(inner => inner !== file.file)));
  const outer = files.filter(({ file }) => !nested.has(file));
  const reached = new Set<string>();
  const units = outer.flatMap(file => withNested(file, undefined, known, reached, []));
  // Files that are nested in each other only.
  for (const file of files) if (!reached.has(file.file)) units.push(...withNested(file, undefined, known, reached, []));
  return units;
}

function withNested(
  file: TemplateFile, parent: TemplateUnit['parent'], known: Map<string, TemplateFile>, reached: Set<string>, around: readonly string[],
): TemplateUnit[] {
  reached.add(file.file);
  const unit = unitOf(file, parent);
  const inside = [...around, file.file];
  if (inside.length > DEEPEST) return [unit];
  return [unit, ...[...nestedFiles(file)].flatMap(([logicalId, inner]) => {
    if (inside.includes(inner)) return [];
    let read = known.get(inner);
    if (!read) known.set(inner, read = readTemplateFile(inner));
    return withNested(read, { unit, logicalId }, known, reached, inside);
  })];
}

/** The files of nested stacks by logical id, where their templates lie beside the one around them. */
function nestedFiles({ file, template }: TemplateFile): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const [logicalId, resource] of Object.entries(template.Resources ?? {})) {
    if (resource?.Type !== 'AWS::CloudFormation::Stack') continue;
    const { TemplateURL } = Object(resource.Properties) as Values;
    if (typeof TemplateURL !== 'string' || /^[a-z0-9]+:\/\//i.test(TemplateURL)) continue;
    const inner = path.resolve(path.dirname(file), TemplateURL);
    if (fs.statSync(inner, { throwIfNoEntry: false })?.isFile()) files.set(logicalId, inner);
  }
  return files;
}
