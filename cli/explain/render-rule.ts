import { BEST_PRACTICES, pageOf } from '../../src/core/private/best-practices';
import { packName } from '../../src/packs/private/built-in-rules';
import type { RuleExample } from '../../src/rules/rule-example';
import { RuleLevel } from '../../src/rules/rule-level';
import type { RuleMetadata } from '../../src/rules/rule-metadata';
import { type Row, renderRows, wrap } from '../terminal/layout';
import type { Palette } from '../terminal/palette';
import { exampleText } from './example-text';

/** All about a rule, as one text. */
export function renderRule(rule: RuleMetadata, colors: Palette, width: number): string {
  return [
    `${colors.title(rule.id)}   ${rule.title}\n`,
    renderRows(facts(rule, colors), width),
    ...section('Reported', rule.violating, rule, colors, width),
    ...section('Accepted', rule.compliant, rule, colors, width),
  ].join('\n');
}

const TYPE_WORDS: Readonly<Record<string, string>> = { '*': 'resources of all types', 'Stack': 'stacks' };

function facts(rule: RuleMetadata, colors: Palette): Row[] {
  const { pillar, level, why, remedy, bestPractices, resourceTypes, table, nagRule } = rule;
  const fact = (label: string, ...texts: string[]): Row[] =>
    texts.map((text, index) => ({ ...index === 0 && { label: colors.heading(label) }, text }));
  return [
    ...fact('Why', `${why}.`),
    ...fact('What to do', `${remedy}.`),
    ...fact('Level', `${level === RuleLevel.ERROR ? colors.bad(level) : colors.attention(level)}, ${asked(rule)}`),
    ...fact('Pillar', pillar),
    ...fact('Practices', ...bestPractices.flatMap(practiceLines)),
    ...fact('Judges', resourceTypes.map(type => TYPE_WORDS[type] ?? type).join(', ')),
    ...table ? fact('Facts', `${table.about}, as of ${table.asOf} (${table.name})`, table.source) : [],
    ...nagRule === undefined ? [] : fact('cdk-nag', counterpart(rule)),
    ...fact('Accept it', `with the id ${packName(pillar)}::${rule.id}${nameOfFinding(rule)}`),
  ];
}

function asked({ id, strict, accountBaseline }: RuleMetadata): string {
  if (accountBaseline) return 'checked with --account-baseline, as it is about what an account has once';
  return strict ? `strict: checked with --strict or --enable ${id}` : 'checked unless it is disabled';
}

function practiceLines(id: string): string[] {
  const practice = BEST_PRACTICES.get(id);
  return practice ? [`${id} ${practice.title} (risk: ${practice.risk.toLowerCase()})`, pageOf(practice)] : [id];
}

function counterpart({ nagRule, nagDifference }: RuleMetadata): string {
  return nagDifference === undefined ? `${nagRule} judges alike` : `${nagRule} is about the same; they differ: ${nagDifference}`;
}

function nameOfFinding({ violating }: RuleMetadata): string {
  const [name] = violating.flatMap(({ findings = [] }) => findings);
  return name === undefined ? '' : `[${name}]`;
}

function section(title: string, examples: readonly RuleExample[], rule: RuleMetadata, colors: Palette, width: number): string[] {
  return examples.map(example => {
    const heading = wrap(`${colors.heading(title)}   ${example.title}`, width).join('\n');
    return `${heading}\n${exampleText(example, rule, colors)}`;
  });
}
