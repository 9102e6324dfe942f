import type { ServiceManifest } from '../../src/core/private/service-manifest';
import type { Row } from '../terminal/layout';
import type { Palette } from '../terminal/palette';
import { count, groupBy, listed } from './grouping';
import { resourceNames } from './resource-names';
import { stateLabel, STATES } from './states';

type Resource = ServiceManifest['coverage']['resources'][number];

/** How much is covered, and the resources by state with the reasons. */
export function coverageRows(manifest: ServiceManifest, colors: Palette): Row[] {
  const { percentage, resources } = manifest.coverage;
  const nameOf = resourceNames(manifest);
  const share = paintFor(percentage, colors)(`${percentage}%`);
  const rows: Row[] = [{ label: colors.heading('Coverage'), text: `${share} of ${count(resources.length, 'resource')} alarmed, or left out with a reason` }];
  for (const state of STATES) {
    const ofState = resources.filter(resource => resource.state === state);
    for (const [index, group] of groupBy(ofState, ({ note = '' }) => note).entries()) {
      const label = index === 0 ? stateLabel(state, colors) : '';
      rows.push({ ...label && { label, level: 1 }, text: listed(group.map(resource => described(resource, nameOf))) });
      if (group[0].note) rows.push({ level: 1, text: colors.quiet(group[0].note) });
    }
  }
  return rows;
}

/** Where no kind tells what a resource is, its type does. */
function described({ path, kind, type }: Resource, nameOf: (path: string) => string): string {
  return kind === undefined ? `${nameOf(path)} (${type})` : nameOf(path);
}

function paintFor(percentage: number, colors: Palette): (text: string) => string {
  if (percentage === 100) return colors.good;
  return percentage >= 80 ? colors.attention : colors.bad;
}
