import type { Place } from '../../src/packs/private/reports/reported-finding';
import type { Finding } from '../../src/rules/finding';
import type { TemplateUnit } from '../../src/rules/private/template-unit';
import { nameOf } from '../templates/files/template-file';
import { positionOf } from '../templates/position-of';

/** Where a finding about a resource of a template stands in its text. */
export function placeOf({ file }: TemplateUnit, { logicalId, location }: Finding): Place | undefined {
  return file === undefined ? undefined : { file: nameOf(file), ...positionOf(file, logicalId, location) };
}
