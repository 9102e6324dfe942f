import { SignalCategory } from '../signal-category';
import type { SignalSpec } from '../signal-spec';

/** Best practices that a signal serves by what it tells, besides those that its kind states. */
const BY_CATEGORY: Readonly<Record<SignalCategory, readonly string[]>> = {
  [SignalCategory.TRAFFIC]: ['OPS04-BP02', 'OPS08-BP01'],
  [SignalCategory.ERRORS]: ['OPS04-BP02', 'OPS08-BP01'],
  [SignalCategory.LATENCY]: ['OPS08-BP01', 'PERF05-BP02'],
  [SignalCategory.SATURATION]: ['OPS08-BP01', 'PERF05-BP02'],
  [SignalCategory.AVAILABILITY]: ['OPS04-BP02', 'OPS08-BP01'],
  [SignalCategory.SCALING]: ['PERF02-BP05'],
  [SignalCategory.CACHE]: ['PERF03-BP05'],
  [SignalCategory.COST]: ['PERF05-BP07'],
  [SignalCategory.SECURITY]: ['OPS08-BP01'],
  [SignalCategory.OBJECTIVE]: ['OPS04-BP01', 'PERF05-BP01'],
};

/** Ids of the Well-Architected best practices that a signal serves, sorted. */
export function bestPracticesOf(signal: SignalSpec): string[] {
  const alerting = signal.alarm ? ['OPS08-BP04'] : [];
  return [...new Set([...signal.bestPractices ?? [], ...BY_CATEGORY[signal.category], ...alerting])].sort();
}
