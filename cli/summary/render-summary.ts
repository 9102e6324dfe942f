import type { SynthesizedService } from '../assembly/observed-services';
import type { PluginFindings } from '../assembly/validation-report';
import { renderRows } from '../terminal/layout';
import type { Palette } from '../terminal/palette';
import { alarmRows } from './alarm-rows';
import { automationRows } from './automation-rows';
import { costRows, totalRow } from './cost-rows';
import { coverageRows } from './coverage-rows';
import { dashboardRows } from './dashboard-rows';
import { fileRows } from './file-rows';
import { findingRows } from './finding-rows';
import { objectiveRows } from './objective-rows';
import { signalRows } from './signal-rows';
import { renderTitle } from './title';

/** What a terminal shows of the services and of the findings, as one text. */
export function renderSummary(services: readonly SynthesizedService[], reports: readonly PluginFindings[], colors: Palette, width: number): string {
  const sections = services.map(({ manifest, files }) => `${renderTitle(manifest, colors, width)}\n${renderRows([
    ...alarmRows(manifest, colors),
    ...automationRows(manifest, colors),
    ...objectiveRows(manifest, colors),
    ...dashboardRows(manifest, colors),
    ...coverageRows(manifest, colors),
    ...signalRows(manifest, colors),
    ...costRows(manifest, colors),
    ...fileRows(files, colors),
  ], width)}`);
  if (services.length > 1) sections.push(renderRows([totalRow(services.map(({ manifest }) => manifest), colors)], width));
  sections.push(renderRows(findingRows(reports, colors), width));
  return sections.join('\n');
}
