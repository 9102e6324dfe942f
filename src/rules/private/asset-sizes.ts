import * as fs from 'fs';
import * as path from 'path';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

/** How the CDK marks which file or folder beside the template a resource gets, where its command asks for it. */
const ASSET_PATH = 'aws:asset:path';

/** The name that an asset has in the bucket, which is that of its staged copy. */
const OBJECT_KEY = /(?:^|\/)([0-9a-f]{64})(?:\.zip)?$/;

/** Staged copies lie beside the template, or above it where a Stage has a folder of its own. */
const FOLDERS = ['.', '..', '../..', '../../..'];

/** Bytes of the code of a function, before it is zipped where it is a folder; `undefined` where it is no asset, or its files are not known. */
export function codeBytes(fn: WorkloadResource): number | undefined {
  const candidates = stagedPaths(fn);
  const { file, assetBytes } = fn._unit;
  if (candidates.length === 0) return undefined;
  if (file === undefined) return assetBytes;
  const sizes = fn.workload._once(sizesByPath);
  for (const candidate of candidates) {
    const absolute = path.resolve(path.dirname(file), candidate);
    if (!sizes.has(absolute)) sizes.set(absolute, bytesOf(absolute));
    const bytes = sizes.get(absolute);
    if (bytes !== undefined) return bytes;
  }
  return undefined;
}

/** Where the code may lie, relative to the template. */
function stagedPaths(fn: WorkloadResource): string[] {
  const marked = fn.attribute('Metadata').property(ASSET_PATH).text;
  if (marked !== undefined) return [marked];
  const hash = OBJECT_KEY.exec(fn.property('Code.S3Key').text ?? '')?.[1];
  return hash === undefined ? [] : FOLDERS.flatMap(folder => [`${folder}/asset.${hash}`, `${folder}/asset.${hash}.zip`]);
}

function sizesByPath(_: Workload): Map<string, number | undefined> {
  return new Map();
}

function bytesOf(file: string): number | undefined {
  try {
    const stats = fs.lstatSync(file);
    if (!stats.isDirectory()) return stats.size;
    return fs.readdirSync(file).reduce((sum, name) => sum + (bytesOf(path.join(file, name)) ?? 0), 0);
  } catch {
    return undefined;
  }
}
