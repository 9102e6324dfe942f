import * as fs from 'fs';
import * as path from 'path';
import { MANIFEST_FOLDER, RUNBOOK_FOLDER, type ServiceManifest } from '../../src/core/private/service-manifest';
import { Failure } from '../failure';
import { type CloudAssembly, readAssemblies, readJson } from './cloud-assembly';
import { constructTree } from './construct-tree';
import { VALIDATION_REPORT } from './validation-report';

const UNDERSTOOD_VERSION: ServiceManifest['version'] = 1;

/** A service as it described itself when it was synthesized, and the files in which it can be looked at. */
export interface SynthesizedService {
  readonly manifest: ServiceManifest;
  readonly files: readonly ServiceFile[];
}

export interface ServiceFile {
  readonly path: string;
  /** In one word. */
  readonly holds: string;
}

/** All services of an app, those of its Stages included, in the order of their names. */
export function readServices(folder: string): SynthesizedService[] {
  const isInApp = constructTree(folder);
  const services = readAssemblies(folder).flatMap(assembly => servicesOf(assembly, folder));
  // The CDK does not empty the folder before it writes, so a service that was removed from the app may still lie there.
  return services.filter(({ manifest }) => isInApp(manifest.path)).sort((a, b) => order(a).localeCompare(order(b), 'en'));
}

function servicesOf(assembly: CloudAssembly, root: string): SynthesizedService[] {
  const folder = path.join(assembly.folder, MANIFEST_FOLDER);
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder).filter(file => file.endsWith('.json')).map(name => {
    const file = path.join(folder, name);
    const manifest = understood(readJson(file), file);
    const stack = assembly.stacks.find(({ path: scope }) => manifest.path === scope || manifest.path.startsWith(`${scope}/`));
    const runbooks = path.join(folder, RUNBOOK_FOLDER, path.basename(name, '.json'), 'README.md');
    const report = path.join(root, VALIDATION_REPORT);
    return {
      manifest,
      files: [
        ...stack ? [{ path: stack.templateFile, holds: 'template' }] : [],
        { path: file, holds: 'data' },
        ...fs.existsSync(runbooks) ? [{ path: runbooks, holds: 'runbooks' }] : [],
        ...fs.existsSync(report) ? [{ path: report, holds: 'findings' }] : [],
      ],
    };
  });
}

function understood(content: unknown, file: string): ServiceManifest {
  const { version } = content as { version?: unknown };
  if (version === UNDERSTOOD_VERSION) return content as ServiceManifest;
  throw new Failure(`'${file}' is of version ${version}, and this command understands version ${UNDERSTOOD_VERSION}. Run the command of the cdk-pillars that the app uses.`);
}

function order({ manifest }: SynthesizedService): string {
  return `${manifest.service} ${manifest.environment} ${manifest.path}`;
}
