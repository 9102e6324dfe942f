import type { Log, ReportingDescriptor, Result } from 'sarif';
import { BEST_PRACTICES, pageOf } from '../../../core/private/best-practices';
import { RuleLevel } from '../../../rules/rule-level';
import type { RuleMetadata } from '../../../rules/rule-metadata';
import { acknowledgementId, type FindingsOfPack, type Place, type ReportedFinding } from './reported-finding';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** A run for each pack, with the rules in force and what they found. */
export function sarif(packs: readonly FindingsOfPack[], version: string): string {
  const log: Log = {
    version: '2.1.0',
    $schema: SCHEMA,
    runs: packs.map(({ pack, rules, findings }) => ({
      tool: { driver: { name: `cdk-pillars ${pack}`, version, rules: rules.map(rule => descriptor(rule)) } },
      automationDetails: { id: `cdk-pillars/${pack}/` },
      columnKind: 'utf16CodeUnits',
      results: findings.map(finding => result(pack, finding, rules)),
    })),
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function descriptor({ id, title, why, remedy, level, bestPractices, pillar }: RuleMetadata): ReportingDescriptor {
  const practices = bestPractices.flatMap(practice => BEST_PRACTICES.get(practice) ?? []);
  return {
    id,
    name: id.replace(/[^A-Za-z0-9]/g, ''),
    shortDescription: { text: `${title}.` },
    fullDescription: { text: `${why}.` },
    help: { text: `${remedy}.`, markdown: `**What to do.** ${remedy}.` },
    ...practices.length === 0 ? {} : { helpUri: pageOf(practices[0]) },
    defaultConfiguration: { level: levelOf(level) },
    properties: { pillar, tags: bestPractices },
  };
}

function result(pack: string, { finding, severity, place, acknowledged }: ReportedFinding, rules: readonly RuleMetadata[]): Result {
  const { rule, id, path, message, resourceType, location } = finding;
  return {
    ruleId: rule.id,
    ruleIndex: rules.findIndex(candidate => candidate.id === rule.id),
    level: levelOf(severity),
    message: { text: `${message}. ${rule.why}. ${rule.remedy}.` },
    locations: [{
      ...place === undefined ? {} : { physicalLocation: physicalLocation(place) },
      logicalLocations: [{ fullyQualifiedName: path, name: path.split('/').pop(), kind: 'resource' }],
    }],
    partialFingerprints: { 'findingPath/v1': `${id} ${path}` },
    properties: { acknowledgeWith: acknowledgementId(pack, finding), resourceType, property: location },
    ...acknowledged === undefined ? {} : { suppressions: [{ kind: 'inSource', status: 'accepted', justification: acknowledged }] },
    ...finding.inBaseline === undefined ? {} : { baselineState: finding.inBaseline ? 'unchanged' : 'new' },
  };
}

function physicalLocation({ file, line, column }: Place): NonNullable<NonNullable<Result['locations']>[number]['physicalLocation']> {
  return {
    artifactLocation: { uri: file.split(/[\\/]/).map(encodeURIComponent).join('/') },
    region: { startLine: line ?? 1, ...column === undefined ? {} : { startColumn: column } },
  };
}

function levelOf(level: RuleLevel): Result.level {
  return level === RuleLevel.ERROR ? 'error' : 'warning';
}
