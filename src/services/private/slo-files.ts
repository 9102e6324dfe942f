import * as fs from 'node:fs';
import * as path from 'node:path';
import { SLO_FOLDER } from '../../core/private/service-manifest';
import { openSlo } from '../../slo/private/open-slo';
import { openSloInput } from '../../slo/private/service-open-slo';
import { sloEntry, sloTable } from '../../slo/private/slo-catalogue';
import { toYaml } from '../../slo/private/yaml';
import type { ObservedService } from '../observed-service';

/** The objectives of a service as files of the cloud assembly: for programs, for OpenSLO tools, for a wiki. */
export function writeSloCatalogue(folder: string, name: string, service: ObservedService): void {
  const entries = service._objectives.map(sloEntry);
  if (entries.length === 0) return;
  const home = path.join(folder, SLO_FOLDER);
  fs.mkdirSync(home, { recursive: true });
  const write = (ending: string, text: string) => fs.writeFileSync(path.join(home, `${name}.${ending}`), text);
  write('json', `${JSON.stringify({ version: 1, service: service.serviceName, environment: service.environment, owner: service.owner, objectives: entries }, undefined, 2)}\n`);
  write('openslo.yaml', toYaml(openSlo(openSloInput({ name: service.serviceName, owner: service.owner }, service._objectives))));
  write('md', sloTable(`${service.serviceName} (${service.environment})`, entries));
}
