import { App, Duration, Stack, aws_sqs as sqs } from 'aws-cdk-lib';
import { ObservedService, SignalCategory, SignalUnit, type ObservedServiceProps, type OpsDashboard, type PerfDashboard } from '../../src';
import { DORA_BANDS } from '../../src/core/private/dora-bands';
import { DELIVERY_METRICS, INCIDENT_METRICS } from '../../src/core/schemas/private/delivery';
import { deploymentMarker } from '../../src/dashboards/private/deployment-marker';
import { evaluateExpression } from '../../src/simulation/private/math-evaluate';
import { parseExpression } from '../../src/simulation/private/math-syntax';
import { series, type Series } from '../../src/simulation/private/math-values';
import { dashboardsOf, misplaced, pagesOf, titlesOf, type DrawnWidget } from '../support/dashboards';
import { inlineFunction } from '../support/order-service';
import { probe, probes } from '../support/signals';
import { strictApp } from '../support/strict-app';

const delivery = { registryPath: '/cdk-pillars/delivery', metricNamespace: 'CdkPillars/Delivery' };

function observed(props: Partial<ObservedServiceProps> = {}, stack = new Stack(new App(), 'Shop')) {
  const resources = [inlineFunction(stack, 'Handler'), new sqs.Queue(stack, 'Orders')];
  return new ObservedService(stack, 'Service', { serviceName: 'shop', environment: 'prod', owner: 'o', routes: [], resources, delivery, ...props });
}

const widgetsOf = (dashboard: OpsDashboard | PerfDashboard) => pagesOf(dashboard).flatMap(({ widgets }) => widgets);

/** A metric or an expression of a widget. */
interface Drawn {
  readonly id?: string;
  readonly label?: string;
  readonly expression?: string;
  readonly stat?: string;
  readonly visible?: boolean;
  readonly path: string[];
  readonly [option: string]: any;
}

function metricsOf({ properties }: DrawnWidget): Drawn[] {
  return (properties.metrics ?? []).map((row: any[]) => ({ path: row.slice(0, -1), ...row[row.length - 1] }));
}

/** The lines of a widget, with the metrics that each expression reads written out. */
function linesOf(widget: DrawnWidget): Record<string, string> {
  const metrics = metricsOf(widget);
  const named = (id: string) => {
    const input = metrics.find(metric => metric.id === id && metric.expression === undefined);
    return input ? `${input.stat}(${[input.path[1], ...input.path.slice(6)].join(' ')})` : id;
  };
  return Object.fromEntries(metrics.filter(({ expression }) => expression !== undefined).map(({ label, expression }) => [label, expression!.replace(/\b[a-z]\w*\b/g, named)]));
}

describe('the operations dashboard', () => {
  const stack = new Stack(strictApp(), 'Shop');
  const service = observed({}, stack);
  const drawn = dashboardsOf(stack)[service.opsDashboard.dashboardName];
  const titles = titlesOf(drawn);
  const section = drawn.widgets.slice(titles.indexOf('## Deployments and incidents'), titles.indexOf('## Errors'));
  const titled = (title: string) => section.find(({ properties }) => properties.title === title)!;

  test('tells of deployments and incidents after the alarms', () => {
    expect(titles.filter(title => title.startsWith('## '))).toEqual(['## Alarms', '## Deployments and incidents', '## Errors', '## Runbooks']);
    expect(titlesOf({ ...drawn, widgets: section }).slice(1)).toEqual([
      'Last 28 days', 'Deployments a day', 'Deployments a week', 'Change failure rate and rework rate, by week', 'Lead time for changes', 'Time to restore',
      'Time to detect and to acknowledge', 'Incidents a week', 'Open incidents', 'Rollbacks and rework, by week', 'Duration of deployments', 'Overdue reviews of incidents',
      'Events that no service claims', expect.stringContaining('**Automation**'),
    ]);
    expect(misplaced(drawn.widgets)).toEqual([]);
  });

  test('reads every metric of the service but the marker, by service and environment', () => {
    const read = section.flatMap(metricsOf).filter(({ expression }) => expression === undefined);
    const names = new Set(read.map(({ path }) => path[1]));
    const { deploymentMarker: marker, ...others } = DELIVERY_METRICS;
    expect(names).toEqual(new Set([...Object.values(others), ...Object.values(INCIDENT_METRICS)]));
    expect(names).not.toContain(marker);
    for (const { path } of read) expect(path.slice(0, 6)).toEqual(['CdkPillars/Delivery', path[1], 'Service', 'shop', 'Environment', 'prod']);
  });

  test('has valid ids, each once, and hides what expressions read', () => {
    for (const metrics of section.map(metricsOf).filter(({ length }) => length > 0)) {
      const ids = metrics.map(({ id }) => id!);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z0-9_]*$/);
      for (const { expression, visible } of metrics) expect(visible).toBe(expression === undefined ? false : undefined);
    }
  });

  test('shows medians and p90, in hours and minutes', () => {
    expect(linesOf(titled('Lead time for changes'))).toEqual({ median: 'p50(LeadTime)/3600', p90: 'p90(LeadTime)/3600' });
    expect(linesOf(titled('Time to restore'))).toEqual({ median: 'p50(TimeToRestore)/3600', p90: 'p90(TimeToRestore)/3600' });
    expect(linesOf(titled('Time to detect and to acknowledge'))).toEqual({
      'Detect, median': 'p50(TimeToDetect)/60', 'Detect, p90': 'p90(TimeToDetect)/60', 'Acknowledge, median': 'p50(TimeToAcknowledge)/60', 'Acknowledge, p90': 'p90(TimeToAcknowledge)/60',
    });
  });

  test('shows incidents by severity', () => {
    const severities = ['PAGE', 'TICKET', 'INFO'];
    expect(linesOf(titled('Incidents a week'))).toEqual(Object.fromEntries([
      ...severities.map(severity => [`Opened ${severity}`, `FILL(Sum(IncidentsOpened Severity ${severity}), 0)`]),
      ...severities.map(severity => [`Closed ${severity}`, `FILL(Sum(IncidentsClosed Severity ${severity}), 0)`]),
    ]));
    expect(linesOf(titled('Open incidents'))).toEqual(Object.fromEntries(severities.map(severity => [severity, `FILL(Maximum(OpenIncidents Severity ${severity}), REPEAT)`])));
  });

  test('counts what no service claims by whatever dimension', () => {
    expect(linesOf(titled('Events that no service claims'))).toEqual({ Unmapped: 'SUM(SEARCH(\'Namespace="CdkPillars/Delivery" MetricName="UnmappedEvents"\', \'Sum\', 86400))' });
  });

  /** What an expression of the dashboard comes to, by the metrics under its ids. */
  function evaluated(title: string, label: string, points: Record<string, Series>) {
    const { expression } = metricsOf(titled(title)).find(metric => metric.label === label)!;
    const length = Object.values(points)[0].length;
    return evaluateExpression(parseExpression(expression!), {
      valueOf: id => points[id] && series(points[id]), periodOf: () => 604_800, metrics: () => [], periodSeconds: 604_800,
      ends: Array.from({ length }, (_, index) => 604_800 * (index + 1)),
    });
  }

  test('draws weeks without a deployment as zero', () => {
    expect(titled('Deployments a week').properties.period).toBe(604_800);
    expect(evaluated('Deployments a week', 'Deployments', { deployed: [3, undefined, 1] })).toEqual(series([3, 0, 1]));
    expect(evaluated('Deployments a day', 'Deployments', { deployed: [undefined, undefined, 1] })).toEqual(series([0, 0, 1]));
  });

  test('has no failure rate where nothing was deployed, and 0 where nothing failed', () => {
    const points = { failed: [1, undefined, undefined], deployed: [4, undefined, 2] };
    expect(evaluated('Change failure rate and rework rate, by week', 'Change failure rate', points)).toEqual(series([25, undefined, 0]));
  });

  test('draws the levels of DORA with their year', () => {
    const lines = (title: string) => titled(title).properties.annotations.horizontal.map(({ value, label }: any) => [label, value]);
    expect(lines('Lead time for changes')).toEqual([['Elite (2024)', 24], ['High (2024)', 168], ['Medium (2024)', 730]]);
    expect(lines('Time to restore')).toEqual([['Elite (2024)', 1], ['High, Medium (2024)', 24]]);
    expect(lines('Deployments a week')).toEqual([['Elite (2024)', 7], ['High (2024)', 1], ['Medium (2024)', 0.2308]]);
    expect(lines('Change failure rate and rework rate, by week')).toEqual([['Elite (2024)', 5], ['High (2024)', 20], ['Medium (2024)', 10], ['Low (2024)', 40]]);
  });

  test('says what they are, who says so, and how much is automated', () => {
    const { markdown } = section[section.length - 1].properties;
    expect(markdown).toContain(`Levels of 2024, by [${DORA_BANDS.source}](${DORA_BANDS.source}).`);
    expect(markdown).toContain('The report of 2025 has seven archetypes');
    expect(markdown).toContain('| Elite | 1 a day | 1 day | 5% | 1 hour |');
    expect(markdown).toContain('| High | 1 a week | 1 week | 20% | 1 day |');
    expect(markdown).toContain('| Medium | 1 a month | 1 month | 10% | 1 day |');
    expect(markdown).toContain('| Low | 2 a year | 6 months | 40% | 1 month |');
    expect(markdown).toContain(`**Automation** 0% of ${service.alarms.length} alarms: 0 run something when they fire, 0 have a runbook document`);
  });
});

test('levels of one\'s own take the place of those of DORA', () => {
  const levels = [{ name: 'Good', leadTime: Duration.minutes(90), deploymentsPerWeek: 5 }, { name: 'Usual', changeFailureRate: 15 }];
  const service = observed({ deliveryOptions: { bands: { year: 2026, source: 'our own goals', levels } } });
  const widgets = widgetsOf(service.opsDashboard);
  const { annotations } = widgets.find(({ properties }) => properties.title === 'Lead time for changes')!.properties;
  expect(annotations.horizontal).toEqual([{ value: 1.5, label: 'Good (2026)', color: '#2ca02c' }]);
  const { markdown } = widgets.find(({ properties }) => properties.markdown?.startsWith('**Automation**'))!.properties;
  expect(markdown).toContain('| Good | 5 a week | 1.5 hours | – | – |');
  expect(markdown).toContain('| Usual | – | – | 15% | – |');
  expect(markdown).toContain('Levels of 2026, by our own goals.');
});

describe('deployments over graphs', () => {
  const isMarked = (widget: DrawnWidget) => metricsOf(widget).some(({ label }) => label === 'Deployment');
  const graphsOf = (widgets: DrawnWidget[]) => widgets.filter(({ type, properties }) => type === 'metric' && /: /.test(properties.title));
  const stack = new Stack(new App(), 'Shop', { env: { account: '111122223333', region: 'eu-west-1' } });
  const service = observed({}, stack);
  const [ops, perf] = [graphsOf(widgetsOf(service.opsDashboard)), graphsOf(widgetsOf(service.perfDashboard))];
  const marked = [...ops, ...perf].filter(isMarked);

  test('are drawn where the right axis is free, and nowhere else', () => {
    const probed = new Stack(new App(), 'Shop');
    probe(probed);
    const latency = { category: SignalCategory.LATENCY, chart: 'delays' };
    const catalog = probes(
      { id: 'first', unit: SignalUnit.SECONDS, ...latency }, { id: 'second', unit: SignalUnit.PERCENT, ...latency }, { id: 'third', ...latency, chart: 'more' },
      { id: 'saved', category: SignalCategory.CACHE },
    );
    const { perfDashboard } = observed({ catalog, resources: [probed] }, probed);
    const graphs = graphsOf(widgetsOf(perfDashboard)).map(widget => [widget.properties.title, isMarked(widget)]).filter(([title]) => title.startsWith('Probe'));
    expect(graphs).toEqual([['Probe: Delays', false], ['Probe: third', true], ['Probe: saved', false]]);
  });

  test('are spikes on an axis of their own', () => {
    for (const { properties } of marked) {
      expect(properties.yAxis.right).toEqual({ min: 0, max: 1, label: '', showUnits: false });
      expect(properties.metrics.slice(-2)).toEqual([
        [{ expression: 'FILL(deployment_ended, 0)', label: 'Deployment', id: 'deployment_ended_line', color: '#9467bd', yAxis: 'right' }],
        ['CdkPillars/Delivery', 'DeploymentMarker', 'Service', 'shop', 'Environment', 'prod', { stat: 'Maximum', id: 'deployment_ended', visible: false }],
      ]);
    }
  });

  test('are told of in latency, traffic and utilisation, and in errors', () => {
    expect(ops.filter(isMarked).length).toBeGreaterThan(0);
    expect(perf.filter(isMarked).length).toBeGreaterThan(3);
  });

  test('of a resource in another Region are read in that of the service', () => {
    const { services: [{ view }] } = service.opsDashboard as any;
    const rows = deploymentMarker(view())!.rows('us-east-1');
    expect(rows[1]).toEqual(expect.arrayContaining([{ stat: 'Maximum', id: 'deployment_ended', visible: false, region: 'eu-west-1' }]));
  });

  test('count against the quotas', () => {
    const planned = (props: Partial<ObservedServiceProps>) => {
      const each = observed(props, new Stack(new App(), 'Shop')).perfDashboard as any;
      return each.services[0].plans.reduce((sum: number, { metrics }: any) => sum + metrics, 0);
    };
    expect(planned({}) - planned({ delivery: undefined })).toBe(perf.filter(isMarked).length);
  });
});

test('plans count the metrics that widgets read', () => {
  const dashboard = observed().opsDashboard as any;
  const drawn = widgetsOf(dashboard);
  const plans = dashboard.services[0].plans.filter(({ widgets }: any) => widgets === 1);
  const read = (widget: DrawnWidget) => metricsOf(widget).filter(({ expression, path }) => expression === undefined ? path.length > 0 : /SEARCH/.test(expression)).length;
  const titled = drawn.map((widget, index) => [widget.properties.title, plans[index].metrics, read(widget)]);
  for (const [title, counted, metrics] of titled) expect([title, counted]).toEqual([title, metrics]);
});

test('without delivery nothing of it is drawn', () => {
  const service = observed({ delivery: undefined });
  const text = JSON.stringify([service.opsDashboard, service.perfDashboard].map(widgetsOf));
  expect(text).not.toContain('CdkPillars/Delivery');
  expect(text).not.toContain('Deployment');
});
