import type { ReportedFinding } from '../../../src/packs/private/reports/reported-finding';
import { RuleLevel } from '../../../src/rules/rule-level';
import { count, groupBy, listed } from '../../summary/grouping';
import { renderRows, type Row, visibleLength } from '../../terminal/layout';
import type { Palette } from '../../terminal/palette';
import type { CheckResult } from '../check';
import { openRules } from './open-rules';

const GAP = '   ';

/** What was found, for a terminal: by resource, in the order of the text; then what to do about each rule, and the counts. */
export function text(result: CheckResult, colors: Palette, width: number): string {
  const all = result.packs.flatMap(({ findings }) => findings);
  const accepted = all.filter(({ acknowledged }) => acknowledged !== undefined);
  const open = all.filter(({ acknowledged }) => acknowledged === undefined);
  const rules = openRules(result.packs);
  const sections = [
    ...groupBy(inOrder(open), reported => `${reported.finding.path}\n${placeOf(reported)}`).map(group => resourceSection(group, colors, width)),
    ...accepted.length > 0 ? [section('Accepted', acceptedRows(accepted, colors), colors, width)] : [],
    ...rules.length > 0 ? [section('What to do', rules.flatMap(({ id, remedy }) => ruleRows(id, `${remedy}.`, colors)), colors, width)] : [],
    renderRows([
      { label: colors.heading('Checked'), text: `${count(result.templates, 'template')}, ${count(result.resources, 'resource')}` },
      { label: colors.heading('Findings'), text: total(result, open, accepted.length, colors) },
      ...rules.length > 0 ? [{ text: colors.quiet(`cdk-pillars explain ${rules[0].id} tells more, with examples`) }] : [],
    ], width),
  ];
  return sections.join('\n');
}

function section(title: string, rows: readonly Row[], colors: Palette, width: number): string {
  return `${colors.heading(title)}\n${renderRows(rows, width)}`;
}

function ruleRows(id: string, said: string, colors: Palette): Row[] {
  return [{ level: 1, label: colors.heading(id), text: '' }, { level: 1, text: said }];
}

function acceptedRows(accepted: readonly ReportedFinding[], colors: Palette): Row[] {
  return groupBy(accepted, ({ finding: { id }, acknowledged }) => `${id}\n${acknowledged}`).flatMap(group => [
    ...ruleRows(group[0].finding.id, listed(group.map(({ finding: { path } }) => path)), colors),
    ...group[0].acknowledged ? [{ level: 1 as const, text: colors.quiet(group[0].acknowledged) }] : [],
  ]);
}

/** In the order of the templates and of their text. */
function inOrder(findings: readonly ReportedFinding[]): ReportedFinding[] {
  const fileOf = ({ finding: { stackPath }, place }: ReportedFinding) => `${stackPath}\n${place?.file}`;
  return groupBy(findings, fileOf).flatMap(group => group.sort((a, b) => position(a) - position(b)));
}

function position({ place }: ReportedFinding): number {
  return (place?.line ?? 0) * 100_000 + (place?.column ?? 0);
}

function placeOf({ place }: ReportedFinding): string {
  if (place === undefined) return '';
  return place.line === undefined ? place.file : `${place.file}:${place.line}:${place.column}`;
}

function resourceSection(findings: readonly ReportedFinding[], colors: Palette, width: number): string {
  const [path, place] = [colors.title(findings[0].finding.path), colors.quiet(placeOf(findings[0]))];
  const gap = visibleLength(path) + GAP.length + visibleLength(place) > width ? '\n' : GAP;
  return `${[path, place].filter(part => visibleLength(part) > 0).join(gap)}\n${renderRows(findings.map(finding => findingRow(finding, colors)), width)}`;
}

function findingRow({ finding: { id, level, message, inBaseline } }: ReportedFinding, colors: Palette): Row {
  const label = inBaseline ? colors.quiet('baseline') : level === RuleLevel.ERROR ? colors.bad(level) : colors.attention(level);
  return { label, level: 1, text: `${colors.heading(id)}: ${message}.` };
}

function total({ failing }: CheckResult, open: readonly ReportedFinding[], accepted: number, colors: Palette): string {
  const counted = open.filter(({ finding }) => !finding.inBaseline);
  const errors = counted.filter(({ finding: { level } }) => level === RuleLevel.ERROR).length;
  const warnings = counted.length - errors;
  const inBaseline = open.length - counted.length;
  const parts = [
    ...errors > 0 ? [colors.bad(count(errors, 'error'))] : [],
    ...warnings > 0 ? [colors.attention(count(warnings, 'warning'))] : [],
    ...inBaseline > 0 ? [`${inBaseline} in the baseline`] : [],
    ...accepted > 0 ? [`${accepted} accepted`] : [],
  ];
  if (parts.length === 0) return colors.good('none');
  const verdict = failing === 0 ? colors.good('none fails') : colors.bad(failing === 1 ? '1 fails' : `${failing} fail`);
  return `${parts.join(', ')}; ${verdict}`;
}
