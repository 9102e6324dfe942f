import { App, Duration, Stack, Token, aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import {
  BurnRate, DiscoveredMetric, GoodPeriod, ServiceLevelIndicator, ServiceLevelObjective, Severity, SloBackend, type DiscoveredIndicatorProps,
  type ServiceLevelObjectiveProps,
} from '../../src';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { resourcesOf, templateOf } from '../support/templates';

const SLO = 'AWS::ApplicationSignals::ServiceLevelObjective';
const metric = (metricName: string, props: Partial<cloudwatch.MetricProps> = {}) => new cloudwatch.Metric({
  namespace: 'Shop', metricName,
  statistic: 'Sum', ...props,
});
const requests = ServiceLevelIndicator.requests({ bad: metric('Failed'), total: metric('All') });
const latency = ServiceLevelIndicator.periods({ metric: metric('Latency', { statistic: 'p99' }), threshold: 300 });

function slo(props: Partial<ServiceLevelObjectiveProps> = {}) {
  const app = strictApp();
  const stack = new Stack(app, 'Shop', { env: { account: '123456789012', region: 'eu-west-1' } });
  const made = new ServiceLevelObjective(stack, 'Slo', { sloName: 'shop orders', serviceName: 'shop', goal: 99.9, indicator: requests, ...props });
  const properties = (): Array<Record<string, any>> => resourcesOf(templateOf(synthesizeStrictly(app), 'Shop'), SLO).map(([logicalId, { Properties }]) => ({
    logicalId,
    ...Properties,
  }));
  return { stack, made, properties };
}

const discovered = (props: Partial<DiscoveredIndicatorProps> = {}) => ServiceLevelIndicator.discovered({
  service: 'orders', environment: 'ecs:prod', operation: 'GET /orders', metric: DiscoveredMetric.AVAILABILITY, alreadyDiscovered: true, ...props,
});

test('switching the kind changes the logical id and the name, as one cannot be updated to the other', () => {
  const [counted] = slo().properties();
  const [judged] = slo({ indicator: latency }).properties();
  expect(counted.logicalId).not.toBe(judged.logicalId);
  expect([counted.Name, judged.Name]).toEqual(['shop orders', 'shop orders-periods']);
});

test('a period is good at or below the threshold, unless it is said otherwise', () => {
  const [usual] = slo({ indicator: latency }).properties();
  expect(usual.Sli).toMatchObject({ ComparisonOperator: 'LessThanOrEqualTo', MetricThreshold: 300, SliMetric: { PeriodSeconds: 60 } });
  const rate = ServiceLevelIndicator.periods({ metric: metric('Rate'), threshold: 5, goodWhen: GoodPeriod.ABOVE, period: Duration.minutes(5) });
  expect(slo({ indicator: rate }).properties()[0].Sli).toMatchObject({ ComparisonOperator: 'GreaterThan', SliMetric: { PeriodSeconds: 300 } });
});

test('a discovered service is measured by what Application Signals has of it', () => {
  expect(slo({ indicator: discovered() }).properties()[0].RequestBasedSli).toEqual({
    RequestBasedSliMetric: {
      KeyAttributes: { Type: 'Service', Name: 'orders', Environment: 'ecs:prod' }, OperationName: 'GET /orders',
      MetricType: 'AVAILABILITY',
    },
  });
  const slow = discovered({ metric: DiscoveredMetric.LATENCY, threshold: Duration.millis(300), period: Duration.minutes(1) });
  expect(slo({ indicator: slow }).properties()[0].Sli).toMatchObject({
    MetricThreshold: 300, ComparisonOperator: 'LessThanOrEqualTo',
    SliMetric: { Statistic: 'p99', PeriodSeconds: 60, MetricType: 'LATENCY' },
  });
});

test('several operations are one objective', () => {
  const composite = (operations: DiscoveredIndicatorProps['operations']) =>
    slo({ indicator: discovered({ operation: undefined, operations }) }).properties()[0].RequestBasedSli.RequestBasedSliMetric.CompositeSliConfig;
  expect(composite({ names: ['a', 'b'] })).toEqual({
    SelectionConfig: { Type: 'EXPLICIT' }, CompositeSliComponents: [{ OperationName: 'a' },
      { OperationName: 'b' }],
  });
  expect(composite({ prefix: 'GET ' })).toEqual({ SelectionConfig: { Type: 'PREFIX', Pattern: 'GET ' } });
  expect(composite({ regex: '^(GET|PUT) ' })).toEqual({ SelectionConfig: { Type: 'REGEX', Pattern: '^(GET|PUT) ' } });
});

test('what a service depends on can have an objective', () => {
  const dependency = discovered({ dependency: { Type: 'RemoteService', Name: 'payments' }, dependencyOperation: 'POST /charge' });
  expect(slo({ indicator: dependency }).properties()[0].RequestBasedSli.RequestBasedSliMetric.DependencyConfig)
    .toEqual({ DependencyKeyAttributes: { Type: 'RemoteService', Name: 'payments' }, DependencyOperationName: 'POST /charge' });
});

test('its metrics can be drawn', () => {
  const { made, stack } = slo();
  const statOf = (drawn: cloudwatch.IMetric) => stack.resolve(drawn.toMetricConfig().metricStat);
  expect(statOf(made.metricBurnRate(Duration.hours(1)))).toMatchObject({
    metricName: 'BurnRate', statistic: 'Maximum', dimensions: [{ name: 'BurnRateWindowMinutes', value: '60' }, {
      name: 'SloName',
      value: 'shop orders',
    }],
  });
  expect(statOf(made.metricAttainment())).toMatchObject({ metricName: 'AttainmentRate' });
  expect(() => made.metricBurnRate(Duration.hours(2).plus(Duration.minutes(1)))).toThrow(/121 minutes.*valid: 5, 30, 60/);
  const own = slo({ backend: SloBackend.CLOUDWATCH }).made;
  expect(own.metricBurnRate(Duration.hours(2)).toMetricConfig().mathExpression).toMatchObject({
    expression: 'IF(total>0,(bad/total)/0.001,0)',
    period: 7200,
  });
  expect(() => own.metricAttainment()).toThrow(/APPLICATION_SIGNALS/);
});

test('its alarms can be acted on', () => {
  const { made } = slo({ burnRates: [BurnRate.atLeast(10, { longWindow: Duration.hours(1) })] });
  expect(made.pageAlarm).toBeDefined();
  expect(made.ticketAlarm).toBeUndefined();
  expect(slo({ maximumSeverity: Severity.TICKET }).made.pageAlarm).toBeUndefined();
});

const from = (indicator: ServiceLevelIndicator) => () => slo({ indicator });
const eleven = (id: string) => new cloudwatch.MathExpression({
  expression: Array.from({ length: 11 }, (_, index) => `${id}${index}`).join('+'),
  usingMetrics: Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`${id}${index}`, metric(`M${index}`)])),
});

test.each<[string, () => unknown, RegExp]>([
  ['a service that is not discovered yet', from(discovered({ alreadyDiscovered: false })),
    /\[Shop\/Slo\] Application Signals must show the service 'orders'.*first deployment would fail.*ServiceLevelIndicator\.requests/],
  ['no operation', from(discovered({ operation: undefined })), /exactly one of operation and operations/],
  ['one operation of several', from(discovered({ operation: undefined, operations: { names: ['a'] } })), /operations\.names.*2 to 20/],
  ['21 operations', from(discovered({ operation: undefined, operations: { names: Array.from({ length: 21 }, (_, index) => `${index}`) } })),
    /2 to 20/],
  ['names and a prefix', from(discovered({ operation: undefined, operations: { names: ['a', 'b'], prefix: 'a' } })),
    /exactly one of names, prefix and regex/],
  ['a broken pattern', from(discovered({ operation: undefined, operations: { regex: '(' } })), /regex is not a regular expression.*'\('/],
  ['latency without a threshold', from(discovered({ metric: DiscoveredMetric.LATENCY })), /threshold goes with LATENCY/],
  ['availability with a threshold', from(discovered({ threshold: Duration.millis(1) })), /threshold goes with LATENCY/],
  ['a dependency without an operation', from(discovered({ dependency: { Type: 'Service' } })), /dependency and dependencyOperation go together/],
  ['five attributes', from(discovered({ dependency: { A: '1', B: '2', C: '3', D: '4', E: '5' }, dependencyOperation: 'x' })),
    /received 5.*4 at most/],
  ['a statistic of requests', from(discovered({ statistic: 'p99' })), /statistic is for periods of LATENCY/],
  ['an empty service', from(discovered({ service: ' ' })), /service is empty/],
  ['both good and bad', from(ServiceLevelIndicator.requests({ good: metric('a'), bad: metric('b'), total: metric('c') })),
    /exactly one of good and bad.*both/],
  ['neither good nor bad', from(ServiceLevelIndicator.requests({ total: metric('c') })), /exactly one of good and bad.*none/],
  ['a metric of another Region', from(ServiceLevelIndicator.requests({ bad: metric('a', { region: 'us-east-1' }), total: metric('c') })),
    /bad is a metric of another Region.*us-east-1.*valid: eu-west-1/],
  ['a metric of another account', from(ServiceLevelIndicator.requests({ bad: metric('a', { account: '1' }), total: metric('c') })),
    /another account/],
  ['a search', from(ServiceLevelIndicator.requests({
    bad: new cloudwatch.MathExpression({
      expression: 'SEARCH(\'{Shop} x\', \'Sum\')',
      usingMetrics: {},
    }), total: metric('c'),
  })), /SEARCH works on dashboards only/],
  ['an unknown function', from(ServiceLevelIndicator.requests({
    bad: new cloudwatch.MathExpression({
      expression: 'MEDIAN(a)',
      usingMetrics: { a: metric('a') },
    }), total: metric('c'),
  })), /no such function.*MEDIAN/],
  ['eleven metrics', from(ServiceLevelIndicator.requests({ bad: eleven('a'), total: metric('c') })), /too many metrics.*11.*10 at most/],
  ['eleven metrics in an alarm', () => slo({
    backend: SloBackend.CLOUDWATCH,
    indicator: ServiceLevelIndicator.requests({
      total: metric('c'), bad: new cloudwatch.MathExpression({
        expression: Array.from({ length: 10 }, (_, index) => `a${index}`).join('+'), usingMetrics: Object.fromEntries(Array.from({ length: 10 },
          (_, index) => [`a${index}`, metric(`M${index}`)])),
      }),
    }),
  }), /an alarm on the indicator reads too many metrics.*11.*10 at most/],
  ['a period of a second', from(ServiceLevelIndicator.periods({ metric: metric('a'), threshold: 1, period: Duration.seconds(1) })),
    /period.*1 second.*60 to 900/],
  ['a period of an hour', from(ServiceLevelIndicator.periods({ metric: metric('a'), threshold: 1, period: Duration.hours(1) })), /1 hour.*60 to 900/],
  ['a threshold that is a token', from(ServiceLevelIndicator.periods({ metric: metric('a'), threshold: Token.asNumber({ Ref: 'X' }) })),
    /threshold is not a number.*a token/],
  ['a name that is a token', () => slo({ sloName: Token.asString({ Ref: 'X' }) }), /sloName.*a token/],
  ['a name that ends in a hyphen', () => slo({ sloName: 'shop-' }), /sloName.*'shop-'.*2 to 128/],
  ['a name of 129 characters', () => slo({ sloName: 'x'.repeat(129) }), /2 to 128/],
  ['a goal of 400', () => slo({ goal: 400 }), /\[Shop\/Slo\] goal.*received 400/],
  ['a discovered service without Application Signals', () => slo({ indicator: discovered(), backend: SloBackend.CLOUDWATCH }),
    /no metrics of its own/],
])('refuses %s', (_, make, message) => {
  expect(make).toThrow(message);
});

test('a name can be taken once', () => {
  const stack = new Stack(new App(), 'Shop');
  const make = (id: string) => new ServiceLevelObjective(stack, id, { sloName: 'orders', serviceName: 'shop', goal: 99, indicator: requests });
  make('A');
  expect(() => make('B')).toThrow(/already an objective of this name.*Shop\/A/);
});
