import type { ReportedFinding } from '../../src/packs/private/reports/reported-finding';
import { RuleLevel } from '../../src/rules/rule-level';

/** Each finding once, by where it is: a template may be read as several nested stacks, and a resource of SAM is many. */
export function reported(findings: readonly ReportedFinding[]): ReportedFinding[] {
  const byKey = new Map<string, ReportedFinding>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const known = byKey.get(key);
    if (!known) byKey.set(key, finding);
    else if (fails(finding) && !fails(known)) byKey.set(key, finding);
  }
  return [...byKey.values()];
}

export function fails({ severity, acknowledged }: ReportedFinding): boolean {
  return severity === RuleLevel.ERROR && acknowledged === undefined;
}

function keyOf({ finding: { id, path }, place }: ReportedFinding): string {
  return JSON.stringify([id, path, place?.file, place?.line, place?.column]);
}
