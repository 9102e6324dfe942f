import type { ServiceManifest } from '../../src/core/private/service-manifest';
import type { Row } from '../terminal/layout';
import type { Palette } from '../terminal/palette';
import { count } from './grouping';

/** The objectives, with what is promised; nothing for a service that has none. */
export function objectiveRows({ objectives = [] }: ServiceManifest, colors: Palette): Row[] {
  if (objectives.length === 0) return [];
  return [
    { label: colors.heading('Objectives'), text: count(objectives.length, 'objective') },
    ...objectives.map(({ id, goal, window, description }): Row => ({ label: id, level: 1, text: `${goal}% over ${window} ${colors.quiet(`· ${description}`)}` })),
  ];
}
