import * as fs from 'fs';
import * as path from 'path';
import { readJson } from '../../assembly/cloud-assembly';
import { Failure } from '../../failure';

export interface Manifest {
  readonly artifacts?: Readonly<Record<string, Artifact>>;
}

export interface Artifact {
  readonly type?: string;
  readonly displayName?: string;
  /** Such as `aws://111111111111/eu-west-1`; `unknown-account` and `unknown-region` where deployment decides. */
  readonly environment?: string;
  readonly dependencies?: readonly string[];
  readonly metadata?: Metadata;
  /** Where metadata stands in a file of its own. */
  readonly additionalMetadataFile?: string;
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly tags?: Readonly<Record<string, string>>;
    readonly directoryName?: string;
    /** Manifest of the assets of stacks. */
    readonly file?: string;
  };
}

/** By path of the construct, with a slash before it. */
export type Metadata = Readonly<Record<string, readonly { readonly type: string; readonly data?: unknown }[]>>;

export function readManifest(folder: string): Manifest {
  return readJson(path.join(folder, 'manifest.json')) as Manifest;
}

/** All metadata of an artifact. */
export function metadataOf(folder: string, { metadata = {}, additionalMetadataFile }: Artifact): Metadata {
  const file = additionalMetadataFile === undefined ? undefined : path.join(folder, additionalMetadataFile);
  if (file === undefined || !fs.existsSync(file)) return metadata;
  return { ...metadata, ...readJson(file) as Metadata };
}

/** Reads a file of an assembly that its manifest names. */
export function readNamed(folder: string, name: string): unknown {
  const file = path.join(folder, name);
  if (!fs.existsSync(file)) throw new Failure(`'${folder}' names '${name}' in its manifest, and there is no such file. Delete the folder and synthesize again.`);
  return readJson(file);
}
