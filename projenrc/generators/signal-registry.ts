import { SIGNAL_KINDS, SIGNAL_REGISTRY } from '../layout';
import type { Registry } from './registry';

interface Kind {
  readonly kind: string;
  readonly resourceType: string;
  readonly alternateResourceTypes?: readonly string[];
}

const HEAD = `import type { ISignalSource } from '../signal-source';

/** A kind of resource, known by name and type before its file is loaded. */
export interface KindEntry {
  readonly kind: string;
  readonly resourceTypes: readonly string[];
  readonly load: () => ISignalSource;
}

export const KINDS: readonly KindEntry[] = [
`;

export const signalRegistry: Registry<Kind> = {
  folder: SIGNAL_KINDS,
  output: SIGNAL_REGISTRY,
  render: items => HEAD + items.map(({ name, module, value }) => {
    if (value.kind !== name) {
      throw new Error(`${SIGNAL_KINDS}/${name}.ts defines the kind '${value.kind}': rename the file to ${value.kind}.ts, or the kind to '${name}'.`);
    }
    const types = [value.resourceType, ...value.alternateResourceTypes ?? []].map(type => `'${type}'`).join(', ');
    return `  { kind: '${name}', resourceTypes: [${types}], load: () => require('${module}').default },\n`;
  }).join('') + '];\n',
};
