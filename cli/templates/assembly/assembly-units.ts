import * as path from 'path';
import type { Template, TemplateUnit } from '../../../src/rules/private/template-unit';
import { knownFile } from '../files/known-files';
import { templateAssets, templateOf } from './assets';
import { constructPaths, nestedPath } from './construct-paths';
import { type Artifact, type Manifest, metadataOf, type Metadata, readManifest, readNamed } from './manifest';

const NESTED_STACK = 'AWS::CloudFormation::Stack';
const PRODUCT = 'AWS::ServiceCatalog::CloudFormationProduct';

interface Assembly {
  readonly folder: string;
  readonly stage: string;
  readonly assets: ReadonlyMap<string, string>;
}

/** The stacks of a cloud assembly and of those inside of it, each followed by what is nested in it. */
export function assemblyUnits(folder: string, stage = ''): TemplateUnit[] {
  const manifest: Manifest = readManifest(folder);
  const assembly = { folder, stage, assets: templateAssets(folder, manifest) };
  return Object.entries(manifest.artifacts ?? {}).flatMap(([id, artifact]) => {
    const { type, displayName, properties = {} } = artifact;
    if (type === 'aws:cloudformation:stack' && properties.templateFile !== undefined) return stackUnits(assembly, id, artifact, properties.templateFile);
    if (type === 'cdk:cloud-assembly' && properties.directoryName !== undefined) {
      return assemblyUnits(path.join(folder, properties.directoryName), displayName ?? id.replace(/^assembly-/, ''));
    }
    return [];
  });
}

function stackUnits(assembly: Assembly, id: string, artifact: Artifact, templateFile: string): TemplateUnit[] {
  const { displayName = id, environment = '', properties = {} } = artifact;
  const metadata = metadataOf(assembly.folder, artifact);
  const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment) ?? [];
  return withNested(assembly, templateFile, metadata, {
    path: displayName,
    stackName: properties.stackName ?? id,
    account: known(account),
    region: known(region),
    tags: new Set([...Object.keys(properties.tags ?? {}), ...taggedInMetadata(metadata)]),
  }, []);
}

/** What is known of a stack beside its template. */
type About = Pick<TemplateUnit, 'path' | 'stackName' | 'account' | 'region' | 'tags' | 'within' | 'parent'>;

function withNested(assembly: Assembly, templateFile: string, metadata: Metadata, about: About, around: readonly string[]): TemplateUnit[] {
  const file = path.resolve(assembly.folder, templateFile);
  const template = readNamed(assembly.folder, templateFile) as Template;
  knownFile(file);
  const unit: TemplateUnit = { ...about, stage: assembly.stage, template, file, pathOf: constructPaths(template, metadata) };
  const units = [unit];
  for (const [logicalId, resource] of Object.entries(template.Resources ?? {})) {
    if (resource?.Type !== NESTED_STACK && resource?.Type !== PRODUCT) continue;
    const inner = templateOf(resource, assembly.assets);
    if (inner === undefined || [...around, templateFile].includes(inner)) continue;
    const isNested = resource.Type === NESTED_STACK;
    units.push(...withNested(assembly, inner, metadata, {
      path: nestedPath(unit.path, logicalId, unit.pathOf(logicalId)),
      account: isNested ? unit.account : undefined,
      region: isNested ? unit.region : undefined,
      tags: isNested ? unit.tags : undefined,
      within: unit,
      parent: isNested ? { unit, logicalId } : undefined,
    }, [...around, templateFile]));
  }
  return units;
}

function known(part: string | undefined): string | undefined {
  return part === undefined || part === 'unknown-account' || part === 'unknown-region' ? undefined : part;
}

function taggedInMetadata(metadata: Metadata): string[] {
  return Object.values(metadata).flat().filter(({ type }) => type === 'aws:cdk:stack-tags')
    .flatMap(({ data }) => Array.isArray(data) ? data.map(tag => String(tag?.key ?? tag?.Key)) : []);
}
