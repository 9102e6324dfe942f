/**
 * The rooms of `src/`, lowest storey first. A room may import every room of the storeys below its own;
 * rooms of one storey do not know each other.
 */
export const STOREYS: readonly (readonly string[])[] = [
  ['core'],
  ['signals'],
  ['runbooks'],
  ['alarms'],
  ['slo'],
  ['dashboards'],
  ['tracing', 'synthetics', 'delivery'],
  ['services'],
];

/** Rooms beside the storeys, with all that they may import. */
export const SIDE_ROOMS: Readonly<Record<string, readonly string[]>> = {
  rules: ['core', 'signals'],
  packs: ['core', 'signals', 'rules'],
  simulation: ['core', 'signals', 'alarms'],
};

/** Code outside of `src/` that ships with it, and all of `src/` that it may import. */
export const OUTBUILDINGS: Readonly<Record<string, readonly string[]>> = {
  cli: ['core', 'rules', 'packs', 'review', 'preview'],
  handlers: ['core/schemas'],
};

/** TypeScript beside `src/`, `test/` and `projenrc/`; each folder has a tsconfig of its own. */
export const PROGRAMS: readonly string[] = ['cli', 'handlers', 'examples', 'bench'];

export const SIGNAL_KINDS = 'src/signals/kinds';
export const SIGNAL_REGISTRY = 'src/signals/private/registry.generated.ts';
export const SIGNAL_METRICS = 'src/signals/private/metrics.generated.ts';

/** The rules of each pillar, by what their ids start with. */
export const RULE_FOLDERS_BY_PREFIX: Readonly<Record<string, string>> = {
  OE: 'src/rules/operational-excellence',
  PE: 'src/rules/performance-efficiency',
};

export const RULE_FOLDERS: readonly string[] = Object.values(RULE_FOLDERS_BY_PREFIX);

export function ruleRegistryPath(folder: string): string {
  return `src/rules/private/${folder.split('/').pop()}.generated.ts`;
}

/** Which resource types can be tagged. */
export const TAGGABLE_TYPES = 'src/rules/private/taggable-types.generated.ts';

/** Dated facts that rules go by. */
export const RULE_TABLES = 'src/rules/tables';

/** Folders of one file per thing, which the barrel leaves out. */
export const CATALOGUED_FOLDERS: readonly string[] = [SIGNAL_KINDS, ...RULE_FOLDERS, RULE_TABLES];

export const BARREL = 'src/index.ts';

/** Pages about what the catalogs hold; none of them is written by hand. */
export const REFERENCE = 'docs/reference';

/** Everything that is generated and tracked. */
export const GENERATED_PATHS: readonly string[] = [
  BARREL, SIGNAL_REGISTRY, SIGNAL_METRICS, ...RULE_FOLDERS.map(ruleRegistryPath), TAGGABLE_TYPES, 'API.md', REFERENCE,
];
