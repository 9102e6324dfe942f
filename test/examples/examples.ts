import * as fs from 'fs';
import * as path from 'path';
import { MANIFEST_FOLDER, type ServiceManifest } from '../../src/core/private/service-manifest';

/** The context that the CDK's command would give an example. */
export function context(example: string): Record<string, unknown> {
  return JSON.parse(fs.readFileSync(path.join(__dirname, '..', '..', 'examples', example, 'cdk.json'), 'utf-8')).context;
}

/** What the services of an assembly say about themselves, in the order of their names. */
export function manifests(outdir: string): ServiceManifest[] {
  const folder = path.join(outdir, MANIFEST_FOLDER);
  return fs.readdirSync(folder)
    .map((file): ServiceManifest => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf-8')))
    .sort((a, b) => a.service.localeCompare(b.service, 'en'));
}
