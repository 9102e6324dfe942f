import { App, Duration, Stack, aws_apigateway as apigateway, aws_lambda as lambda, aws_sns as sns } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmRoute, IncidentSimulation, MetricSeries, Objective, ObservedService, Severity, SloBackend, type FailurePhase } from '../../src';

/** Three services, each with an API, a function behind it, an objective, and the next one to depend on. */
function chain(withDependencies: boolean) {
  const stack = new Stack(new App(), 'Shop', { env: { account: '123456789012', region: 'eu-west-1' } });
  const pages = new sns.Topic(stack, 'Pages');
  const routes = [AlarmRoute.toTopic(pages, { minimumSeverity: Severity.PAGE }), AlarmRoute.toOpsItem({ minimumSeverity: Severity.TICKET })];
  const services: ObservedService[] = [];
  for (const name of ['store', 'orders', 'frontend']) {
    const handler = new lambda.Function(stack, `${name}Handler`, { functionName: name, runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromInline('x') });
    const api = new apigateway.LambdaRestApi(stack, `${name}Api`, { restApiName: name, handler });
    const previous = services.at(-1);
    services.push(new ObservedService(stack, name, {
      serviceName: name, owner: 'shop', environment: 'prod', resources: [handler, api], routes, objectives: [Objective.availability(99.9, { backend: SloBackend.CLOUDWATCH })],
      dependsOn: withDependencies && previous ? [previous] : [],
    }));
  }
  return { stack, pages };
}

/** What an API and its function publish while a share of the requests fails. */
function failing(name: string, phases: FailurePhase[]): MetricSeries[] {
  const api = (metricName: string, statistic: string) => new Metric({ namespace: 'AWS/ApiGateway', metricName, statistic, dimensionsMap: { ApiName: name, Stage: 'prod' } });
  const handler = (metricName: string) => new Metric({ namespace: 'AWS/Lambda', metricName, statistic: 'Sum' });
  return [
    ...MetricSeries.traffic({ requests: api('Count', 'SampleCount'), failures: api('5XXError', 'Sum'), requestsPerMinute: 1_000, failing: phases }),
    ...name === 'store' ? MetricSeries.traffic({ requests: handler('Invocations'), failures: handler('Errors'), requestsPerMinute: 1_000, failing: phases }) : [],
  ];
}

function incident(withDependencies: boolean, delays: { readonly [service: string]: number | undefined }, share = 0.5, lasting = 60) {
  const { stack, pages } = chain(withDependencies);
  const phasesFrom = (start: number): FailurePhase[] => [{ fromMinute: start, untilMinute: start + lasting, share }];
  const series = Object.entries(delays).flatMap(([name, delay]) => failing(name, delay === undefined ? [] : phasesFrom(delay)));
  const simulation = IncidentSimulation.of(stack, { series, duration: Duration.hours(6) });
  return simulation.notificationsTo(pages).filter(({ state }) => state === 'ALARM').map(({ alarmName, minute }) => ({ alarmName, minute }));
}

test('one incident in the last of three services pages once, for the service that fails', () => {
  const told = incident(true, { store: 0, orders: 0, frontend: 1 });
  expect(told.map(({ alarmName }) => alarmName)).toEqual(['store-prod-slo-page-availability']);
  expect(told[0].minute).toBeLessThanOrEqual(5);
});

test('so it does when the services in front notice it first', () => {
  expect(incident(true, { store: 2, orders: 1, frontend: 0 }).map(({ alarmName }) => alarmName)).toEqual(['store-prod-slo-page-availability']);
});

test('without dependencies it is a page for each of them', () => {
  expect(new Set(incident(false, { store: 0, orders: 0, frontend: 1 }).map(({ alarmName }) => alarmName))).toEqual(new Set([
    'store-prod-slo-page-availability', 'orders-prod-slo-page-availability', 'frontend-prod-slo-page-availability',
  ]));
});

test('what fails in front only is paged there, after the wait for what it depends on', () => {
  const told = incident(true, { store: undefined, orders: undefined, frontend: 10 });
  expect(told.map(({ alarmName }) => alarmName)).toEqual(['frontend-prod-slo-page-availability']);
  expect(told[0].minute).toBeLessThanOrEqual(10 + 5 + 2);
});

test('two minutes at 40% page nobody, for a whole service', () => {
  expect(incident(true, { store: 10, orders: 10, frontend: 10 }, 0.4, 2)).toEqual([]);
});
