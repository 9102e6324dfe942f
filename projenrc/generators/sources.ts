import { barrel } from './barrel';
import type { GeneratedFile } from './files';
import { referenceDocs } from './reference-docs';
import { registryFile } from './registry';
import { ruleRegistries } from './rule-registry';
import { signalRegistry } from './signal-registry';

const REGISTRIES = [signalRegistry, ...ruleRegistries];

/** Everything that is derived from the files of `src/` without compiling them, as it should be. */
export function generatedSources(root: string): GeneratedFile[] {
  return [barrel(root), ...REGISTRIES.map(registry => registryFile(root, registry)), ...referenceDocs(root)];
}
