export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Spans that overlap, or begin no more than `gap` after the end of another, together. */
export function joined<Item extends Span>(spans: readonly Item[], gap: number): Item[][] {
  const groups: Item[][] = [];
  let end = -Infinity;
  for (const span of [...spans].sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (span.from <= end + gap) groups[groups.length - 1].push(span); else groups.push([span]);
    end = Math.max(end, span.to);
  }
  return groups;
}
