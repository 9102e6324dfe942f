import type { IRule } from '../../src/rules/rule';
import type { RuleMetadata } from '../../src/rules/rule-metadata';
import { REFERENCE, RULE_FOLDERS } from '../layout';
import { type GeneratedFile, typescriptFiles } from './files';
import { defaultExport } from './registry';
import { ruleIndex } from './rule-index';
import { rulePage } from './rule-page';

const FOLDER = `${REFERENCE}/rules`;

/** A page for each rule, and the index of all of them. */
export function ruleDocs(root: string): GeneratedFile[] {
  const rules = rulesOf(root);
  return [
    { path: `${FOLDER}/README.md`, content: ruleIndex(rules) },
    ...rules.map(rule => ({ path: `${FOLDER}/${rule.id}.md`, content: rulePage(root, rule) })),
  ];
}

export function rulesOf(root: string): RuleMetadata[] {
  return RULE_FOLDERS.flatMap(folder => typescriptFiles(root, folder).map(file => defaultExport<IRule>(root, `${folder}/${file}`).metadata));
}
