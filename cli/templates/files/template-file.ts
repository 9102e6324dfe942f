import * as path from 'path';
import type { TemplateUnit } from '../../../src/rules/private/template-unit';
import { isObject, textOf as scalarText, type Values } from '../language/values';
import { problem } from '../text/problem';
import { sourceOf, textOf } from '../text/read-source';
import { remember } from './known-files';
import { type Prepared, prepared } from './prepared';

/** A template that was read from a file. */
export interface TemplateFile extends Prepared {
  /** Absolute. */
  readonly file: string;
  /** What people know the file by: its path from where the command runs. */
  readonly name: string;
}

export function nameOf(file: string): string {
  return path.relative(process.cwd(), file).split(path.sep).join('/') || file;
}

/** Reads a file that is a template. */
export function readTemplateFile(file: string): TemplateFile {
  const read = readIfTemplate(file, textOf(file));
  if (read) return read;
  throw problem(nameOf(file), undefined, 'this is no template of CloudFormation: it has no mapping called Resources', 'Name a template, a folder of templates, or a cloud assembly');
}

/** Reads a text if it is a template; another text is undefined. */
export function readIfTemplate(file: string, text: string): TemplateFile | undefined {
  const name = nameOf(file);
  const source = sourceOf(name, text);
  if (!isTemplate(source.value)) return undefined;
  const result = prepared(source.value);
  remember(file, { source: () => source, origins: result.origins });
  return { file: path.resolve(file), name, ...result };
}

function isTemplate(value: unknown): value is Values {
  return isObject(value) && isObject(value.Resources);
}

/** A template file as a unit of its own, or as that of a nested stack. */
export function unitOf({ file, name, template, origins }: TemplateFile, parent?: TemplateUnit['parent']): TemplateUnit {
  return {
    path: name,
    stage: '',
    file,
    template,
    region: parent?.unit.region,
    account: parent?.unit.account,
    tags: parent && new Set([...parent.unit.tags ?? [], ...stackTags(parent)]),
    within: parent?.unit,
    parent,
    pathOf: logicalId => `${name}/${origins.get(logicalId) ?? logicalId}`,
  };
}

/** CloudFormation gives the tags of a nested stack to what is in it. */
function stackTags({ unit, logicalId }: NonNullable<TemplateUnit['parent']>): string[] {
  const { Tags } = Object(unit.template.Resources?.[logicalId]?.Properties) as Values;
  return Array.isArray(Tags) ? Tags.flatMap(tag => isObject(tag) ? scalarText(tag.Key) ?? [] : []) : [];
}
