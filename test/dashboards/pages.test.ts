import { App, Stack, aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { DashboardSlot, ObservedService, OpsDashboard, PerfDashboard, Severity, Threshold, ThresholdOrigin, type IDashboardSection } from '../../src';
import { dashboardsOf, misplaced, pagesOf, serviceOver, titlesOf, type DrawnDashboard } from '../support/dashboards';
import { probe, probes } from '../support/signals';
import { strictApp } from '../support/strict-app';

/** Texts that fill pages. */
const texts = (count: number): IDashboardSection => ({
  title: 'Own', slot: DashboardSlot.CUSTOM, widgets: () => Array.from({ length: count }, (_, index) => new cloudwatch.TextWidget({ markdown: `text ${index}`, width: 24, height: 1 })),
});

/** What counts against the quota of a dashboard: rows of metrics, hidden ones too. */
const metricsIn = ({ widgets }: DrawnDashboard) => widgets.flatMap(({ properties }) => properties.metrics ?? []).filter((row: any[]) => typeof row[0] === 'string').length;

/** A dashboard and services of one probe each on it; `signals` are their kind's. */
function shared(serviceNames: string[], sections: IDashboardSection[], signals: Parameters<typeof probes> = [{ id: 'faults' }]) {
  const stack = new Stack(strictApp(), 'Shop');
  const dashboard = new OpsDashboard(stack, 'Ops', { sections, dashboardName: 'ops' });
  const services = serviceNames.map(serviceName => serviceOver(stack, { serviceName, resources: [probe(stack, `Probe-${serviceName}`)], opsDashboard: dashboard, catalog: probes(...signals) }));
  return { stack, dashboard, services };
}

const headersOf = (page: DrawnDashboard) => titlesOf(page).filter(title => title.startsWith('# '));

describe('a dashboard that outgrows 500 widgets', () => {
  // Beside its texts, each service draws a header, two headings and a chart.
  const { stack, dashboard } = shared(['cart', 'mail', 'stock'], [texts(200)]);
  const all = dashboardsOf(stack);

  test('goes on in another, whose name counts on', () => {
    expect(dashboard.pageNames).toEqual(['ops', 'ops-2']);
    expect(dashboard.dashboardName).toBe('ops');
    expect(Object.keys(all)).toEqual(expect.arrayContaining(['ops', 'ops-2']));
    expect(all['ops-3']).toBeUndefined();
  });

  test('keeps each service whole, and each page within the quota', () => {
    expect(headersOf(all.ops)).toEqual(['# cart: operations', '# mail: operations']);
    expect(headersOf(all['ops-2'])).toEqual(['# stock: operations']);
    for (const page of [all.ops, all['ops-2']]) {
      expect(page.widgets.length).toBeLessThanOrEqual(500);
      expect(misplaced(page.widgets)).toEqual([]);
    }
    expect(titlesOf(all['ops-2'])).toHaveLength(titlesOf(all.ops).length / 2);
  });

  test('begins each page at its top', () => {
    expect([all.ops, all['ops-2']].map(({ widgets }) => [widgets[0].x, widgets[0].y])).toEqual([[0, 0], [0, 0]]);
  });
});

test('a service that fits on no page goes on where the other ended', () => {
  const { dashboard } = shared(['cart', 'mail'], [texts(600)]);
  const pages = pagesOf(dashboard);
  expect(dashboard.pageNames).toEqual(['ops', 'ops-2', 'ops-3']);
  expect(pages.map(({ widgets }) => widgets.length).slice(0, 2)).toEqual([500, 500]);
  expect(pages.flatMap(titlesOf).filter(title => /^text /.test(title))).toHaveLength(1200);
});

describe('a dashboard that outgrows 2,500 metrics', () => {
  /** 20 expressions over 50 metrics each: a thousand metrics, 980 of them hidden behind 20 lines. */
  const signals = Array.from({ length: 20 }, (_, index) => {
    const ids = Array.from({ length: 50 }, (__, which) => `m${which}`);
    return { id: `sum${index}`, expression: ids.join('+'), inputs: Object.fromEntries(ids.map(id => [id, { metricName: `${id}-${index}`, statistic: 'Sum' }])) };
  });
  const { dashboard } = shared(['cart', 'mail', 'stock'], [], signals);
  const pages = pagesOf(dashboard);

  test('goes on in another, inputs of expressions counted', () => {
    expect(pages.map(metricsIn)).toEqual([2000, 1000]);
    expect(pages.map(headersOf)).toEqual([['# cart: operations', '# mail: operations'], ['# stock: operations']]);
  });

  test('has no widget over 500 metrics', () => {
    for (const { widgets } of pages) for (const widget of widgets) expect(metricsIn({ start: '', periodOverride: '', widgets: [widget] })).toBeLessThanOrEqual(500);
  });
});

test('metrics in widgets of the user count, those of rows and columns too', () => {
  const graph = () => new cloudwatch.GraphWidget({ left: Array.from({ length: 450 }, (_, index) => new cloudwatch.Metric({ namespace: 'Own', metricName: `m${index}` })) });
  const own: IDashboardSection = { title: 'Own', slot: DashboardSlot.CUSTOM, widgets: () => [new cloudwatch.Column(graph(), graph(), graph())] };
  const { dashboard } = shared(['cart', 'mail'], [own]);
  expect(pagesOf(dashboard).map(metricsIn)).toEqual([1351, 1351]);
});

test('widgets in rows of the user count each', () => {
  const row: IDashboardSection = { title: 'Own', slot: DashboardSlot.CUSTOM, widgets: () => [new cloudwatch.Row(...Array.from({ length: 300 }, () => new cloudwatch.TextWidget({ markdown: 'x', width: 1 })))] };
  const { dashboard } = shared(['cart', 'mail'], [row]);
  expect(pagesOf(dashboard).map(({ widgets }) => widgets.length > 300 && widgets.length <= 500)).toEqual([true, true]);
});

test('a page that is not needed any more stays, empty, so that no logical id changes', () => {
  let count = 600;
  const shrinking: IDashboardSection = { title: 'Own', slot: DashboardSlot.CUSTOM, widgets: service => texts(count).widgets(service) };
  const { dashboard } = shared(['cart'], [shrinking]);
  expect(dashboard.pageNames).toEqual(['ops', 'ops-2']);
  count = 1;
  dashboard.addSection(texts(1));
  expect(dashboard.pageNames).toEqual(['ops', 'ops-2']);
  expect(pagesOf(dashboard)[1].widgets).toEqual([]);
});

test('later pages change nothing about the first', () => {
  const idsOf = (names: string[]) => shared(names, [texts(200)]).dashboard.node.children.map(({ node }) => node.id);
  expect(idsOf(['cart'])).toEqual(['Resource']);
  expect(idsOf(['cart', 'mail', 'stock', 'till'])).toEqual(['Resource', 'Page2']);
});

test('the name of a page is no longer than a name may be', () => {
  const stack = new Stack(new App(), 'Shop');
  const opsDashboard = new OpsDashboard(stack, 'Ops', { dashboardName: 'o'.repeat(255), sections: [texts(600)] });
  serviceOver(stack, { resources: [probe(stack)], opsDashboard, catalog: probes({ id: 'faults' }) });
  expect(opsDashboard.pageNames).toEqual(['o'.repeat(255), `${'o'.repeat(253)}-2`]);
});

test('all pages are counted in the monthly cost of a service that has them to itself', () => {
  const stack = new Stack(new App(), 'Shop');
  probe(stack);
  const service = serviceOver(stack, { catalog: probes({ id: 'faults' }) });
  const dashboards = () => service.monthlyCost.items.find(({ what }) => /dashboard/.test(what))?.quantity;
  expect(dashboards()).toBe(2);
  service.perfDashboard.addSection(texts(600));
  expect(dashboards()).toBe(3);
});

describe('the widget of alarms', () => {
  const alarm = { threshold: Threshold.absolute(3), severity: Severity.TICKET, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY, cause: 'c', firstStep: 's' };

  /** The widgets of alarms of a service with so many. */
  function alarmWidgets(alarms: number) {
    const stack = new Stack(new App(), 'Shop');
    probe(stack);
    const signals = Array.from({ length: alarms }, (_, index) => ({ id: `s${index}`, alarm }));
    const service: ObservedService = serviceOver(stack, { catalog: probes(...signals) });
    expect(service.alarms).toHaveLength(alarms);
    return pagesOf(service.opsDashboard)[0].widgets.filter(({ type }) => type === 'alarm').map(({ properties }) => [properties.title, properties.alarms.length]);
  }

  test.each([
    [1, [['Alarms', 1]]], [100, [['Alarms', 100]]], [101, [['Alarms 1 of 2', 100], ['Alarms 2 of 2', 1]]], [250, [['Alarms 1 of 3', 100], ['Alarms 2 of 3', 100], ['Alarms 3 of 3', 50]]],
  ])('holds at most a hundred of %i', (alarms, expected) => {
    expect(alarmWidgets(alarms)).toEqual(expected);
  });

  test('is none without alarms', () => {
    const stack = new Stack(new App(), 'Shop');
    probe(stack);
    const service = serviceOver(stack, { catalog: probes({ id: 'faults' }) });
    expect(titlesOf(pagesOf(service.opsDashboard)[0])).toEqual(['# shop: operations', '## Errors', 'Probe: faults']);
    expect(service.perfDashboard).toBeInstanceOf(PerfDashboard);
  });
});
