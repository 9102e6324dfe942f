import { Comparison } from '../../signals/alarm-spec';

const SIGNS: Partial<Record<Comparison, string>> = {
  [Comparison.ABOVE]: '>', [Comparison.AT_OR_ABOVE]: '≥', [Comparison.BELOW]: '<', [Comparison.AT_OR_BELOW]: '≤',
};

/** The comparison as a sign for labels; empty for anomaly bands. */
export function conditionSign(comparison: Comparison): string {
  return SIGNS[comparison] ?? '';
}
