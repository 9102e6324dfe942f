import type { SynthesizedService } from '../assembly/observed-services';
import { renderRows } from '../terminal/layout';
import type { Palette } from '../terminal/palette';
import { alarmRows } from './alarm-rows';
import { costRows, totalRow } from './cost-rows';
import { coverageRows } from './coverage-rows';
import { dashboardRows } from './dashboard-rows';
import { fileRows } from './file-rows';
import { signalRows } from './signal-rows';
import { renderTitle } from './title';

/** What a terminal shows of the services, as one text. */
export function renderSummary(services: readonly SynthesizedService[], colors: Palette, width: number): string {
  const sections = services.map(({ manifest, files }) => `${renderTitle(manifest, colors, width)}\n${renderRows([
    ...alarmRows(manifest, colors),
    ...dashboardRows(manifest, colors),
    ...coverageRows(manifest, colors),
    ...signalRows(manifest, colors),
    ...costRows(manifest, colors),
    ...fileRows(files, colors),
  ], width)}`);
  if (services.length > 1) sections.push(renderRows([totalRow(services.map(({ manifest }) => manifest), colors)], width));
  return sections.join('\n');
}
