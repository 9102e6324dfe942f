import type { Palette } from '../terminal/palette';

const LABELS: Readonly<Record<string, { readonly label: string; readonly paint: keyof Palette }>> = {
  ALARMED: { label: 'alarmed', paint: 'good' },
  ALARMED_ELSEWHERE: { label: 'elsewhere', paint: 'good' },
  SHOWN: { label: 'shown', paint: 'attention' },
  BLIND: { label: 'blind', paint: 'bad' },
  UNSUPPORTED: { label: 'unsupported', paint: 'bad' },
  EXCLUDED: { label: 'excluded', paint: 'quiet' },
  INTERNAL: { label: 'internal', paint: 'quiet' },
};

/** The states of coverage, in the order in which they are printed. */
export const STATES: readonly string[] = Object.keys(LABELS);

export function stateLabel(state: string, colors: Palette): string {
  const { label, paint } = LABELS[state];
  return colors[paint](label);
}
