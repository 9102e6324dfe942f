import type { AcknowledgedFinding, PluginFindings, ReportedFinding } from '../assembly/validation-report';
import type { Row } from '../terminal/layout';
import type { Palette } from '../terminal/palette';
import { count, groupBy, listed } from './grouping';

const PACKS: readonly string[] = ['OperationalExcellence', 'PerformanceEfficiency'];
/** The packs, and what `ObservedService` finds about itself. */
const OWN: readonly string[] = ['CdkPillars', ...PACKS];

/** Levels, the gravest first. */
const PAINT: Readonly<Record<string, keyof Palette>> = { error: 'bad', warning: 'attention' };

/** Whether a plugin is one of this library. */
export function isOwn({ plugin }: PluginFindings): boolean {
  return OWN.includes(plugin);
}

/** What the plugins of this library found, with the fixes; what was accepted, with the reasons; how much others found. */
export function findingRows(reports: readonly PluginFindings[], colors: Palette): Row[] {
  const own = reports.filter(isOwn);
  const findings = own.flatMap(report => report.findings);
  return [
    { label: colors.heading('Findings'), text: total(findings, colors) },
    ...Object.keys(PAINT).flatMap(level => levelRows(level, findings, colors)),
    ...acknowledgedRows(own.flatMap(({ acknowledged }) => acknowledged), colors),
    ...otherRows(reports.filter(report => !isOwn(report)), colors),
    ...reports.some(({ plugin }) => PACKS.includes(plugin)) ? [] : [missingRow(colors)],
  ];
}

function total(findings: readonly ReportedFinding[], colors: Palette): string {
  const tally = Object.entries(PAINT).flatMap(([level, paint]) => {
    const resources = ofLevel(level, findings).reduce((sum, { resources: { length } }) => sum + length, 0);
    return resources === 0 ? [] : [colors[paint](count(resources, level))];
  });
  return tally.length === 0 ? colors.good('none') : tally.join(', ');
}

function levelRows(level: string, findings: readonly ReportedFinding[], colors: Palette): Row[] {
  return groupBy(ofLevel(level, findings), ({ id }) => id).flatMap((group, index): Row[] => {
    const [{ id, bestPractices, fix }] = group;
    return [
      { ...index === 0 && { label: colors[PAINT[level]](level), level: 1 }, text: [colors.heading(id), bestPractices].filter(Boolean).join('   ') },
      ...group.flatMap(({ description, resources }): Row[] => [{ level: 1, text: listed(resources) }, { level: 1, text: description }]),
      ...fix ? [{ level: 1 as const, text: colors.quiet(fix) }] : [],
    ];
  });
}

/** A level that is not known weighs as a warning. */
function ofLevel(level: string, findings: readonly ReportedFinding[]): ReportedFinding[] {
  return findings.filter(finding => (finding.level in PAINT ? finding.level : 'warning') === level);
}

function acknowledgedRows(acknowledged: readonly AcknowledgedFinding[], colors: Palette): Row[] {
  const groups = groupBy(acknowledged, ({ id, reason = '' }) => `${id}\n${reason}`);
  return groups.flatMap((group, index): Row[] => [
    { ...index === 0 && { label: colors.quiet('accepted'), level: 1 }, text: `${group[0].id}: ${listed(group.flatMap(({ resources }) => resources))}` },
    ...group[0].reason ? [{ level: 1 as const, text: colors.quiet(group[0].reason) }] : [],
  ]);
}

function otherRows(reports: readonly PluginFindings[], colors: Palette): Row[] {
  const counts = groupBy(reports, ({ plugin }) => plugin).flatMap(group => {
    const number = group.reduce((sum, { findings }) => sum + findings.length, 0);
    return number === 0 ? [] : [`${number} of ${group[0].plugin}`];
  });
  return counts.length === 0 ? [] : [{ label: colors.quiet('others'), level: 1, text: counts.join(', ') }];
}

function missingRow(colors: Palette): Row {
  return {
    text: colors.attention('The rule packs did not run: add OperationalExcellenceChecks.enforce(app) and PerformanceEfficiencyChecks.enforce(app) to the app.'),
  };
}
