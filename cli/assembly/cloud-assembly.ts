import * as fs from 'fs';
import * as path from 'path';
import { Failure } from '../failure';

/** A folder that `cdk synth` wrote; a Stage has one of its own inside that of the app. */
export interface CloudAssembly {
  readonly folder: string;
  readonly stacks: readonly SynthesizedStack[];
}

export interface SynthesizedStack {
  /** Path of the stack in the construct tree. */
  readonly path: string;
  readonly templateFile: string;
}

interface Artifact {
  readonly type: string;
  readonly displayName?: string;
  readonly properties?: { readonly templateFile?: string; readonly directoryName?: string };
}

/** The assembly of a folder, followed by those inside of it. */
export function readAssemblies(folder: string): CloudAssembly[] {
  const artifacts = Object.entries(readManifest(folder).artifacts ?? {});
  const stacks = artifacts.flatMap(([id, { type, displayName, properties }]) =>
    type === 'aws:cloudformation:stack' && properties?.templateFile
      ? [{ path: displayName ?? id, templateFile: path.join(folder, properties.templateFile) }]
      : []);
  const nested = artifacts.flatMap(([, { type, properties }]) =>
    type === 'cdk:cloud-assembly' && properties?.directoryName ? readAssemblies(path.join(folder, properties.directoryName)) : []);
  return [{ folder, stacks }, ...nested];
}

function readManifest(folder: string): { readonly artifacts?: Record<string, Artifact> } {
  const file = path.join(folder, 'manifest.json');
  if (!fs.existsSync(file)) {
    throw new Failure(`There is no cloud assembly in '${folder}'. Run \`npx cdk synth\` first, or name the folder it writes to: cdk-pillars summary path/to/cdk.out`);
  }
  return readJson(file) as { artifacts?: Record<string, Artifact> };
}

export function readJson(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf-8'));
  } catch (error) {
    throw new Failure(`'${file}' cannot be read (${error instanceof Error ? error.message : error}). Delete the folder and synthesize again.`);
  }
}
