/** A number that the library is held to, or one that explains it. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit?: string;
  /** The most that it may be. */
  readonly target?: number;
}

/** Figures beside their targets, in Markdown. */
export function figureTable(figures: readonly Figure[]): string[] {
  return ['| figure | measured | at most | |', '|---|---:|---:|---|', ...figures.map(figureRow)];
}

function figureRow({ what, value, unit, target }: Figure): string {
  const [measured, most] = [value, target].map(number => number === undefined ? '' : [decimals(number), unit].filter(Boolean).join(' '));
  return `| ${what} | ${measured} | ${most} | ${target === undefined ? '' : value <= target ? 'met' : '**missed**'} |`;
}

export function decimals(value: number): string {
  return value.toFixed(value < 10 ? 2 : 1);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
