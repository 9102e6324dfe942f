import type { ServiceManifest } from '../../src/core/private/service-manifest';
import { visibleLength, wrap } from '../terminal/layout';
import type { Palette } from '../terminal/palette';

export function renderTitle({ service, environment, owner, tier, pagesPeople }: ServiceManifest, colors: Palette, width: number): string {
  const facts = [`owner ${owner}`, tier, `environment ${environment}`, pagesPeople ? 'pages people' : 'pages nobody'];
  const lines = wrap(`${colors.title(service)}   ${facts.join(' · ')}`, width);
  const rule = '─'.repeat(Math.min(width, Math.max(...lines.map(visibleLength))));
  return [...lines, colors.quiet(rule), ''].join('\n');
}
