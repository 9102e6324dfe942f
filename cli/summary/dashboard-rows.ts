import type { ServiceManifest } from '../../src/core/private/service-manifest';
import type { Row } from '../terminal/layout';
import type { Palette } from '../terminal/palette';

export function dashboardRows({ dashboards }: ServiceManifest, colors: Palette): Row[] {
  return [{ label: colors.heading('Dashboards'), text: dashboards.join(', ') || 'none' }];
}
