import * as fs from 'fs';
import * as path from 'path';

/** A file as it should be. */
export interface GeneratedFile {
  /** Relative to the root of the project. */
  readonly path: string;
  readonly content: string;
}

/** The TypeScript files of a folder, relative to it, sorted, with `/` on every system. */
export function typescriptFiles(root: string, folder: string): string[] {
  const absolute = path.join(root, folder);
  if (!fs.existsSync(absolute)) return [];
  return fs.readdirSync(absolute, { recursive: true, encoding: 'utf-8' })
    .map(file => file.split(path.sep).join('/'))
    .filter(file => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .sort();
}

/** All files of a folder, relative to the root, sorted, with `/` on every system. */
export function filesUnder(root: string, folder: string): string[] {
  const absolute = path.join(root, folder);
  if (!fs.existsSync(absolute)) return [];
  return fs.readdirSync(absolute, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
    .map(entry => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/')).sort();
}

/** Whether the file stands on disk as it should. */
export function isCurrent(root: string, file: GeneratedFile): boolean {
  const target = path.join(root, file.path);
  return fs.existsSync(target) && fs.readFileSync(target, 'utf-8') === file.content;
}

/** Writes a file, unless it stands there already: watchers and incremental builds see no change where there is none. */
export function writeIfChanged(root: string, file: GeneratedFile): void {
  if (isCurrent(root, file)) return;
  const target = path.join(root, file.path);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, file.content);
}
