import { barrel } from './barrel';
import type { GeneratedFile } from './files';
import { registryFile } from './registry';
import { signalRegistry } from './signal-registry';

const REGISTRIES = [signalRegistry];

/** The generated part of `src/`, as it should be. */
export function generatedSources(root: string): GeneratedFile[] {
  return [barrel(root), ...REGISTRIES.map(registry => registryFile(root, registry))];
}
