import { signalMetrics } from '../../src/signals/private/signal-metrics';
import type { ISignalSource } from '../../src/signals/signal-source';
import { SIGNAL_KINDS, SIGNAL_METRICS } from '../layout';
import type { Registry } from './registry';

const HEAD = `import type { SignalMetric } from './signal-metrics';

export const METRICS: Readonly<Record<string, readonly SignalMetric[]>> = {
`;

/** The metrics of all signals, so that rules need not load the kinds to ask for their alarms. */
export const signalMetricRegistry: Registry<ISignalSource> = {
  folder: SIGNAL_KINDS,
  output: SIGNAL_METRICS,
  render: items => HEAD + items.map(({ name, value }) => `  '${name}': [\n${signalMetrics(value).map(metric => `    ${literal(metric)},\n`).join('')}  ],\n`).join('') + '};\n',
};

function literal(value: object): string {
  return `{ ${Object.entries(value).map(([key, member]) => `${key}: ${typeof member === 'string' ? `'${member}'` : member}`).join(', ')} }`;
}
