import * as fs from 'fs';
import * as path from 'path';
import { CfnElement, Stage, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { TemplateUnit } from '../../../rules/private/template-unit';
import type { RuleMetadata } from '../../../rules/rule-metadata';
import { ReportFormat } from '../../report-format';
import { junit } from './junit';
import { markdown } from './markdown';
import type { FindingsOfPack, Place, ReportedFinding } from './reported-finding';
import { sarif } from './sarif';

const ENDINGS: Readonly<Record<ReportFormat, string>> = { [ReportFormat.SARIF]: '.sarif', [ReportFormat.JUNIT]: '.junit.xml', [ReportFormat.MARKDOWN]: '.md' };

/** The text of a report on what packs found. */
export function render(format: ReportFormat, packs: readonly FindingsOfPack[], version: string): string {
  switch (format) {
    case ReportFormat.SARIF: return sarif(packs, version);
    case ReportFormat.JUNIT: return junit(packs);
    case ReportFormat.MARKDOWN: return markdown(packs);
  }
}

/** Writes reports into the cloud assembly of an app; `scope` tells the files of several scopes apart. */
export function writeReports(app: IConstruct, scope: IConstruct, formats: readonly ReportFormat[], found: FindingsOfPack, version: string): void {
  const outdir = (app as Stage).outdir;
  const name = found.pack.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase() + (scope.node.path === '' ? '' : `-${scope.node.path.replace(/[^A-Za-z0-9.-]+/g, '-')}`);
  for (const format of formats) fs.writeFileSync(path.join(outdir, name + ENDINGS[format]), render(format, [found], version));
}

/** What reports say of findings besides: where they are in files, and whether somebody acknowledged them. */
export function describeFindings(
  app: IConstruct, pack: string, findings: readonly Omit<ReportedFinding, 'place' | 'acknowledged'>[], units: readonly TemplateUnit[], rules: readonly RuleMetadata[],
): FindingsOfPack {
  const files = new Map(units.map(({ path: stack, file }) => [stack, file]));
  return {
    pack, rules,
    findings: findings.map(({ finding, severity }) => {
      const construct = constructAt(app, finding.path);
      const file = files.get(finding.stackPath);
      return {
        finding, severity,
        place: (construct && creationPlace(construct)) ?? (file === undefined ? undefined : { file: relative(file) }),
        acknowledged: construct && reasonOf(construct, `${pack}::${finding.id}`),
      };
    }),
  };
}

/** Why somebody acknowledged a finding about a construct; ids have dashes for spaces there. */
export function reasonOf(construct: IConstruct, id: string): string | undefined {
  const acknowledged = id.replaceAll(' ', '-');
  for (const { node } of construct.node.scopes) {
    for (const { type, data } of node.metadata) {
      if (type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY && data && Object.hasOwn(data, acknowledged)) return String(data[acknowledged] ?? '');
    }
  }
  return undefined;
}

function constructAt(root: IConstruct, constructPath: string): IConstruct | undefined {
  let construct: IConstruct | undefined = root;
  for (const id of constructPath.split('/')) construct = construct?.node.tryFindChild(id);
  return construct;
}

/** Where the app made a construct, if the CDK collected traces (`CDK_DEBUG=true`). */
function creationPlace(construct: IConstruct): Place | undefined {
  const trace = CfnElement.isCfnElement(construct) ? construct.creationStack : [];
  const frames = trace.map(line => /\(?((?:\/|[A-Za-z]:[\\/])[^()]*):(\d+):(\d+)\)?$/.exec(line)).filter(frame => frame !== null && !/[\\/]node_modules[\\/]/.test(frame[1]));
  const [frame] = frames;
  return frame ? { file: relative(frame[1]), line: Number(frame[2]), column: Number(frame[3]) } : undefined;
}

function relative(file: string): string {
  return path.relative(process.cwd(), file);
}
