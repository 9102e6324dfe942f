import { stringify } from 'yaml';
import type { ExampleStack, RuleExample } from '../../src/rules/rule-example';
import type { RuleMetadata } from '../../src/rules/rule-metadata';
import type { Palette } from '../terminal/palette';

const INDENT = '    ';

/** An example as the templates of its stacks, and as CDK code where there is some. */
export function exampleText(example: RuleExample, rule: RuleMetadata, colors: Palette): string {
  const { region, findings = [], otherStacks = {}, cdk } = example;
  const facts = [
    ...region === undefined ? [] : [`In ${region}`],
    ...findings.length > 0 ? [`Findings: ${findings.map(name => `${rule.id}[${name}]`).join(', ')}`] : [],
  ];
  const others = Object.entries(otherStacks).map(([name, stack]) => part(`Beside it, the stack ${name}${stack.region === undefined ? '' : ` in ${stack.region}`}`, template(stack), colors));
  return [...facts.map(fact => `  ${colors.quiet(fact)}\n`), indented(template(example)), ...others, ...cdk === undefined ? [] : [part('The same with the CDK', cdk, colors)]].join('');
}

function part(title: string, text: string, colors: Palette): string {
  return `  ${colors.quiet(title)}\n${indented(text)}`;
}

/** In YAML 1.1, as CloudFormation reads it. */
function template({ resources, description }: ExampleStack): string {
  return stringify({ ...description === undefined ? {} : { Description: description }, Resources: resources }, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
}

function indented(text: string): string {
  return text.trimEnd().split('\n').map(line => `${line === '' ? '' : INDENT + line}\n`).join('');
}
