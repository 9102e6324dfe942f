import { RuleLevel } from '../../src/rules/rule-level';
import type { RuleMetadata } from '../../src/rules/rule-metadata';
import { count, groupBy } from '../summary/grouping';
import { wrap } from '../terminal/layout';
import type { Palette } from '../terminal/palette';

const INDENT = '  ';

/** A table of rules by pillar; the title of each stands below its line. */
export function renderRules(rules: readonly RuleMetadata[], colors: Palette, width: number): string {
  const longest = Math.max(...rules.map(({ id }) => id.length));
  const tables = groupBy(rules, ({ pillar }) => pillar).map(group => [
    `${colors.title(group[0].pillar)}   ${count(group.length, 'rule')}`,
    ...group.flatMap(rule => ruleLines(rule, longest, colors, width)),
    '',
  ].join('\n'));
  return tables.join('\n');
}

function ruleLines(rule: RuleMetadata, longest: number, colors: Palette, width: number): string[] {
  const { id, level, bestPractices, title } = rule;
  const paint = level === RuleLevel.ERROR ? colors.bad : colors.attention;
  const columns = [colors.heading(id), ' '.repeat(longest - id.length + 2), paint(level), ' '.repeat(9 - level.length), kindOf(rule).padEnd(9), bestPractices.join(', ')];
  return [columns.join(''), ...wrap(title, width - INDENT.length).map(part => INDENT + colors.quiet(part))];
}

function kindOf({ strict, accountBaseline }: RuleMetadata): string {
  return accountBaseline ? 'account' : strict ? 'strict' : '';
}
