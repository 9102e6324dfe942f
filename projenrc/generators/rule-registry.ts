import { RULE_FOLDERS, ruleRegistryPath } from '../layout';
import type { Registry } from './registry';

interface Rule {
  readonly metadata: {
    readonly id: string;
    readonly resourceTypes: readonly string[];
    readonly strict?: boolean;
    readonly accountBaseline?: boolean;
  };
}

const HEAD = `import type { RuleEntry } from './rule-entry';

export const RULES: readonly RuleEntry[] = [
`;

/** A list for each pillar, so that a pack loads the rules of its own alone. */
export const ruleRegistries: readonly Registry<Rule>[] = RULE_FOLDERS.map(folder => ({
  folder,
  output: ruleRegistryPath(folder),
  render: items => HEAD + items.map(({ name, module, value: { metadata } }) => {
    if (metadata.id !== name) {
      throw new Error(`${folder}/${name}.ts defines the rule '${metadata.id}': rename the file to ${metadata.id}.ts, or the rule to '${name}'.`);
    }
    const types = metadata.resourceTypes.map(type => `'${type}'`).join(', ');
    return `  { id: '${name}', resourceTypes: [${types}],${metadata.strict ? ' strict: true,' : ''}${metadata.accountBaseline ? ' accountBaseline: true,' : ''} load: () => require('${module}').default },\n`;
  }).join('') + '];\n',
}));
