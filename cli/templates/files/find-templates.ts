import * as fs from 'fs';
import * as path from 'path';
import { Failure } from '../../failure';
import { problem } from '../text/problem';
import { textOf } from '../text/read-source';
import { readIfTemplate, readTemplateFile, type TemplateFile } from './template-file';

const EXTENSION = /\.(json|ya?ml|template)$/i;
const SKIPPED = /^(\.|node_modules$|__pycache__$)/;
/** What every template has at its start of a line or behind a brace; most other files have not, and need not be read further. */
const MARK = /^(?:Resources|["']Resources["'])\s*:|^\s*(?:\{\s*)?"Resources"\s*:|[{,]\s*"Resources"\s*:/m;
const MANIFEST = 'manifest.json';

/** What lies in a file or folder: templates, and folders that are cloud assemblies. */
export interface Found {
  readonly templates: readonly TemplateFile[];
  readonly assemblies: readonly string[];
  readonly failures: readonly Failure[];
}

export function find(target: string): Found {
  const stats = fs.statSync(target, { throwIfNoEntry: false });
  if (!stats) return { templates: [], assemblies: [], failures: [problem(target, undefined, 'there is no such file or folder', 'Name a template, a folder of templates, or a cloud assembly')] };
  if (stats.isDirectory()) return inFolder(target);
  return attempt(() => readTemplateFile(target));
}

export function isAssembly(folder: string): boolean {
  const file = path.join(folder, MANIFEST);
  return fs.existsSync(file) && /"artifacts"\s*:|"version"\s*:\s*"\d+\.\d+\.\d+"/.test(textOf(file));
}

function inFolder(folder: string): Found {
  if (isAssembly(folder)) return { templates: [], assemblies: [folder], failures: [] };
  const entries = fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => a.name < b.name ? -1 : 1);
  const found = entries.filter(({ name }) => !SKIPPED.test(name)).map(entry => {
    const inside = path.join(folder, entry.name);
    if (entry.isDirectory()) return inFolder(inside);
    return entry.isFile() && EXTENSION.test(entry.name) ? ifTemplate(inside) : NOTHING;
  });
  return {
    templates: found.flatMap(({ templates }) => templates),
    assemblies: found.flatMap(({ assemblies }) => assemblies),
    failures: found.flatMap(({ failures }) => failures),
  };
}

const NOTHING: Found = { templates: [], assemblies: [], failures: [] };

function ifTemplate(file: string): Found {
  const text = textOf(file);
  return MARK.test(text) ? attempt(() => readIfTemplate(file, text)) : NOTHING;
}

function attempt(read: () => TemplateFile | undefined): Found {
  try {
    const template = read();
    return template ? { templates: [template], assemblies: [], failures: [] } : NOTHING;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { templates: [], assemblies: [], failures: [error] };
  }
}
