import type { ServiceManifest } from '../../src/core/private/service-manifest';
import { MOST_URGENT_FIRST } from '../../src/core/private/severity-order';
import { Severity } from '../../src/core/severity';
import type { Row } from '../terminal/layout';
import type { Palette } from '../terminal/palette';
import { count, enumerate, groupBy } from './grouping';
import { resourceNames } from './resource-names';
import { signalsOfResources } from './signals-of-resources';

type Alarm = ServiceManifest['alarms'][number];

const PAINT: Readonly<Record<Severity, keyof Palette>> = { [Severity.PAGE]: 'bad', [Severity.TICKET]: 'attention', [Severity.INFO]: 'quiet' };

/** The alarms by severity and by whom they reach. */
export function alarmRows(manifest: ServiceManifest, colors: Palette): Row[] {
  const { alarms } = manifest;
  const nameOf = resourceNames(manifest);
  const rows: Row[] = [{ label: colors.heading('Alarms'), text: total(alarms, colors) }];
  for (const severity of MOST_URGENT_FIRST) {
    const groups = groupBy(alarms.filter(alarm => alarm.severity === severity), ({ through = '', reaches }) => [through, ...reaches].join('\n'));
    for (const [index, group] of groups.entries()) {
      const label = index === 0 ? colors[PAINT[severity]](severity) : '';
      rows.push({ ...label && { label, level: 1 }, text: `${group.length} ${reach(group[0], colors)}` });
      const watched = signalsOfResources(group.map(({ resource, signal }) => ({ resource: nameOf(resource), id: signal })));
      rows.push(...watched.map((text): Row => ({ level: 1, text: colors.quiet(text) })));
    }
  }
  return rows;
}

function total(alarms: readonly Alarm[], colors: Palette): string {
  if (alarms.length === 0) return colors.attention('none');
  const silent = alarms.filter(({ reaches }) => reaches.length === 0).length;
  const verdict = silent === 0 ? colors.good('every one reaches somebody') : colors.bad(`${silent} of them reach nobody`);
  return `${count(alarms.length, 'alarm')}, ${verdict}`;
}

function reach({ through, reaches }: Alarm, colors: Palette): string {
  if (reaches.length === 0) return colors.bad('reach nobody');
  return `${through ? `through ${through} ` : ''}→ ${enumerate(reaches)}`;
}
