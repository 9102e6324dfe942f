import { App, CfnParameter, Duration, Lazy, Stack, aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { BoundSignal, DashboardSlot, OpsDashboard, PerfDashboard, ServiceTier, Severity, Threshold, ThresholdOrigin } from '../../src';
import { dashboardsOf, misplaced, pagesOf, serviceOver, titlesOf, type DrawnDashboard } from '../support/dashboards';
import { inlineFunction, OrderStack } from '../support/order-service';
import { probe, probes } from '../support/signals';
import { strictApp } from '../support/strict-app';

const sales = new cloudwatch.Metric({ namespace: 'Business', metricName: 'Orders', statistic: 'Sum' });

describe('the dashboards of an order service', () => {
  const stack = new OrderStack(strictApp(), 'Shop');
  serviceOver(stack, { owner: 'payments-team', environment: 'prod', runbookBaseUrl: 'https://runbooks.example.com/shop', businessMetrics: { 'Orders taken': sales } });
  const all = dashboardsOf(stack);
  const { 'shop-prod-operations': ops, 'shop-prod-performance': perf } = all;
  const headings = ({ widgets }: DrawnDashboard) => widgets.flatMap(({ properties }) => properties.markdown?.match(/^#+ .*/m)?.[0] ?? []);
  const under = ({ widgets }: DrawnDashboard, heading: string) => {
    const first = widgets.findIndex(({ properties }) => properties.markdown === heading) + 1;
    const next = widgets.findIndex(({ type }, index) => index >= first && type === 'text');
    return widgets.slice(first, next < 0 ? undefined : next);
  };

  test('are two, named after service, environment and purpose', () => {
    expect(Object.keys(all).sort()).toEqual(['shop-prod-operations', 'shop-prod-performance']);
  });

  test('say who owns the service, how important it is and where its runbooks are', () => {
    const facts = '**Owner** payments-team · **Tier** 2 · **Runbooks** [https://runbooks.example.com/shop](https://runbooks.example.com/shop)';
    expect(ops.widgets[0].properties.markdown).toBe(`# shop (prod): operations\n\n${facts}`);
    expect(perf.widgets[0].properties.markdown).toBe(`# shop (prod): performance\n\n${facts}`);
  });

  test('have their sections in the order of the slots', () => {
    expect(headings(ops)).toEqual(['# shop (prod): operations', '## Alarms', '## Errors', '## Business', '## Runbooks']);
    expect(headings(perf)).toEqual(['# shop (prod): performance', '## Latency', '## Throughput', '## Utilisation', '## Cost', '## Business']);
  });

  test('look three hours back, with the periods of the charts', () => {
    for (const { start, periodOverride } of [ops, perf]) expect([start, periodOverride]).toEqual(['-PT3H', 'inherit']);
  });

  test('place every widget in the grid and off the others', () => {
    for (const { widgets } of [ops, perf]) expect(misplaced(widgets)).toEqual([]);
  });

  test('hold known types of widgets, each with a title or a text', () => {
    for (const { type, properties } of [...ops.widgets, ...perf.widgets]) {
      expect(['text', 'metric', 'alarm']).toContain(type);
      expect(properties.title ?? properties.markdown).not.toBe('');
      if (type === 'metric') expect(properties.region).toBe('AWS::Region');
    }
  });

  test('show the alarms by what changed last: the health alarm, then all the others', () => {
    const [health, alarms, ...more] = under(ops, '## Alarms');
    expect(more).toEqual([]);
    expect(health).toMatchObject({ type: 'alarm', properties: { title: 'Health', sortBy: 'stateUpdatedTimestamp' } });
    expect(health.properties.alarms).toEqual([expect.stringMatching(/^ServiceshopHealth\w+\.Arn$/)]);
    expect(alarms).toMatchObject({ type: 'alarm', properties: { title: 'Alarms', sortBy: 'stateUpdatedTimestamp' } });
    expect(alarms.properties.alarms.length).toBeGreaterThanOrEqual(13);
    expect([health.width + alarms.width, health.height]).toEqual([24, alarms.height]);
  });

  test('show errors on the one, and what takes long, comes in and fills up on the other', () => {
    expect(titlesOf({ ...ops, widgets: under(ops, '## Errors') })).toEqual([
      'Handler: Errors', 'Handler: Error rate', 'Api-DeploymentStage.prod: Errors', 'Orders: System errors', 'Orders: Conflicts', 'Account: User errors of the account', 'DeadLetters: Dead letters',
    ]);
    expect(titlesOf({ ...perf, widgets: under(perf, '## Latency') })).toEqual(expect.arrayContaining(['Handler: Duration', 'Orders: Latency', 'Queue: Age of the oldest message']));
    expect(titlesOf({ ...perf, widgets: under(perf, '## Throughput') })).toEqual(expect.arrayContaining(['Handler: Invocations', 'Queue: Message size']));
    expect(titlesOf({ ...perf, widgets: under(perf, '## Utilisation') })).toEqual(expect.arrayContaining(['Orders: Throttles']));
  });

  test('draw p50, p90 and p99 of what has percentiles', () => {
    const duration = perf.widgets.find(({ properties }) => properties.title === 'Handler: Duration')!;
    expect(duration.properties.metrics.map((row: any[]) => [row[1], row.at(-1).stat, row.at(-1).label])).toEqual([
      ['Duration', 'p50', 'Duration p50'], ['Duration', 'p90', 'Duration p90'], ['Duration', 'p99', 'Duration p99'],
    ]);
  });

  test('draw business metrics, both of them', () => {
    for (const dashboard of [ops, perf]) {
      const [orders, ...more] = under(dashboard, '## Business');
      expect(more).toEqual([]);
      expect(orders).toMatchObject({ type: 'metric', properties: { title: 'Orders taken', metrics: [['Business', 'Orders', { stat: 'Sum' }]] } });
    }
  });

  test('say what to do for each kind of alarm, once', () => {
    const { properties: { markdown } } = ops.widgets.at(-1)!;
    expect(markdown.match(/^### .*/gm)).toEqual(['### Lambda function', '### REST API stage', '### DynamoDB table', '### SQS dead-letter queue', '### SQS queue']);
    expect(markdown.match(/\*\*Error rate\*\*: An unhandled exception.+ \*First:\* Search the log group/g)).toHaveLength(1);
    // Latency has an alarm for each operation of the table, and one entry.
    expect(markdown.match(/\*\*Latency\*\*: Large items/g)).toHaveLength(1);
  });
});

describe('alarm thresholds', () => {
  const alarm = (threshold: Threshold, severity: Severity) => ({ threshold, severity, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY, cause: 'c', firstStep: 's' });

  test.each([[Severity.PAGE, '#d62728'], [Severity.TICKET, '#ff7f0e'], [Severity.INFO, '#7f7f7f']])('are lines; of severity %s in %s', (severity, color) => {
    const stack = new Stack(strictApp(), 'Shop');
    probe(stack);
    serviceOver(stack, { tier: ServiceTier.TIER_1, catalog: probes({ id: 'faults', title: 'Faults', alarm: alarm(Threshold.absolute(3), severity) }) });
    const { widgets } = dashboardsOf(stack)['shop-operations'];
    expect(widgets.find(({ type }) => type === 'metric')!.properties.annotations).toEqual({ horizontal: [{ label: 'Faults > 3', value: 3, color }] });
  });

  test('have the colour that they have in the environment', () => {
    const stack = new Stack(strictApp(), 'Shop');
    probe(stack);
    serviceOver(stack, { environment: 'dev', catalog: probes({ id: 'faults', title: 'Faults', alarm: alarm(Threshold.absolute(3), Severity.PAGE) }) });
    const { widgets } = dashboardsOf(stack)['shop-dev-operations'];
    expect(widgets.find(({ type }) => type === 'metric')!.properties.annotations.horizontal[0].color).toBe('#ff7f0e');
  });

  test('follow what they are a fraction of', () => {
    const stack = new Stack(strictApp(), 'Shop');
    const fn = inlineFunction(stack, 'Handler', { timeout: Duration.seconds(10) });
    serviceOver(stack);
    (fn.node.defaultChild as any).timeout = 20;
    const { widgets } = dashboardsOf(stack)['shop-performance'];
    const { annotations } = widgets.find(({ properties }) => properties.title === 'Handler: Duration')!.properties;
    expect(annotations.horizontal).toEqual([{ label: 'Duration p90 > 16000', value: 16_000, color: '#ff7f0e' }]);
  });

  test('are no lines where the alarm is switched off', () => {
    const stack = new Stack(strictApp(), 'Shop');
    inlineFunction(stack, 'Handler');
    serviceOver(stack, { overrides: { 'lambda-function.duration': { enabled: false } } });
    const { widgets } = dashboardsOf(stack)['shop-performance'];
    expect(widgets.find(({ properties }) => properties.title === 'Handler: Duration')!.properties).not.toHaveProperty('annotations');
  });
});

describe('a dashboard', () => {
  test('without a service is empty', () => {
    const stack = new Stack(strictApp(), 'Shop');
    new OpsDashboard(stack, 'Ops');
    expect(dashboardsOf(stack)).toEqual({ 'Shop-Ops-operations': { start: '-PT3H', periodOverride: 'inherit', widgets: [] } });
  });

  test('looks back as far as it is told, and has the variables that it is given', () => {
    const stack = new Stack(strictApp(), 'Shop');
    const stage = new cloudwatch.DashboardVariable({
      id: 'stage', type: cloudwatch.VariableType.PROPERTY, inputType: cloudwatch.VariableInputType.SELECT, value: 'Stage', label: 'The "stage"',
      values: cloudwatch.Values.fromValues({ label: 'Production', value: 'prod' }), defaultValue: cloudwatch.DefaultValue.value('prod'),
    });
    const perfDashboard = new PerfDashboard(stack, 'Perf', { defaultInterval: Duration.days(2), variables: [stage, stage] });
    inlineFunction(stack, 'Handler');
    serviceOver(stack, { perfDashboard });
    const { start, variables } = dashboardsOf(stack)['Shop-Perf-performance'];
    expect(start).toBe('-P2D');
    expect(variables).toEqual(Array(2).fill(expect.objectContaining({
      id: 'stage', type: 'property', property: 'Stage', inputType: 'select', label: 'The "stage"', defaultValue: 'prod', values: [{ label: 'Production', value: 'prod' }],
    })));
  });

  test('is JSON, though what stands for a text holds quotes and line ends', () => {
    const stack = new Stack(strictApp(), 'Shop');
    inlineFunction(stack, 'Handler', { functionName: Lazy.string({ produce: () => 'handler' }) });
    const owner = Lazy.string({ produce: () => 'the "A" team\nand \\ others' });
    serviceOver(stack, { owner, applyTags: false });
    const { widgets } = dashboardsOf(stack)['shop-operations'];
    expect(widgets[0].properties.markdown).toContain('**Owner** the "A" team\nand \\ others · ');
  });

  test('leaves to deployment what only deployment can tell', () => {
    const stack = new Stack(strictApp(), 'Shop');
    inlineFunction(stack, 'Handler');
    serviceOver(stack, { runbookBaseUrl: new CfnParameter(stack, 'Runbooks').valueAsString });
    expect(dashboardsOf(stack)['shop-operations'].widgets[0].properties.markdown).toContain('[Runbooks](Runbooks)');
  });

  test('is the same in every run, and when it is synthesized again', () => {
    const make = () => {
      const stack = new OrderStack(strictApp(), 'Shop');
      serviceOver(stack, { businessMetrics: { Orders: sales } });
      return stack;
    };
    const stack = make();
    const first = dashboardsOf(stack);
    (stack.node.root as App).synth({ force: true });
    expect(dashboardsOf(stack)).toEqual(first);
    expect(JSON.stringify(dashboardsOf(make()))).toBe(JSON.stringify(first));
  });

  test('is drawn once, however often its template is resolved', () => {
    const stack = new OrderStack(strictApp(), 'Shop');
    const service = serviceOver(stack);
    const models = jest.spyOn(BoundSignal.prototype, '_model');
    const drawn = dashboardsOf(stack);
    const calls = models.mock.calls.length;
    const rows = Object.values(drawn).flatMap(({ widgets }) => widgets).filter(({ type }) => type === 'metric');
    expect(calls).toBeGreaterThanOrEqual(rows.length);
    (stack.node.root as App).synth({ force: true });
    pagesOf(service.opsDashboard);
    // Each synthesis writes the runbooks, which tell the metric of each alarm.
    expect(models.mock.calls.length - calls).toBe(service.alarms.length);
  });

  test('is drawn anew when a service takes in more', () => {
    const stack = new Stack(new App(), 'Shop');
    inlineFunction(stack, 'Handler');
    const service = serviceOver(stack);
    expect(titlesOf(pagesOf(service.perfDashboard)[0])).not.toContain('Late: Duration');
    service.observe(inlineFunction(stack, 'Late'));
    expect(titlesOf(pagesOf(service.perfDashboard)[0])).toEqual(expect.arrayContaining(['Handler: Duration', 'Late: Duration']));
    expect(titlesOf(pagesOf(service.opsDashboard)[0])).toContain('Late: Errors');
  });
});

describe('services that share a pair of dashboards', () => {
  const stack = new Stack(strictApp(), 'Shop');
  const [opsDashboard, perfDashboard] = [new OpsDashboard(stack, 'Ops'), new PerfDashboard(stack, 'Perf')];
  for (const serviceName of ['cart', 'mail', 'stock']) {
    serviceOver(stack, { serviceName, resources: [inlineFunction(stack, `${serviceName}Handler`)], opsDashboard, perfDashboard });
  }
  const all = dashboardsOf(stack);

  test('make no others', () => {
    expect(Object.keys(all).sort()).toEqual(['Shop-Ops-operations', 'Shop-Perf-performance']);
  });

  test('stand one below the other, each with its own', () => {
    const titles = titlesOf(all['Shop-Ops-operations']);
    expect(titles.filter(title => /^# /.test(title))).toEqual(['# cart: operations', '# mail: operations', '# stock: operations']);
    const mail = titles.slice(titles.indexOf('# mail: operations'), titles.indexOf('# stock: operations'));
    expect(mail).toEqual(['# mail: operations', '## Alarms', 'Health', 'Alarms', '## Errors', 'mailHandler: Errors', 'mailHandler: Error rate', '## Runbooks']);
    for (const { widgets } of Object.values(all)) expect(misplaced(widgets)).toEqual([]);
  });
});

test('dashboards of any services with any sections stay in the grid', () => {
  const sections = fc.array(fc.record({
    slot: fc.constantFrom(...Object.values(DashboardSlot)),
    sizes: fc.array(fc.tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 12 })), { maxLength: 5 }),
  }), { maxLength: 4 });
  const service = fc.record({ functions: fc.nat(2), order: fc.boolean() }).filter(({ functions, order }) => functions > 0 || order);
  const services = fc.array(service, { minLength: 1, maxLength: 3 });
  fc.assert(fc.property(services, sections, (all, own) => {
    const app = new App();
    const shared = new Stack(app, 'Shared');
    const props = {
      sections: own.map(({ slot, sizes }, index) => ({
        slot, title: `Own ${index}`, widgets: () => sizes.map(([width, height]) => new cloudwatch.TextWidget({ markdown: 'x', width, height })),
      })),
    };
    const [opsDashboard, perfDashboard] = [new OpsDashboard(shared, 'Ops', props), new PerfDashboard(shared, 'Perf', props)];
    all.forEach(({ functions, order }, index) => {
      const stack = order ? new OrderStack(app, `Shop${index}`) : new Stack(app, `Shop${index}`);
      for (let which = 0; which < functions; which++) inlineFunction(stack, `Fn${which}`);
      serviceOver(stack, { serviceName: `shop${index}`, opsDashboard, perfDashboard, businessMetrics: { Orders: sales } });
    });
    for (const dashboard of [opsDashboard, perfDashboard]) {
      const [page, ...more] = pagesOf(dashboard);
      expect(more).toEqual([]);
      expect(misplaced(page.widgets)).toEqual([]);
      const drawn = own.reduce((sum, { sizes }) => sum + sizes.length, 0) * all.length;
      expect(page.widgets.filter(({ properties }) => properties.markdown === 'x')).toHaveLength(drawn);
    }
  }), { numRuns: 12 });
});
