import { RuleLevel } from '../../../rules/rule-level';
import type { FindingsOfPack, ReportedFinding } from './reported-finding';

/** A suite for each pack: a case for each finding, and one for each rule without any. What does not fail synthesis is skipped, not failed. */
export function junit(packs: readonly FindingsOfPack[]): string {
  const suites = packs.map(suite);
  const total = (of: (counts: Counts) => number) => suites.reduce((sum, { counts }) => sum + of(counts), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="cdk-pillars" tests="${total(({ tests }) => tests)}" failures="${total(({ failures }) => failures)}" skipped="${total(({ skipped }) => skipped)}">`,
    ...suites.flatMap(({ lines }) => lines),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Counts { readonly tests: number; readonly failures: number; readonly skipped: number }

function suite({ pack, rules, findings }: FindingsOfPack): { counts: Counts; lines: string[] } {
  const kept = rules.filter(rule => !findings.some(({ finding }) => finding.rule.id === rule.id));
  const failures = findings.filter(fails).length;
  const counts = { tests: kept.length + findings.length, failures, skipped: findings.length - failures };
  return {
    counts,
    lines: [
      `  <testsuite name="${escaped(pack)}" tests="${counts.tests}" failures="${counts.failures}" skipped="${counts.skipped}" errors="0">`,
      ...kept.map(({ id, title }) => `    <testcase classname="${escaped(`${pack}.${id}`)}" name="${escaped(title)}"/>`),
      ...findings.flatMap(finding => testCase(pack, finding)),
      '  </testsuite>',
    ],
  };
}

function testCase(pack: string, reported: ReportedFinding): string[] {
  const { finding: { id, rule, path, message }, severity, acknowledged } = reported;
  const file = reported.place === undefined ? '' : ` file="${escaped(reported.place.file)}"${reported.place.line === undefined ? '' : ` line="${reported.place.line}"`}`;
  const head = `    <testcase classname="${escaped(`${pack}.${id}`)}" name="${escaped(path)}"${file}>`;
  if (!fails(reported)) {
    const why = acknowledged === undefined ? `${severity}: ${message}` : `acknowledged: ${acknowledged}`;
    return [head, `      <skipped message="${escaped(why)}"/>`, '    </testcase>'];
  }
  const details = `${message}. ${rule.why}. ${rule.remedy}.`;
  return [head, `      <failure type="${escaped(id)}" message="${escaped(message)}">${escaped(details)}</failure>`, '    </testcase>'];
}

function fails({ severity, acknowledged }: ReportedFinding): boolean {
  return severity === RuleLevel.ERROR && acknowledged === undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };

/** XML 1.0 has no way to write other control characters. */
function escaped(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd').replace(/[&<>"\n\r\t]/g, character => ENTITIES[character]);
}
