import { RuleLevel } from '../../../rules/rule-level';
import type { RuleMetadata } from '../../../rules/rule-metadata';
import type { FindingsOfPack, ReportedFinding } from './reported-finding';

/** A comment on a pull request holds 65,536 characters. */
const LENGTH = 60_000;
/** Of one rule; a list of hundreds is read by nobody. */
const ROWS = 20;

/** A summary for a pull request: errors first, and what is accepted only as a count. */
export function markdown(packs: readonly FindingsOfPack[]): string {
  const all = packs.flatMap(({ findings }) => findings);
  const open = all.filter(({ acknowledged, finding }) => acknowledged === undefined && !finding.inBaseline);
  const errors = open.filter(({ severity }) => severity === RuleLevel.ERROR);
  const warnings = open.filter(({ severity }) => severity !== RuleLevel.ERROR);
  const accepted = all.filter(({ acknowledged }) => acknowledged !== undefined).length;
  const inBaseline = all.filter(({ acknowledged, finding }) => acknowledged === undefined && finding.inBaseline).length;
  const head = [
    `## ${packs.map(({ pack }) => words(pack)).join(' and ')}`,
    `${counted(errors.length, 'error')}, ${counted(warnings.length, 'warning')}${accepted > 0 ? `, ${accepted} acknowledged` : ''}${inBaseline > 0 ? `, ${inBaseline} in the baseline` : ''}.`,
  ];
  return `${shortened([...head, ...section('Errors', errors), ...section('Warnings', warnings)]).join('\n\n')}\n`;
}

function section(title: string, findings: readonly ReportedFinding[]): string[] {
  if (findings.length === 0) return [];
  const byRule = new Map<string, ReportedFinding[]>();
  for (const finding of findings) byRule.set(finding.finding.rule.id, [...byRule.get(finding.finding.rule.id) ?? [], finding]);
  return [`### ${title}`, ...[...byRule.values()].map(ofRule)];
}

function ofRule(findings: readonly ReportedFinding[]): string {
  const { rule } = findings[0].finding;
  const rows = findings.slice(0, ROWS).map(({ finding: { path, message }, place }) => `| \`${cell(path)}\`${place?.line === undefined ? '' : `<br>${cell(place.file)}:${place.line}`} | ${cell(message)} |`);
  const rest = findings.length - rows.length;
  return [
    `**${rule.id}** ${rule.title} (${practices(rule)})`,
    '',
    '| resource | finding |',
    '|---|---|',
    ...rows,
    ...rest > 0 ? [`| … | ${rest} more |`] : [],
    '',
    `${rule.why}. ${rule.remedy}.`,
  ].join('\n');
}

function practices({ bestPractices }: RuleMetadata): string {
  return bestPractices.join(', ');
}

function shortened(parts: readonly string[]): string[] {
  const kept: string[] = [];
  let length = 0;
  for (const part of parts) {
    length += part.length + 2;
    if (length > LENGTH) return [...kept, '… the rest is left out: it is longer than a comment may be.'];
    kept.push(part);
  }
  return kept;
}

function counted(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`;
}

function words(pack: string): string {
  return pack.replace(/([a-z])([A-Z])/g, '$1 $2');
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');
}
