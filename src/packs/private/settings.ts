import { Token } from 'aws-cdk-lib';
import { isDay, today } from '../../core/private/day';
import { complaint } from '../../core/private/errors';
import type { RuleContext } from '../../rules/rule';
import type { RuleTable } from '../../rules/rule-table';
import { SignalCatalog } from '../../signals/signal-catalog';
import { FailOn } from '../fail-on';
import type { PillarChecksProps } from '../pillar-checks-props';
import { ReportFormat } from '../report-format';

/** The tags that `ObservedService` sets. */
const REQUIRED_TAGS = ['owner', 'service', 'environment'];

/** @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const TAG_KEY = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;

/** An address, or an SSM document by ARN or by name. */
const RUNBOOK_PATTERN = 'https?://[^\\s/]|:(automation-definition|document)/|\\bssm:|\\bAWS-[A-Z]\\w+';

/** What rules may ask for, with what holds by default. */
export function checkSettings(where: string, props: PillarChecksProps): Omit<RuleContext, 'workload'> {
  const { failOn, requiredTags = REQUIRED_TAGS, runbookPattern = RUNBOOK_PATTERN, catalog = SignalCatalog.builtIn() } = props;
  const { asOf = today(), tables = [] } = props;
  if (failOn !== undefined && !Object.values(FailOn).includes(failOn)) {
    throw complaint(`${where}.failOn`, { what: 'there is no such choice', received: failOn, valid: Object.values(FailOn).join(', ') });
  }
  if (!Array.isArray(requiredTags)) throw complaint(`${where}.requiredTags`, { what: 'this is a list of keys', received: requiredTags });
  for (const key of requiredTags) {
    if (typeof key !== 'string' || Token.isUnresolved(key) || key.trim() === '' || !TAG_KEY.test(key)) {
      throw complaint(`${where}.requiredTags`, { what: 'the key of a tag is a literal text', received: key, valid: 'letters, digits, spaces and + - = . _ : / @' });
    }
  }
  if (typeof catalog?.sourcesOfType !== 'function') {
    throw complaint(`${where}.catalog`, { what: 'this is no signal catalog', received: catalog, fix: 'Give SignalCatalog.builtIn(), or one made from it by withSource' });
  }
  return {
    requiredTags, catalog,
    runbookPattern: checkPattern(where, runbookPattern), asOf: checkDay(`${where}.asOf`, asOf), tables: checkTables(`${where}.tables`, tables),
  };
}

function checkPattern(where: string, pattern: string): string {
  try {
    if (Token.isUnresolved(pattern)) throw new Error('it is a token');
    new RegExp(pattern);
    return pattern;
  } catch (error) {
    throw complaint(`${where}.runbookPattern`, { what: `this is no regular expression (${(error as Error).message})`, received: pattern, fix: 'Give a literal one, such as https://runbooks\\.example\\.com/' });
  }
}

function checkDay(where: string, day: string): string {
  if (isDay(day)) return day;
  throw complaint(where, { what: 'this is no day', received: day, valid: 'YYYY-MM-DD, such as 2026-11-21' });
}

function checkTables(where: string, tables: readonly RuleTable[]): Record<string, RuleTable> {
  for (const { name, asOf, rows } of tables) {
    checkDay(`${where}.${name}.asOf`, asOf);
    for (const [row, said] of Object.entries(rows ?? {})) {
      if (typeof said !== 'string' || Token.isUnresolved(said)) throw complaint(`${where}.${name}.rows`, { what: `what is said of '${row}' is a literal text`, received: said });
    }
  }
  return Object.fromEntries(tables.map(table => [table.name, table]));
}

/** The reports to write, if all of them are of known formats. */
export function checkReports(where: string, reports: readonly ReportFormat[]): readonly ReportFormat[] {
  for (const format of reports) {
    if (!Object.values(ReportFormat).includes(format)) throw complaint(`${where}.reports`, { what: 'there is no such format', received: format, valid: Object.values(ReportFormat).join(', ') });
  }
  return reports;
}
