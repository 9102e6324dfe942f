import { App, Stack } from 'aws-cdk-lib';
import {
  Comparison, ServiceTier, Severity, SignalUnit, Threshold, ThresholdOrigin, type AlarmSpec, type ObservedServiceProps, type SignalSpec,
} from '../../src';
import { pagesOf, serviceOver, type DrawnWidget } from '../support/dashboards';
import { OrderStack } from '../support/order-service';
import { probe, probes } from '../support/signals';

const alarm = (threshold: Threshold, spec: Partial<AlarmSpec> = {}): AlarmSpec => ({
  threshold, severity: Severity.TICKET, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY, cause: 'c', firstStep: 's', ...spec,
});

type Signal = Partial<SignalSpec> & { readonly id: string };

/** The charts of one probe with these signals. */
function charts(signals: Signal[], props: Partial<ObservedServiceProps> = {}): DrawnWidget[] {
  const stack = new Stack(new App(), 'Shop');
  probe(stack);
  const service = serviceOver(stack, { catalog: probes(...signals), tier: ServiceTier.TIER_2, ...props });
  return pagesOf(service.opsDashboard)[0].widgets.filter(({ type }) => type === 'metric');
}

function chart(signals: Signal[], props?: Partial<ObservedServiceProps>): Record<string, any> {
  const [only, ...more] = charts(signals, props);
  expect(more).toEqual([]);
  return only.properties;
}

const metric = (name: string, options: object) => ['Probes', name, 'Probe', 'one', options];
const sums = (...ids: string[]) => Object.fromEntries(ids.map(id => [id, { metricName: id.toUpperCase(), statistic: 'Sum' }]));

describe('signals of one resource', () => {
  test('share a chart, named after what they tell', () => {
    expect(chart([{ id: 'faults', title: 'Faults' }, { id: 'drops', title: 'Drops' }])).toMatchObject({
      title: 'Probe: Errors', view: 'timeSeries', period: 60, metrics: [metric('faults', { stat: 'Sum', label: 'Faults' }), metric('drops', { stat: 'Sum', label: 'Drops' })],
    });
  });

  test('have a chart of their own where the kind says so, named after it', () => {
    const titles = charts([{ id: 'faults' }, { id: 'reads', chart: 'read-errors' }, { id: 'writes', chart: 'read-errors' }]).map(({ properties }) => properties.title);
    expect(titles).toEqual(['Probe: faults', 'Probe: Read errors']);
  });

  test('of different resources never share a chart, though their paths read alike', () => {
    const stack = new Stack(new App(), 'Shop');
    probe(new Stack(stack, 'A-B'), 'C');
    const catalog = probes({ id: 'faults' });
    const other = new Stack(stack, 'A');
    probe(other, 'B-C');
    const service = serviceOver(stack, { catalog, resources: [stack] });
    const titles = pagesOf(service.opsDashboard)[0].widgets.filter(({ type }) => type === 'metric').map(({ properties }) => properties.title);
    expect(titles).toEqual(['A-B-C: faults', 'A-B-C: faults']);
  });
});

describe('the axes', () => {
  const [count, percent, seconds] = [
    { id: 'faults', unit: SignalUnit.COUNT, alarm: alarm(Threshold.absolute(3)) },
    { id: 'share', unit: SignalUnit.PERCENT, alarm: alarm(Threshold.absolute(20)) },
    { id: 'delay', unit: SignalUnit.SECONDS, alarm: alarm(Threshold.absolute(9)) },
  ];

  test('are one for one unit', () => {
    const { yAxis, metrics } = chart([count, { id: 'drops' }]);
    expect(yAxis).toEqual({ left: { min: 0, label: 'Count', showUnits: false } });
    for (const row of metrics) expect(row.at(-1)).not.toHaveProperty('yAxis');
  });

  test('are left and right for two, of metrics and of thresholds', () => {
    const { yAxis, metrics, annotations } = chart([count, percent, { id: 'drops' }]);
    expect(yAxis).toEqual({ left: { min: 0, label: 'Count', showUnits: false }, right: { min: 0, label: 'Percent', showUnits: false } });
    expect(metrics.map((row: any[]) => [row[1], row.at(-1).yAxis])).toEqual([['faults', undefined], ['share', 'right'], ['drops', undefined]]);
    expect(annotations.horizontal).toEqual([
      { label: 'faults > 3', value: 3, color: '#ff7f0e' }, { label: 'share > 20', value: 20, color: '#ff7f0e', yAxis: 'right' },
    ]);
  });

  test('of a third unit are in another chart', () => {
    const [first, second, ...more] = charts([count, percent, seconds, { id: 'drops' }]).map(({ properties }) => properties);
    expect(more).toEqual([]);
    expect(first.metrics.map((row: any[]) => row[1])).toEqual(['faults', 'share', 'drops']);
    expect(second.metrics.map((row: any[]) => row[1])).toEqual(['delay']);
    expect(second.yAxis).toEqual({ left: { min: 0, label: 'Seconds', showUnits: false } });
    expect(second.annotations.horizontal[0]).not.toHaveProperty('yAxis');
  });

  test('say of a ratio from where to where it goes', () => {
    expect(chart([{ id: 'share', unit: SignalUnit.RATIO }]).yAxis.left.label).toBe('0 to 1');
  });

  test('of a number without a unit go below zero, and have no name', () => {
    expect(chart([{ id: 'balance', unit: SignalUnit.NONE }]).yAxis).toEqual({ left: { showUnits: false } });
  });
});

describe('thresholds that fall on one another are one line', () => {
  const lines = (...signals: Signal[]) => chart(signals).annotations.horizontal.map(({ label }: any) => label);
  const at = (value: number, spec: Partial<AlarmSpec> = {}) => ({ alarm: alarm(Threshold.absolute(value), spec) });

  test('that names them all', () => {
    expect(lines({ id: 'reads', ...at(0) }, { id: 'writes', ...at(0) }, { id: 'drops', ...at(5) })).toEqual(['reads, writes > 0', 'drops > 5']);
  });

  test('that names a signal once, however many variants it has', () => {
    const stack = new OrderStack(new App(), 'Shop');
    const { widgets } = pagesOf(serviceOver(stack).perfDashboard)[0];
    const latency = widgets.find(({ properties }) => properties.title === 'Orders: Latency')!.properties;
    expect(latency.metrics).toHaveLength(3);
    expect(latency.annotations.horizontal).toEqual([{ label: 'Latency > 50', value: 50, color: '#ff7f0e' }]);
  });

  test('unless comparison, severity or axis differ', () => {
    expect(lines({ id: 'reads', ...at(5) }, { id: 'writes', ...at(5, { comparison: Comparison.AT_OR_ABOVE }) })).toEqual(['reads > 5', 'writes ≥ 5']);
    expect(lines({ id: 'reads', ...at(5) }, { id: 'writes', ...at(5, { severity: Severity.PAGE }) })).toEqual(['reads > 5', 'writes > 5']);
    expect(lines({ id: 'reads', ...at(5) }, { id: 'share', unit: SignalUnit.PERCENT, ...at(5) })).toEqual(['reads > 5', 'share > 5']);
  });

  test('and say of which statistic they are, where several are drawn', () => {
    const delay = { id: 'delay', percentiles: true, statistic: 'p90', dashboardStatistics: ['p50', 'p90'] };
    expect(lines({ ...delay, ...at(5) })).toEqual(['delay p90 > 5']);
    expect(lines({ ...delay, ...at(5, { statistic: 'p99' }) })).toEqual(['delay p99 > 5']);
  });
});

describe('expressions', () => {
  test('hide their inputs', () => {
    expect(chart([{ id: 'share', title: 'Share', expression: '100*a/b', inputs: sums('a', 'b') }]).metrics).toEqual([
      [{ expression: '100*a/b', label: 'Share', id: 'e0' }], metric('A', { stat: 'Sum', id: 'a', visible: false }), metric('B', { stat: 'Sum', id: 'b', visible: false }),
    ]);
  });

  test('of one chart have ids of their own, and so have their inputs', () => {
    const { metrics } = chart([
      { id: 'share', expression: '100*a/b', inputs: sums('a', 'b') }, { id: 'faults' }, { id: 'rest', expression: 'IF(b>0,100-100*a/b,a)', inputs: sums('a', 'b') },
    ]);
    const ids = metrics.flatMap((row: any[]) => row.at(-1).id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(metrics.filter((row: any[]) => row[0].expression).map((row: any[]) => [row[0].id, row[0].expression])).toEqual([
      ['e0', '100*s0_a/s0_b'], ['e2', 'IF(s2_b>0,100-100*s2_a/s2_b,s2_a)'],
    ]);
    for (const row of metrics.slice(1, 3)) expect(row.at(-1)).toMatchObject({ visible: false, id: expect.stringMatching(/^s0_[ab]$/) });
  });

  test('keep an input that has the id we would take', () => {
    const { metrics } = chart([{ id: 'share', expression: '2*e0', inputs: sums('e0') }]);
    expect(metrics.map((row: any[]) => [row.at(-1).id, row[0].expression])).toEqual([['e0', '2*s0_e0'], ['s0_e0', undefined]]);
  });

  test('on the right axis hide inputs that have no axis', () => {
    const { metrics } = chart([{ id: 'faults' }, { id: 'share', unit: SignalUnit.PERCENT, expression: '100*a', inputs: sums('a') }]);
    expect(metrics.slice(1).map((row: any[]) => row.at(-1).yAxis)).toEqual(['right', undefined]);
  });
});

describe('what an alarm watches is drawn as the alarm sees it:', () => {
  test('over its period', () => {
    expect(chart([{ id: 'faults', alarm: alarm(Threshold.absolute(3), { periodSeconds: 300 }) }])).toMatchObject({ period: 300, metrics: [metric('faults', { stat: 'Sum', label: 'faults' })] });
    expect(chart([{ id: 'faults' }], { overrides: { 'probe.faults': { threshold: Threshold.absolute(1), periodSeconds: 900 } } }).period).toBe(900);
  });

  test('over its period, beside a signal with another', () => {
    const slow = { alarm: alarm(Threshold.absolute(3), { periodSeconds: 300 }) };
    const { period, metrics } = chart([{ id: 'faults' }, { id: 'drops', ...slow }, { id: 'share', expression: 'a', inputs: sums('a'), ...slow }]);
    expect(period).toBe(60);
    expect(metrics.map((row: any[]) => row.at(-1).period)).toEqual([undefined, 300, 300, 300]);
  });

  test('with its statistic, beside those of the kind', () => {
    const delay = { id: 'delay', title: 'Delay', percentiles: true, statistic: 'p50', dashboardStatistics: ['p50', 'p90'], unit: SignalUnit.SECONDS };
    const labels = (statistic?: string) => chart([delay], { overrides: { 'probe.delay': { threshold: Threshold.absolute(1), statistic } } }).metrics.map((row: any[]) => row.at(-1).label);
    expect(labels()).toEqual(['Delay p50', 'Delay p90']);
    expect(labels('p90')).toEqual(['Delay p50', 'Delay p90']);
    expect(labels('p99.9')).toEqual(['Delay p50', 'Delay p90', 'Delay p99.9']);
  });

  test.each([[Comparison.ABOVE, '>'], [Comparison.AT_OR_ABOVE, '≥'], [Comparison.BELOW, '<'], [Comparison.AT_OR_BELOW, '≤']])('with the sign of %s', (comparison, sign) => {
    expect(chart([{ id: 'faults', alarm: alarm(Threshold.absolute(3), { comparison }) }]).annotations.horizontal[0].label).toBe(`faults ${sign} 3`);
  });

  test('with the band that it learns, and no line', () => {
    const { metrics, annotations } = chart([{ id: 'faults', title: 'Faults', alarm: alarm(Threshold.anomalyBand(2)) }]);
    expect(metrics).toEqual([
      metric('faults', { stat: 'Sum', label: 'Faults', id: 'm0' }), [{ expression: 'ANOMALY_DETECTION_BAND(m0, 2)', label: 'Faults, expected' }],
    ]);
    expect(annotations).toBeUndefined();
  });

  test('with the band around the statistic that it watches', () => {
    const delay = { id: 'delay', percentiles: true, statistic: 'p50', dashboardStatistics: ['p50', 'p90'] };
    const { metrics } = chart([delay], { overrides: { 'probe.delay': { threshold: Threshold.anomalyBand(3), statistic: 'p90' } } });
    expect(metrics.map((row: any[]) => [row.at(-1).stat, row.at(-1).id])).toEqual([['p50', undefined], ['p90', 'm0'], [undefined, undefined]]);
  });

  test('with the band around an expression, on its axis', () => {
    const { metrics } = chart([{ id: 'faults' }, { id: 'share', title: 'Share', unit: SignalUnit.PERCENT, expression: '100*a', inputs: sums('a'), alarm: alarm(Threshold.anomalyBand(2)) }]);
    expect(metrics.at(-1)).toEqual([{ expression: 'ANOMALY_DETECTION_BAND(e1, 2)', label: 'Share, expected', yAxis: 'right' }]);
  });
});

test('more metrics than a widget holds make several', () => {
  const expression = (index: number) => {
    const ids = Array.from({ length: 100 }, (_, which) => `m${index}x${which}`);
    return { id: `sum${index}`, expression: ids.join('+'), inputs: sums(...ids) };
  };
  const all = charts(Array.from({ length: 7 }, (_, index) => expression(index)));
  const metrics = all.map(({ properties }) => properties.metrics.filter((row: any[]) => typeof row[0] === 'string').length);
  expect(metrics).toEqual([500, 200]);
});
