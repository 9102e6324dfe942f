import * as fs from 'fs';
import * as path from 'path';
import type { App } from 'aws-cdk-lib';

/** One violation of one construct, as the report of the CDK has it. */
export interface ReportedViolation {
  readonly plugin: string;
  readonly rule: string;
  readonly severity: string;
  readonly path: string;
  readonly description: string;
  readonly fix: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** Why it was acknowledged. */
  readonly reason?: string;
}

/** Synthesizes an app although findings may fail it; returns what failed it, if anything. */
export function synthesized(app: App): Error | undefined {
  try {
    app.synth();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

/** What validation reported of an app, acknowledged violations included. */
export function reportOf(app: App): ReportedViolation[] {
  const { pluginReports } = JSON.parse(fs.readFileSync(path.join(app.outdir, 'validation-report.json'), 'utf-8'));
  const violationsOf = (report: any): any[] => [...report.violations, ...report.suppressedViolations ?? []];
  return pluginReports.flatMap((report: any) => violationsOf(report).flatMap((violation: any) =>
    violation.violatingConstructs.map((construct: any): ReportedViolation => ({
      plugin: report.pluginName, rule: violation.ruleName, severity: violation.severity, path: construct.constructPath,
      description: violation.description, fix: violation.suggestedFix, metadata: violation.ruleMetadata, reason: violation.reason,
    }))));
}
