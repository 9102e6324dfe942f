import { Answer, Verdict, type Violation } from '../verdict';

/** The verdict about a resource of several parts: its violations, one of a name; else what remains unknown of it. */
export function combinedVerdict(verdicts: readonly Verdict[]): Verdict {
  const violations = new Map<string | undefined, Violation>();
  for (const violation of verdicts.flatMap(verdict => verdict.violations)) violations.set(violation.name, violation);
  if (violations.size > 0) return Verdict.violating(...violations.values());
  const answers = verdicts.map(({ answer }) => answer);
  if (answers.includes(Answer.UNKNOWN)) return Verdict.UNKNOWN;
  return answers.includes(Answer.COMPLIANT) ? Verdict.COMPLIANT : Verdict.NOT_APPLICABLE;
}
