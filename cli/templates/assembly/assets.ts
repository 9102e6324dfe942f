import * as fs from 'fs';
import * as path from 'path';
import { readJson } from '../../assembly/cloud-assembly';
import { isObject, textOf } from '../language/values';
import type { Manifest } from './manifest';

interface AssetManifest {
  readonly files?: Readonly<Record<string, { readonly source?: { readonly path?: string; readonly packaging?: string } }>>;
}

/** The templates among the files that an assembly has published, by the hash that stands in their address. */
export function templateAssets(folder: string, { artifacts = {} }: Manifest): ReadonlyMap<string, string> {
  const templates = new Map<string, string>();
  for (const { type, properties } of Object.values(artifacts)) {
    if (type !== 'cdk:asset-manifest' || properties?.file === undefined) continue;
    const file = path.join(folder, properties.file);
    if (!fs.existsSync(file)) continue;
    for (const [hash, { source }] of Object.entries((readJson(file) as AssetManifest).files ?? {})) {
      if (source?.path?.endsWith('.template.json')) templates.set(hash.split('-')[0], source.path);
    }
  }
  return templates;
}

/** The template that a resource deploys: named by its metadata, or by the hash in an address. */
export function templateOf(resource: unknown, assets: ReadonlyMap<string, string>): string | undefined {
  if (!isObject(resource)) return undefined;
  const { Metadata, Properties } = resource;
  const named = isObject(Metadata) && Metadata['aws:asset:property'] === 'TemplateURL' ? textOf(Metadata['aws:asset:path']) : undefined;
  if (named !== undefined) return named;
  for (const hash of JSON.stringify(Properties ?? {}).match(/[0-9a-f]{64}/g) ?? []) if (assets.has(hash)) return assets.get(hash);
  return undefined;
}
