import * as fs from 'fs';
import * as path from 'path';
import type { PillarChecks } from '../../src';
import { MANIFEST_FOLDER, type ServiceManifest } from '../../src/core/private/service-manifest';

const EXAMPLES = path.join(__dirname, '..', '..', 'examples');

/** The context that the CDK's command would give an example. */
export function context(example: string): Record<string, unknown> {
  return JSON.parse(fs.readFileSync(path.join(EXAMPLES, example, 'cdk.json'), 'utf-8')).context;
}

/** What the services of an assembly say about themselves, in the order of their names. */
export function manifests(outdir: string): ServiceManifest[] {
  const folder = path.join(outdir, MANIFEST_FOLDER);
  return fs.readdirSync(folder).filter(file => file.endsWith('.json'))
    .map((file): ServiceManifest => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf-8')))
    .sort((a, b) => a.service.localeCompare(b.service, 'en'));
}

/** Compares what packs found with `findings.json` of an example; `UPDATE_GOLDEN=1 npx jest test/examples` writes it anew. */
export function expectFindings(example: string, packs: readonly PillarChecks[]): void {
  const findings = packs.flatMap(pack => pack.findings).map(({ id, path: constructPath, level }) => ({ rule: id, path: constructPath, level }));
  const file = path.join(EXAMPLES, example, 'findings.json');
  if (process.env.UPDATE_GOLDEN === '1') fs.writeFileSync(file, `[\n${findings.map(finding => `  ${JSON.stringify(finding)}`).join(',\n')}\n]\n`);
  expect(findings).toEqual(JSON.parse(fs.readFileSync(file, 'utf-8')));
}
