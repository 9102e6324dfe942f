import type { ServiceManifest } from '../../src/core/private/service-manifest';
import type { Row } from '../terminal/layout';
import type { Palette } from '../terminal/palette';
import { count, groupBy } from './grouping';
import { resourceNames } from './resource-names';
import { signalsOfResources } from './signals-of-resources';
import { stateLabel, STATES } from './states';

/** What is neither alarmed nor merely shown: left out, blind, or watched by somebody else's alarm. */
const WORTH_A_WORD = ['ALARMED_ELSEWHERE', 'BLIND', 'UNSUPPORTED', 'EXCLUDED'];

/** The signals in numbers, and those of otherwise observed resources that no alarm of the service watches, with the reasons. */
export function signalRows(manifest: ServiceManifest, colors: Palette): Row[] {
  const { resources } = manifest.coverage;
  const nameOf = resourceNames(manifest);
  const all = resources.flatMap(({ signals }) => signals);
  if (all.length === 0) return [];
  const tally = STATES.map(state => ({ state, number: all.filter(signal => signal.state === state).length })).filter(({ number }) => number > 0);
  const rows: Row[] = [{
    label: colors.heading('Signals'),
    text: `${count(all.length, 'signal')}: ${tally.map(({ state, number }) => `${number} ${stateLabel(state, colors)}`).join(', ')}`,
  }];

  // What is true of a resource as a whole was said there.
  const remarkable = resources.flatMap(({ path, state, signals }) =>
    signals.filter(signal => signal.state !== state).map(signal => ({ resource: nameOf(path), ...signal })));
  for (const state of WORTH_A_WORD) {
    const groups = groupBy(remarkable.filter(signal => signal.state === state), ({ note = '' }) => note);
    for (const [index, group] of groups.entries()) {
      const label = index === 0 ? stateLabel(state, colors) : '';
      rows.push({ ...label && { label, level: 1 }, text: signalsOfResources(group).join('; ') });
      if (group[0].note) rows.push({ level: 1, text: colors.quiet(group[0].note) });
    }
  }
  return rows;
}
