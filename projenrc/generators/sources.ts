import * as fs from 'fs';
import * as path from 'path';
import { REFERENCE } from '../layout';
import { barrel } from './barrel';
import { filesUnder, type GeneratedFile, writeIfChanged } from './files';
import { referenceDocs } from './reference-docs';
import { registryFile } from './registry';
import { ruleRegistries } from './rule-registry';
import { signalMetricRegistry } from './signal-metrics';
import { signalRegistry } from './signal-registry';

/** Everything that is derived from the files of `src/` without compiling them, as it should be. */
export function generatedSources(root: string): GeneratedFile[] {
  const ofRules = ruleRegistries.map(registry => registryFile(root, registry));
  const registries = [registryFile(root, signalRegistry), registryFile(root, signalMetricRegistry), ...ofRules];
  return [barrel(root), ...registries, ...referenceDocs(root)];
}

/** Brings everything that is derived up to date; pages of what is gone go too. */
export function writeSources(root: string): void {
  const files = generatedSources(root);
  for (const file of files) writeIfChanged(root, file);
  for (const page of stalePages(root, files)) fs.rmSync(path.join(root, page));
}

/** Pages that nothing is derived into any more. */
export function stalePages(root: string, files: readonly GeneratedFile[]): string[] {
  return filesUnder(root, REFERENCE).filter(page => !files.some(file => file.path === page));
}
