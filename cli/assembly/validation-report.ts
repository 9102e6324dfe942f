import * as fs from 'fs';
import * as path from 'path';
import { readJson } from './cloud-assembly';

export const VALIDATION_REPORT = 'validation-report.json';

/** What one plugin found at the last synthesis. */
export interface PluginFindings {
  readonly plugin: string;
  readonly findings: readonly ReportedFinding[];
  readonly acknowledged: readonly AcknowledgedFinding[];
}

/** One thing that is wrong, and where. */
export interface ReportedFinding {
  readonly id: string;
  /** `error` or `warning`, whatever of it fails synthesis. */
  readonly level: string;
  readonly description: string;
  readonly fix?: string;
  /** Ids, joined by commas. */
  readonly bestPractices?: string;
  /** Paths of constructs. */
  readonly resources: readonly string[];
}

/** A finding that somebody accepted. */
export interface AcknowledgedFinding extends ReportedFinding {
  readonly reason?: string;
}

interface Violation {
  readonly ruleName: string;
  readonly description: string;
  readonly suggestedFix?: string;
  readonly severity?: string;
  readonly ruleMetadata?: { readonly level?: string; readonly bestPractices?: string };
  readonly violatingConstructs?: readonly ViolatingConstruct[];
  readonly reason?: string;
}

interface ViolatingConstruct {
  /** Missing where the CDK found none for a resource. */
  readonly constructPath?: string;
  readonly cloudFormationResource?: { readonly logicalId?: string };
}

interface Report {
  readonly pluginReports?: readonly {
    readonly pluginName: string;
    readonly violations?: readonly Violation[];
    readonly suppressedViolations?: readonly Violation[];
  }[];
}

/** The findings of all plugins, in the order in which they ran; none where nothing was validated. */
export function readFindings(folder: string): PluginFindings[] {
  const file = path.join(folder, VALIDATION_REPORT);
  if (!fs.existsSync(file)) return [];
  const { pluginReports = [] } = readJson(file) as Report;
  return pluginReports.map(({ pluginName, violations = [], suppressedViolations = [] }) => ({
    plugin: pluginName,
    findings: violations.map(found),
    acknowledged: suppressedViolations.map(violation => ({ ...found(violation), reason: violation.reason })),
  }));
}

function found(violation: Violation): ReportedFinding {
  const { ruleName, description, suggestedFix, severity = 'warning', ruleMetadata = {}, violatingConstructs = [] } = violation;
  return {
    id: ruleName,
    level: ruleMetadata.level ?? severity,
    description,
    fix: suggestedFix,
    bestPractices: ruleMetadata.bestPractices,
    resources: violatingConstructs.flatMap(nameOf),
  };
}

/** The path of the construct that people know a resource by, or its logical id. */
function nameOf({ constructPath, cloudFormationResource }: ViolatingConstruct): string | readonly string[] {
  return constructPath?.replace(/\/(Resource|Default)$/, '') ?? cloudFormationResource?.logicalId ?? [];
}
