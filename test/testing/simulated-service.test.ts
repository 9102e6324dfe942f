import { Duration, Stack, Stage, aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions, aws_sns as sns } from 'aws-cdk-lib';
import { RootConstruct } from 'constructs';
import { AlarmRoute, IncidentSimulation, MetricMinute, MetricSeries, ObservedService, Severity } from '../../src';
import { inlineFunction } from '../support/order-service';
import { strictApp } from '../support/strict-app';

function shop() {
  const app = strictApp();
  const stack = new Stack(app, 'Shop');
  const handler = inlineFunction(stack, 'Handler');
  const onCall = new sns.Topic(stack, 'OnCall');
  const service = new ObservedService(stack, 'Checkout', {
    serviceName: 'checkout', owner: 'payments-team', resources: [handler], runbookBaseUrl: 'https://runbooks.example.com/checkout',
    routes: [AlarmRoute.toTopic(onCall, { minimumSeverity: Severity.TICKET })],
  });
  return { app, stack, handler, onCall, service };
}

test('20% errors page within five minutes, once', () => {
  const { stack, handler, onCall, service } = shop();
  const simulation = IncidentSimulation.of(stack, {
    duration: Duration.minutes(60),
    series: MetricSeries.traffic({
      requests: handler.metricInvocations(), failures: handler.metricErrors(), requestsPerMinute: 600,
      failing: [{ fromMinute: 10, untilMinute: 30, share: 0.2 }],
    }),
  });
  const pages = simulation.notificationsTo(onCall).filter(({ state }) => state === cloudwatch.AlarmState.ALARM);
  const { alarmName: health } = service.healthAlarm!.node.defaultChild as cloudwatch.CfnCompositeAlarm;
  expect(pages.map(({ alarmName }) => alarmName)).toEqual([health]);
  expect(pages[0].minute).toBeLessThanOrEqual(15);
  expect(simulation.notificationsTo(onCall).map(({ state }) => state)).toEqual(['ALARM', 'OK']);
});

test('a healthy service tells nobody', () => {
  const { stack, handler } = shop();
  const simulation = IncidentSimulation.of(stack, {
    duration: Duration.hours(6),
    series: [
      ...MetricSeries.traffic({
        requests: handler.metricInvocations(), failures: handler.metricErrors(), requestsPerMinute: 600, usualShare: 0.001, failing: [],
      }),
      new MetricSeries({ metric: handler.metricDuration(), usually: MetricMinute.samples([{ value: 40, count: 590 }, { value: 300, count: 10 }]) }),
    ],
  });
  expect(simulation.notifications).toEqual([]);
  expect(simulation.stateChanges).toEqual([]);
});

test('alarms of other stacks are followed, and so are dimensions', () => {
  const app = strictApp();
  const compute = new Stack(app, 'Compute');
  const [orders, bills] = ['Orders', 'Bills'].map(id => inlineFunction(compute, id));
  const watch = new Stack(app, 'Watch');
  const onCall = new sns.Topic(watch, 'OnCall');
  const [errors, others] = [orders, bills].map(fn => fn.metricErrors({ period: Duration.minutes(1) }))
    .map((metric, index) => metric.createAlarm(watch, `Errors${index}`, { threshold: 5, evaluationPeriods: 1 }));
  const pages = new Stack(app, 'Pages');
  const composite = new cloudwatch.CompositeAlarm(pages, 'Page', { alarmRule: cloudwatch.AlarmRule.anyOf(errors, others) });
  composite.addAlarmAction(new actions.SnsAction(onCall));
  const simulation = IncidentSimulation.of(pages, {
    duration: Duration.minutes(10),
    series: [new MetricSeries({
      metric: bills.metricErrors(), usually: MetricMinute.gauge(0), phases: [{ fromMinute: 3, data: MetricMinute.gauge(9) }],
    })],
  });
  expect(simulation.notificationsTo(onCall)).toEqual([{ minute: 4, alarmName: expect.stringMatching(/^PagesPage/), state: 'ALARM', actions: ['Watch/OnCall'] }]);
  expect(simulation.firstNotification(composite.node.path)?.minute).toBe(4);
  expect(simulation.changesOf('Watch/Errors0').map(({ state }) => state)).toEqual([]);
  expect(simulation.changesOf('Watch/Errors1').map(({ minute }) => minute)).toEqual([4]);
});

test('a Stage has its own alarms of the same names', () => {
  const app = strictApp();
  const alarms = ['dev', 'prod'].map(id => {
    const stack = new Stack(new Stage(app, id), 'Shop');
    const metric = new cloudwatch.Metric({ namespace: 'Shop', metricName: 'Depth', period: Duration.minutes(1) });
    return new cloudwatch.Alarm(stack, 'Depth', { alarmName: 'depth', metric, threshold: id === 'dev' ? 5 : 50, evaluationPeriods: 1 });
  });
  const series = [new MetricSeries({ metric: new cloudwatch.Metric({ namespace: 'Shop', metricName: 'Depth' }), usually: MetricMinute.gauge(0), minutes: [MetricMinute.gauge(9)] })];
  const changes = alarms.map(alarm => IncidentSimulation.of(Stage.of(alarm)!, { duration: Duration.minutes(1), series }).changesOf('depth').length);
  expect(changes).toEqual([1, 0]);
  const both = IncidentSimulation.of(app, { duration: Duration.minutes(1), series });
  expect(() => both.changesOf('depth')).toThrow(/several alarms have this name; received 'depth'; valid: dev\/Shop\/Depth\/Resource, prod\/Shop\/Depth\/Resource/);
  expect(both.changesOf('dev/Shop/Depth')).toHaveLength(1);
});

test('a scope without an App cannot be simulated', () => {
  expect(() => IncidentSimulation.of(new RootConstruct(), { duration: Duration.minutes(1), series: [] })).toThrow(/the scope is in no App/);
});
