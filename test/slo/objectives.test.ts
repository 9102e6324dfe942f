import { App, Duration, Stack, aws_apigateway as apigateway, aws_cloudwatch as cloudwatch, aws_sns as sns, aws_sqs as sqs } from 'aws-cdk-lib';
import {
  AlarmRoute, BurnRate, CalendarUnit, Journey, Objective, ObjectiveWindow, ObservedService, RealUserMonitor, ServiceLevelIndicator,
  SloBackend, SloExclusionWindow,
  WebVital, type ObservedServiceProps,
} from '../../src';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { alarmsOf, bodyOf, deployed, resourcesOf, templateOf } from '../support/templates';

const SLO = 'AWS::ApplicationSignals::ServiceLevelObjective';

function shop(objectives: Objective[], props: Partial<ObservedServiceProps> = {}) {
  const app = strictApp();
  const stack = new Stack(app, 'Shop', { env: { account: '123456789012', region: 'eu-west-1' } });
  const api = new apigateway.RestApi(stack, 'Api', { restApiName: 'shop' });
  api.root.addMethod('GET');
  new sqs.Queue(stack, 'Orders');
  const topic = new sns.Topic(stack, 'OnCall');
  const service = new ObservedService(stack, 'Service', {
    serviceName: 'shop', owner: 'shop-team', environment: 'prod', routes: [AlarmRoute.toTopic(topic)], exclude: [], objectives, ...props,
  });
  return { app, stack, api, service, template: () => templateOf(synthesizeStrictly(app), 'Shop') };
}

const availability = Objective.availability(99.9);

test('an objective of availability counts requests, and needs nothing that is not there at the first deployment', () => {
  const { template, service } = shop([availability]);
  const [[, { Properties }]] = resourcesOf(template(), SLO);
  expect(Properties).toMatchObject({
    Name: 'shop-prod-availability',
    Goal: { AttainmentGoal: 99.9, WarningThreshold: 50, Interval: { RollingInterval: { Duration: 30, DurationUnit: 'DAY' } } },
    RequestBasedSli: {
      RequestBasedSliMetric: {
        MonitoredRequestCountMetric: {
          BadCountMetric: [
            { MetricStat: { Metric: { MetricName: '5XXError' }, Stat: 'Sum', Period: 60 }, ReturnData: false }, { Expression: 'FILL(errors,0)', ReturnData: true },
          ],
        },
        TotalRequestCountMetric: [{ MetricStat: { Metric: { MetricName: 'Count' }, Stat: 'SampleCount' }, ReturnData: true }],
      },
    },
  });
  expect(Properties.BurnRateConfigurations).toHaveLength(7);
  expect(Properties.RequestBasedSli.RequestBasedSliMetric.KeyAttributes).toBeUndefined();
  expect(service.slos.map(({ sloName, goal }) => [sloName, goal])).toEqual([['shop-prod-availability', 99.9]]);
});

test('only the composites and the budget act; pairs have no actions', () => {
  const { template } = shop([availability]);
  const synthesized = template();
  const burn = alarmsOf(synthesized).filter(([, { Properties }]) => /slo-burn/.test(Properties.AlarmName));
  expect(burn).toHaveLength(8);
  expect(burn.filter(([, { Properties }]) => Properties.AlarmActions)).toEqual([]);
  const acting = [...resourcesOf(synthesized, 'AWS::CloudWatch::CompositeAlarm'), ...alarmsOf(synthesized)]
    .filter(([, { Properties }]) => /slo-/.test(Properties.AlarmName) && Properties.AlarmActions).map(([, { Properties }]) => Properties.AlarmName);
  expect(acting.sort()).toEqual(['shop-prod-slo-budget-availability', 'shop-prod-slo-page-availability', 'shop-prod-slo-ticket-availability']);
});

test('a composite pairs the long and the short window of each row', () => {
  const { template } = shop([Objective.availability(99.9, { minimumBadEvents: 1 })]);
  const synthesized = template();
  const names = Object.fromEntries(alarmsOf(synthesized).map(([id, { Properties }]) => [id,
    Properties.AlarmName.replace('shop-prod-slo-burn-availability-', '')]));
  const page = resourcesOf(synthesized, 'AWS::CloudWatch::CompositeAlarm').find(([,
    { Properties }]) => Properties.AlarmName === 'shop-prod-slo-page-availability')!;
  const rule = deployed(page[1].Properties.AlarmRule).replace(/ALARM\("(\w+)(\.Arn)?"\)/g, (_, id) => names[id]);
  expect(rule).toBe('((page-1h-long AND page-1h-short) OR (page-6h-long AND page-6h-short))');
});

test('latency with a percentile counts the requests under the threshold', () => {
  const { template } = shop([Objective.latency({ percentile: 99, threshold: Duration.millis(300) })]);
  const [[, { Properties }]] = resourcesOf(template(), SLO);
  expect(Properties.Name).toBe('shop-prod-latency-p99');
  expect(Properties.Goal.AttainmentGoal).toBe(99);
  const { GoodCountMetric: good } = Properties.RequestBasedSli.RequestBasedSliMetric.MonitoredRequestCountMetric;
  expect(good.map(({ Expression, MetricStat, ReturnData }: any) => Expression ?? [MetricStat.Stat, ReturnData])).toEqual([['PR(:300)', false],
    ['SampleCount', false], 'share*total/100']);
});

test('a share of requests is the other way to say it', () => {
  const { template } = shop([Objective.latency({ goal: 99.5, threshold: Duration.seconds(2), id: 'checkout-latency' })]);
  const [[, { Properties }]] = resourcesOf(template(), SLO);
  expect(Properties).toMatchObject({ Name: 'shop-prod-checkout-latency', Goal: { AttainmentGoal: 99.5 } });
  expect(JSON.stringify(Properties)).toContain('PR(:2000)');
});

test('throughput and freshness judge minutes, and their names and logical ids say so', () => {
  const { template, stack } = shop([Objective.throughput({ perSecond: 100 })]);
  const [[logicalId, { Properties }]] = resourcesOf(template(), SLO);
  expect(Properties).toMatchObject({
    Name: 'shop-prod-throughput-periods', Sli: {
      MetricThreshold: 100,
      ComparisonOperator: 'GreaterThanOrEqualTo',
    },
  });
  expect(Properties.Sli.SliMetric.MetricDataQueries.at(-1).Expression).toBe('FILL(x,0)/PERIOD(x)');
  expect(logicalId).toMatch(/throughputPeriods/);
  expect(stack.node.tryFindChild('Service')?.node.tryFindChild('Objective-throughput')).toBeDefined();
});

test('runs of a canary and page views of real users have objectives as well', () => {
  const { app, stack } = shop([]);
  const pages = new RealUserMonitor(stack, 'Pages', { appMonitorName: 'shop', domains: ['shop.example.com'] });
  const { slos } = new ObservedService(stack, 'Front', {
    serviceName: 'front', owner: 'shop-team', resources: [pages], routes: [],
    journeys: [Journey.heartbeat('browse', { url: 'https://shop.example.com/' })],
    objectives: [Objective.canary(99), Objective.rum({ vital: WebVital.LARGEST_CONTENTFUL_PAINT })],
  });
  expect(slos.map(({ description }) => description)).toEqual([
    expect.stringMatching(/canary .*browse: 99% of runs succeed$/), expect.stringMatching(/app monitor Pages: at most 2500 ms for 75% of page views/),
  ]);
  const metrics = JSON.stringify(resourcesOf(templateOf(synthesizeStrictly(app), 'Shop'), SLO));
  expect(metrics).toContain('SuccessPercent');
  expect(metrics).toContain('PR(:2500)');
});

test('an objective of the user counts what the user says', () => {
  const metric = (metricName: string) => new cloudwatch.Metric({ namespace: 'Shop', metricName, statistic: 'Sum' });
  const bad = new cloudwatch.MathExpression({
    expression: 'a+b', usingMetrics: {
      a: metric('Declined'),
      b: new cloudwatch.MathExpression({ expression: 'FILL(x,0)', usingMetrics: { x: metric('Lost') } }),
    },
  });
  const { template } = shop([Objective.custom({
    id: 'payments', goal: 99, indicator: ServiceLevelIndicator.requests({
      bad,
      total: metric('Payments'),
    }),
  })]);
  const [[, { Properties }]] = resourcesOf(template(), SLO);
  const queries = Properties.RequestBasedSli.RequestBasedSliMetric.MonitoredRequestCountMetric.BadCountMetric;
  expect(queries.map(({ Id, Expression, MetricStat }: any) => [Id, Expression ?? MetricStat.Metric.MetricName])).toEqual([['a', 'Declined'],
    ['b_x', 'Lost'], ['bad', 'a+(FILL(b_x,0))']]);
});

test('without Application Signals, alarms watch the metrics themselves, over windows that alarms can have', () => {
  const { template } = shop([Objective.availability(99.9, { backend: SloBackend.CLOUDWATCH })]);
  const synthesized = template();
  expect(resourcesOf(synthesized, SLO)).toEqual([]);
  const burn = alarmsOf(synthesized).filter(([, { Properties }]) => /slo-burn/.test(Properties.AlarmName)).map(([, { Properties }]) => Properties);
  const long = burn.find(({ AlarmName }) => AlarmName.endsWith('page-1h-long'))!;
  expect(long).toMatchObject({
    Threshold: 0.0144, EvaluationPeriods: 1, ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    TreatMissingData: 'notBreaching',
  });
  expect(long.Metrics[0].Expression).toBe('IF(total>0 AND (FILL(bad_errors,0))>=2,(FILL(bad_errors,0))/total,0)');
  expect(burn.map(({ Metrics }) => Metrics[1].MetricStat.Period).sort((a, b) => a - b)).toEqual([300, 1800, 3600, 7200, 21_600, 21_600, 86_400,
    259_200]);
  const budget = alarmsOf(synthesized).find(([, { Properties }]) => /slo-budget/.test(Properties.AlarmName))![1].Properties;
  expect(budget.Metrics[1].MetricStat.Period).toBe(604_800);
  expect(budget.Threshold).toBeCloseTo(0.001 * 30 / 7);
  expect(budget.AlarmDescription).toContain('Counts the last 7d only');
});

test('judged minutes become hours where the window is longer than an alarm on minutes may look back', () => {
  const { template } = shop([Objective.throughput({ perSecond: 10, backend: SloBackend.CLOUDWATCH })]);
  const burn = alarmsOf(template()).filter(([, { Properties }]) => /slo-burn.*(1d|3d)-long/.test(Properties.AlarmName))
    .map(([, { Properties }]) => [Properties.Metrics.find((query: any) => query.MetricStat).MetricStat.Period, Properties.EvaluationPeriods,
      Properties.DatapointsToAlarm]);
  expect(burn).toEqual([[60, 1440, 44], [3600, 72, 1]]);
});

test('windows, exclusions and warnings are rendered as Application Signals has them', () => {
  const { template } = shop([Objective.availability(99.9, {
    window: ObjectiveWindow.calendar(CalendarUnit.MONTH, 3, '2026-01-01'), warningThreshold: 30,
    exclusionWindows: [SloExclusionWindow.of({
      duration: Duration.hours(2), reason: 'maintenance', start: '2026-12-24T18:00:00Z',
      recurrence: 'cron(0 2 ? * SUN *)',
    })],
  })]);
  const [[, { Properties }]] = resourcesOf(template(), SLO);
  expect(Properties.Goal).toEqual({
    AttainmentGoal: 99.9, WarningThreshold: 30, Interval: {
      CalendarInterval: {
        StartTime: 1_767_225_600,
        DurationUnit: 'MONTH', Duration: 3,
      },
    },
  });
  expect(Properties.ExclusionWindows).toEqual([{
    Window: { Duration: 120, DurationUnit: 'MINUTE' }, Reason: 'maintenance', StartTime: '2026-12-24T18:00:00Z',
    RecurrenceRule: { Expression: 'cron(0 2 ? * SUN *)' },
  }]);
});

test('nobody is woken up for an environment that pages nobody: one composite opens tickets for all rows', () => {
  const { template, service } = shop([availability], { environment: 'dev' });
  const composites = resourcesOf(template(), 'AWS::CloudWatch::CompositeAlarm').map(([, { Properties }]) => Properties.AlarmName);
  expect(composites.filter(name => /slo-/.test(name))).toEqual(['shop-dev-slo-ticket-availability']);
  expect(service.slos[0].pageAlarm).toBeUndefined();
});

test('objectives are drawn on both dashboards', () => {
  const { template } = shop([availability, Objective.latency({
    percentile: 99, threshold: Duration.millis(300), backend: SloBackend.CLOUDWATCH,
    requestsPerSecond: 8000,
  })]);
  for (const [, dashboard] of resourcesOf(template(), 'AWS::CloudWatch::Dashboard')) {
    const titles = bodyOf(dashboard).widgets.map(({ properties }: any) => properties.title);
    expect(titles).toEqual(expect.arrayContaining(['shop-prod-availability: error budget left', 'shop-prod-availability: burn rate',
      'shop-prod-latency-p99: error budget left']));
    expect(JSON.stringify(bodyOf(dashboard))).toContain('at 8,000 requests a second');
  }
});

test('what an objective costs is in the estimate', () => {
  const without = shop([]).service.monthlyCost;
  const { items } = shop([availability]).service.monthlyCost;
  const quantity = (what: string, of: typeof items) => of.find(item => item.what === what)!.quantity;
  expect(quantity('alarm metrics', items) - quantity('alarm metrics', without.items)).toBe(8 + 2 + 1);
  expect(quantity('composite alarms', items) - quantity('composite alarms', without.items)).toBe(2);
});

describe('what is measured', () => {
  const two = () => {
    const stack = new Stack(new App(), 'Shop');
    const apis = ['A', 'B'].map(id => {
      const api = new apigateway.RestApi(stack, id, { restApiName: id });
      api.root.addMethod('GET');
      return api;
    });
    const make = (objective: Objective) => new ObservedService(stack, 'Service', {
      serviceName: 'shop', owner: 'o', objectives: [objective],
      routes: [],
    });
    return { apis, make };
  };

  test('two APIs are as near to users as each other, so the objective has to say which', () => {
    const { make } = two();
    expect(() => make(availability)).toThrow(/objective 'availability'.*received 'REST API stage A-.*, REST API stage B-.*Name the one that is meant as resource/);
  });

  test('the one that is named is measured', () => {
    const { apis, make } = two();
    const { slos } = make(Objective.availability(99, { resource: apis[1] }));
    expect(slos[0].description).toContain('REST API stage B-');
  });

  test('a resource of another service is not', () => {
    const { make } = two();
    const elsewhere = new sqs.Queue(new Stack(), 'Elsewhere');
    expect(() => make(Objective.availability(99, { resource: elsewhere }))).toThrow(/no indicator of AVAILABILITY in this service.*received 'Default\/Elsewhere'.*valid: REST API stage A-/);
  });

  test('a service without an indicator is told what to do', () => {
    const stack = new Stack(new App(), 'Shop');
    new sns.Topic(stack, 'Topic');
    expect(() => new ObservedService(stack, 'Service', {
      serviceName: 'shop', owner: 'o',
      objectives: [Objective.rum({ vital: WebVital.INTERACTION_TO_NEXT_PAINT })], routes: [],
    }))
      .toThrow(/no resource of the service has an indicator of WEB_VITAL.*sns-topic.*Objective\.custom/);
  });
});

test.each<[string, () => unknown, RegExp]>([
  ['a goal of 100%', () => Objective.availability(100), /Objective\.availability.*goal.*received 100.*no error budget/],
  ['a goal of 400%', () => Objective.availability(400), /goal.*received 400.*below 100/],
  ['a goal of 0', () => Objective.canary(0), /Objective\.canary.*goal.*received 0/],
  ['a goal that is a share of 1', () => Objective.availability(NaN), /goal.*received NaN/],
  ['neither percentile nor goal', () => Objective.latency({ threshold: Duration.millis(1) }), /exactly one of percentile and goal.*none/],
  ['both percentile and goal', () => Objective.latency({ threshold: Duration.millis(1), percentile: 99, goal: 99 }), /exactly one.*both/],
  ['a threshold of nothing', () => Objective.latency({ threshold: Duration.millis(0), goal: 99 }), /threshold is not a time/],
  ['a rate of nothing', () => Objective.throughput({ perSecond: 0 }), /perSecond.*received 0/],
  ['an id with a space', () => Objective.availability(99, { id: 'my shop' }), /id.*my shop.*lower-case/],
  ['a load of nothing', () => Objective.availability(99, { requestsPerSecond: -1 }), /requestsPerSecond.*received -1/],
  ['a window of a minute', () => ObjectiveWindow.rolling(Duration.minutes(1)), /rolling.*1 minute.*whole hours/],
  ['a window of two years', () => ObjectiveWindow.rolling(Duration.days(800)), /800 days.*366 days/],
  ['the 30th of February', () => ObjectiveWindow.calendar(CalendarUnit.MONTH, 1, '2026-02-30'), /2026-02-30.*ISO 8601/],
  ['no months', () => ObjectiveWindow.calendar(CalendarUnit.MONTH, 0, '2026-01-01'), /received 0.*1 to 12/],
  ['an exclusion without a reason', () => SloExclusionWindow.of({ duration: Duration.hours(1), reason: ' ' }), /reason is empty/],
  ['an exclusion every fortnight', () => SloExclusionWindow.of({ duration: Duration.hours(1), reason: 'r', recurrence: 'every fortnight' }),
    /recurrence.*every fortnight.*rate\(7 days\)/],
  ['an exclusion from tomorrow', () => SloExclusionWindow.of({ duration: Duration.hours(1), reason: 'r', start: 'tomorrow' }),
    /start.*tomorrow.*ISO 8601/],
  ['two objectives of one id', () => shop([availability, Objective.availability(99)]), /two objectives have the same id.*availability/],
  ['a burn rate that the goal never reaches', () => shop([Objective.availability(90, {
    burnRates: [BurnRate.atLeast(14.4,
      { longWindow: Duration.hours(1) })],
  })]), /burnRates.*14\.4.*valid: 1 to 10/],
  ['a warning at 100%', () => shop([Objective.availability(90, { warningThreshold: 100 })]), /warningThreshold.*100.*below 100/],
  ['half an event', () => shop([Objective.availability(90, { minimumBadEvents: 0.5 })]), /minimumBadEvents.*0\.5/],
  ['a calendar without Application Signals', () => shop([Objective.availability(90, {
    backend: SloBackend.CLOUDWATCH,
    window: ObjectiveWindow.calendar(CalendarUnit.MONTH, 1, '2026-01-01'),
  })]),
  /no calendar windows.*APPLICATION_SIGNALS/],
  ['eleven exclusions', () => shop([Objective.availability(90,
    { exclusionWindows: Array(11).fill(SloExclusionWindow.of({ duration: Duration.hours(1), reason: 'r' })) })]), /exclusionWindows.*11.*10 at most/],
])('refuses %s', (_, make, message) => {
  expect(make).toThrow(message);
});
