import type { SignalAlarm } from '../../alarms/signal-alarm';
import { Severity } from '../../core/severity';
import { Comparison } from '../../signals/alarm-spec';
import type { BoundSignal } from '../../signals/bound-signal';

const COLORS: Readonly<Record<Severity, string>> = { [Severity.PAGE]: '#d62728', [Severity.TICKET]: '#ff7f0e', [Severity.INFO]: '#7f7f7f' };

const SIGNS: Partial<Record<Comparison, string>> = {
  [Comparison.ABOVE]: '>', [Comparison.AT_OR_ABOVE]: '≥', [Comparison.BELOW]: '<', [Comparison.AT_OR_BELOW]: '≤',
};

/** A signal with a threshold, as its chart draws it. */
export interface Drawn {
  readonly signal: BoundSignal;
  readonly alarm: SignalAlarm;
  readonly axis: string;
  /** The statistic that the alarm watches, where the chart draws several. */
  readonly statistic?: string;
}

/** Thresholds as horizontal lines. Those that fall on one another are one line, as their labels would be illegible. */
export function thresholdLines(all: readonly Drawn[]): object[] {
  const groups = new Map<string, { readonly line: object; readonly condition: string; readonly drawn: Drawn[] }>();
  for (const drawn of all) {
    const { alarm, axis } = drawn;
    if (alarm._plan.threshold.isAnomalyBand) continue;
    const value = alarm._threshold;
    const line = { value, color: COLORS[alarm.severity], ...(axis === 'right' ? { yAxis: axis } : {}) };
    const condition = `${SIGNS[alarm._plan.comparison]} ${value}`;
    const key = JSON.stringify([condition, line]);
    const group = groups.get(key);
    if (group) group.drawn.push(drawn); else groups.set(key, { line, condition, drawn: [drawn] });
  }
  return [...groups.values()].map(({ line, condition, drawn }) => ({ label: `${namesOf(drawn)} ${condition}`, ...line }));
}

/** The variants of a signal under the name of the signal; other signals by their own. */
function namesOf(drawn: readonly Drawn[]): string {
  const nameOf = ({ signal, statistic }: Drawn) => {
    const variants = drawn.filter(other => other.signal.spec === signal.spec).length;
    return `${variants > 1 ? signal.spec.title : signal.title}${statistic === undefined ? '' : ` ${statistic}`}`;
  };
  return [...new Set(drawn.map(nameOf))].join(', ');
}
