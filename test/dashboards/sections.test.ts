import { App, Stack, Token, aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { DashboardSlot, OpsDashboard, PerfDashboard, type DashboardServiceInfo, type IDashboardSection } from '../../src';
import { dashboardsOf, misplaced, pagesOf, serviceOver, titlesOf } from '../support/dashboards';
import { inlineFunction } from '../support/order-service';
import { strictApp } from '../support/strict-app';

const { TextWidget } = cloudwatch;

const section = (slot: DashboardSlot, ...widgets: cloudwatch.IWidget[]): IDashboardSection => ({ title: `Own ${slot}`, slot, widgets: () => widgets });

function fixture(app = new App()) {
  const stack = new Stack(app, 'Shop');
  inlineFunction(stack, 'Handler');
  return stack;
}

/** The first page of an operations dashboard of one function, with a section that draws these widgets. */
function drawn(...widgets: cloudwatch.IWidget[]) {
  const stack = fixture();
  const opsDashboard = new OpsDashboard(stack, 'Ops', { sections: [section(DashboardSlot.CUSTOM, ...widgets)] });
  serviceOver(stack, { opsDashboard });
  return pagesOf(opsDashboard)[0];
}

describe('a section of the user', () => {
  const everywhere = Object.values(DashboardSlot).map(slot => section(slot, new TextWidget({ markdown: 'own' })));

  test('stands at its place, after what the dashboard draws there itself', () => {
    const stack = fixture(strictApp());
    const [opsDashboard, perfDashboard] = [new OpsDashboard(stack, 'Ops', { sections: everywhere }), new PerfDashboard(stack, 'Perf', { sections: everywhere })];
    const business = new cloudwatch.Metric({ namespace: 'Business', metricName: 'Orders' });
    serviceOver(stack, { opsDashboard, perfDashboard, businessMetrics: { Orders: business } });
    const headings = (name: string) => titlesOf(dashboardsOf(stack)[name]).filter(title => title.startsWith('#'));
    expect(headings('Shop-Ops-operations')).toEqual([
      '# shop: operations', '## Own HEADER', '## Alarms', '## Own ALARMS', '## Own DELIVERY', '## Own OBJECTIVES', '## Errors', '## Own ERRORS',
      '## Own LATENCY', '## Own TRAFFIC', '## Own SATURATION', '## Own CACHES', '## Own SCALING', '## Own COST', '## Business', '## Own BUSINESS', '## Own CUSTOM', '## Runbooks', '## Own RUNBOOKS',
    ]);
    expect(headings('Shop-Perf-performance')).toEqual([
      '# shop: performance', '## Own HEADER', '## Own ALARMS', '## Own DELIVERY', '## Own OBJECTIVES', '## Own ERRORS', '## Latency', '## Own LATENCY',
      '## Throughput', '## Own TRAFFIC', '## Utilisation', '## Own SATURATION', '## Own CACHES', '## Own SCALING', '## Cost', '## Own COST', '## Business', '## Own BUSINESS', '## Own CUSTOM',
      '## Own RUNBOOKS',
    ]);
  });

  test('is asked for the widgets of each service', () => {
    const stack = fixture();
    const asked: DashboardServiceInfo[] = [];
    const opsDashboard = new OpsDashboard(stack, 'Ops', {
      sections: [{
        title: 'Own', slot: DashboardSlot.CUSTOM, widgets: service => {
          asked.push(service);
          return [new TextWidget({ markdown: `of ${service.serviceName}` })];
        },
      }],
    });
    serviceOver(stack, { serviceName: 'cart', opsDashboard });
    serviceOver(stack, { serviceName: 'mail', environment: 'prod', opsDashboard });
    expect(asked).toEqual([{ serviceName: 'cart', environment: 'default' }, { serviceName: 'mail', environment: 'prod' }]);
    expect(titlesOf(pagesOf(opsDashboard)[0])).toEqual(expect.arrayContaining(['of cart', 'of mail']));
  });

  test('without widgets for a service has no heading there', () => {
    const stack = fixture();
    const opsDashboard = new OpsDashboard(stack, 'Ops', { sections: [section(DashboardSlot.CUSTOM)] });
    serviceOver(stack, { opsDashboard });
    expect(titlesOf(pagesOf(opsDashboard)[0])).not.toContain('## Own CUSTOM');
  });

  test('may come after the services', () => {
    const stack = fixture();
    const service = serviceOver(stack);
    service.opsDashboard.addSection(section(DashboardSlot.HEADER, new TextWidget({ markdown: 'late' })));
    expect(titlesOf(pagesOf(service.opsDashboard)[0]).slice(0, 3)).toEqual(['# shop: operations', '## Own HEADER', 'late']);
  });

  test('is drawn once: a widget is asked twice for its JSON, to count its metrics and to draw it', () => {
    const stack = fixture(strictApp());
    const widget = new TextWidget({ markdown: 'own' });
    const toJson = jest.spyOn(widget, 'toJson');
    const widgets = jest.fn(() => [widget]);
    const opsDashboard = new OpsDashboard(stack, 'Ops', { sections: [{ title: 'Own', slot: DashboardSlot.CUSTOM, widgets }] });
    serviceOver(stack, { opsDashboard });
    dashboardsOf(stack);
    (stack.node.root as App).synth({ force: true });
    expect(widgets).toHaveBeenCalledTimes(1);
    expect(toJson).toHaveBeenCalledTimes(2);
  });

  test('may give the same widget to several services', () => {
    const stack = fixture();
    const opsDashboard = new OpsDashboard(stack, 'Ops', { sections: [section(DashboardSlot.CUSTOM, new TextWidget({ markdown: 'own' }))] });
    for (const serviceName of ['cart', 'mail']) serviceOver(stack, { serviceName, opsDashboard });
    const [page] = pagesOf(opsDashboard);
    expect(page.widgets.filter(({ properties }) => properties.markdown === 'own')).toHaveLength(2);
    expect(misplaced(page.widgets)).toEqual([]);
  });
});

describe('widgets of the user', () => {
  const text = (width: number, height: number) => new TextWidget({ markdown: `${width}×${height}`, width, height });

  test('may be rows and columns', () => {
    const { widgets } = drawn(new cloudwatch.Column(text(8, 2), text(8, 3)), new cloudwatch.Row(text(4, 5), text(4, 5), text(12, 1)), text(8, 1));
    const [first, ...more] = widgets.slice(widgets.findIndex(({ properties }) => properties.markdown === '8×2'));
    const at = ({ x, y, properties }: typeof first) => [properties.markdown, x, y - first.y];
    expect([first, ...more].slice(0, 6).map(at)).toEqual([['8×2', 0, 0], ['8×3', 0, 2], ['4×5', 0, 5], ['4×5', 4, 5], ['12×1', 8, 5], ['8×1', 0, 10]]);
    expect(misplaced(widgets)).toEqual([]);
  });

  test('that draw nothing leave a gap', () => {
    const { widgets } = drawn(text(6, 2), new cloudwatch.Spacer({ width: 6, height: 2 }), text(6, 2), new cloudwatch.Spacer());
    expect(widgets.filter(({ properties }) => properties.markdown === '6×2').map(({ x }) => x)).toEqual([0, 12]);
  });

  test('may hold what only deployment can tell, quotes, and literals that are late', () => {
    const stack = fixture();
    const late = Token.asString({ resolve: () => 'a "late" text' });
    const opsDashboard = new OpsDashboard(stack, 'Ops', { sections: [section(DashboardSlot.CUSTOM, new TextWidget({ markdown: `"${stack.stackId}" ${late}` }))] });
    serviceOver(stack, { opsDashboard });
    expect(titlesOf(pagesOf(opsDashboard)[0])).toContain('"AWS::StackId" a "late" text');
  });

  test('wider than a dashboard are refused', () => {
    const wide: cloudwatch.IWidget = { width: 25, height: 1, position: () => undefined, toJson: () => [] };
    expect(() => drawn(wide)).toThrow('[Shop/Ops] section \'Own CUSTOM\': a widget is wider than a dashboard; received 25; valid: 24 at most.');
  });

  test('with more metrics than a widget holds are refused', () => {
    const graph = (metrics: number) => new cloudwatch.GraphWidget({
      left: Array.from({ length: metrics }, (_, index) => new cloudwatch.Metric({ namespace: 'Own', metricName: `m${index}` })),
    });
    expect(drawn(graph(500)).widgets.find(({ type }) => type === 'metric')).toBeDefined();
    expect(() => drawn(graph(501))).toThrow('[Shop/Ops] section \'Own CUSTOM\': a widget has too many metrics; received 501; valid: 500 at most.');
  });
});
