import { stringify } from 'yaml';
import type { RuleExample } from '../../src/rules/rule-example';

/** The resources of an example as a template has them; in YAML 1.1, as CloudFormation reads it. */
export function exampleTemplate({ resources, description }: Omit<RuleExample, 'title'>): string {
  return stringify({ ...description === undefined ? {} : { Description: description }, Resources: resources }, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false }).trimEnd();
}
