import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { IncidentSimulation, MetricMinute, MetricSeries, type FailurePhase, type IncidentSimulationProps } from '../../src';

const GOAL = 99.9;

/** Burn rates of the SRE workbook for 30 days: https://sre.google/workbook/alerting-on-slos/ */
const WINDOWS = [{ id: 'Hour', long: 60, short: 5, rate: 14.4, action: 'page' }, { id: 'Days', long: 4320, short: 360, rate: 1, action: 'ticket' }];

const query = (Id: string, MetricName: string) => ({ Id, ReturnData: true, MetricStat: { Metric: { Namespace: 'Shop', MetricName }, Period: 60, Stat: 'Sum' } });

const OBJECTIVE = {
  Type: 'AWS::ApplicationSignals::ServiceLevelObjective',
  Properties: {
    Name: 'shop-availability',
    RequestBasedSli: { RequestBasedSliMetric: { TotalRequestCountMetric: [query('total', 'Requests')], MonitoredRequestCountMetric: { BadCountMetric: [query('bad', 'Failures')] } } },
    Goal: { AttainmentGoal: GOAL, Interval: { RollingInterval: { Duration: 30, DurationUnit: 'DAY' } } },
    BurnRateConfigurations: WINDOWS.flatMap(({ long, short }) => [long, short]).map(LookBackWindowMinutes => ({ LookBackWindowMinutes })),
  },
};

function burnAlarm(minutes: number, rate: number) {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: `burn-${minutes}`, Namespace: 'AWS/ApplicationSignals', MetricName: 'BurnRate', Statistic: 'Maximum', Period: 60, EvaluationPeriods: 1,
      Dimensions: [{ Name: 'SloName', Value: 'shop-availability' }, { Name: 'BurnRateWindowMinutes', Value: String(minutes) }],
      Threshold: rate, ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    },
  };
}

const TEMPLATE = {
  Resources: {
    Objective: OBJECTIVE,
    ...Object.fromEntries(WINDOWS.flatMap(({ long, short, rate }) => [[`Burn${long}`, burnAlarm(long, rate)], [`Burn${short}`, burnAlarm(short, rate)]])),
    ...Object.fromEntries(WINDOWS.map(({ id, long, short, action }) => [id, {
      Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmName: action, AlarmRule: `ALARM("burn-${long}") AND ALARM("burn-${short}")`, AlarmActions: [action] },
    }])),
  },
};

function incident(duration: Duration, failing: FailurePhase[], changes: Partial<IncidentSimulationProps> = {}): IncidentSimulation {
  const metric = (metricName: string) => new Metric({ namespace: 'Shop', metricName });
  return IncidentSimulation.ofTemplate(TEMPLATE, {
    duration, series: MetricSeries.traffic({ requests: metric('Requests'), failures: metric('Failures'), requestsPerMinute: 1000, failing }), ...changes,
  });
}

const burnRate = (minutes: number) => new Metric({
  namespace: 'AWS/ApplicationSignals', metricName: 'BurnRate', dimensionsMap: { SloName: 'shop-availability', BurnRateWindowMinutes: String(minutes) }, statistic: 'Maximum', period: Duration.minutes(1),
});

// An error ratio e in every minute reaches the threshold r of a window of w minutes after w * r * (1 - goal) / e minutes.
test.each([[1, 1], [0.5, 2], [0.2, 5], [0.1, 9], [0.05, 18], [0.02, 44]])('%d errors page after %d minutes', (share, minute) => {
  const simulation = incident(Duration.hours(1), [{ fromMinute: 0, share }]);
  expect(simulation.firstNotification('page')?.minute).toBe(minute);
});

test('2 minutes at 40% page nobody, 2 minutes at 100% do', () => {
  expect(incident(Duration.hours(2), [{ fromMinute: 0, untilMinute: 2, share: 0.4 }]).notificationsOf('page')).toEqual([]);
  const page = incident(Duration.hours(2), [{ fromMinute: 0, untilMinute: 2, share: 1 }]);
  expect(page.changesOf('page').map(({ minute, state }) => `${minute} ${state}`)).toEqual(['1 ALARM', '7 OK']);
});

test('0.2% of errors open a ticket after 36 hours', () => {
  const simulation = incident(Duration.days(3), [{ fromMinute: 0, share: 0.002 }]);
  expect(simulation.notifications.map(({ minute, actions }) => [minute, ...actions])).toEqual([[36 * 60, 'ticket']]);
});

test('errors within the budget tell nobody', () => {
  expect(incident(Duration.days(3), [{ fromMinute: 0, share: 0.0009 }]).notifications).toEqual([]);
});

test('burn rates are errors of the look-back window by the budget', () => {
  const simulation = incident(Duration.hours(3), [{ fromMinute: 0, untilMinute: 30, share: 0.01 }]);
  expect([0, 30, 60, 90, 100].map(minute => simulation.valueAt(burnRate(60), minute))).toEqual([0, 5, 5, 0, 0]);
  expect(simulation.valueAt(burnRate(5), 3)).toBe(6);
});

test('Application Signals may be late', () => {
  const failing = [{ fromMinute: 0, share: 0.2 }];
  const [inTime, late] = [0, 7].map(minutes => incident(Duration.hours(1), failing, { objectiveLag: Duration.minutes(minutes) }));
  expect([inTime, late].map(simulation => simulation.firstNotification('page')?.minute)).toEqual([5, 12]);
});

test('without requests there is no burn rate', () => {
  const nothing = new MetricSeries({ metric: new Metric({ namespace: 'Shop', metricName: 'Requests' }), usually: MetricMinute.missing() });
  const simulation = IncidentSimulation.ofTemplate(TEMPLATE, { duration: Duration.minutes(5), series: [nothing] });
  expect(simulation.valueAt(burnRate(5), 5)).toBeUndefined();
  expect(simulation.stateAt('burn-5', 5)).toBe('INSUFFICIENT_DATA');
});

test('the good requests tell the bad ones, also by an expression', () => {
  const good = {
    ...OBJECTIVE.Properties, RequestBasedSli: {
      RequestBasedSliMetric: {
        TotalRequestCountMetric: [query('total', 'Requests')],
        MonitoredRequestCountMetric: { GoodCountMetric: [{ Id: 'good', Expression: 'FILL(all,0)-FILL(bad,0)', ReturnData: true }, { ...query('all', 'Requests'), ReturnData: false }, { ...query('bad', 'Failures'), ReturnData: false }] },
      },
    },
  };
  const template = { Resources: { ...TEMPLATE.Resources, Objective: { ...OBJECTIVE, Properties: good } } };
  const metric = (metricName: string) => new Metric({ namespace: 'Shop', metricName });
  const series = MetricSeries.traffic({ requests: metric('Requests'), failures: metric('Failures'), requestsPerMinute: 1000, publishesZero: false, failing: [{ fromMinute: 0, share: 0.2 }] });
  expect(IncidentSimulation.ofTemplate(template, { duration: Duration.minutes(10), series }).firstNotification('page')?.minute).toBe(5);
});

test('an objective of periods counts those that keep its threshold', () => {
  const resources = {
    Slow: {
      Type: 'AWS::ApplicationSignals::ServiceLevelObjective', Properties: {
        Name: 'fast', Goal: { AttainmentGoal: 90, Interval: { RollingInterval: { Duration: 1, DurationUnit: 'DAY' } } }, BurnRateConfigurations: [{ LookBackWindowMinutes: 60 }],
        Sli: { MetricThreshold: 300, ComparisonOperator: 'LessThanOrEqualTo', SliMetric: { PeriodSeconds: 300, MetricDataQueries: [{ Id: 'p99', ReturnData: true, MetricStat: { Metric: { Namespace: 'Shop', MetricName: 'Latency' }, Period: 300, Stat: 'p99' } }] } },
      },
    },
    Low: {
      Type: 'AWS::CloudWatch::Alarm', Properties: {
        AlarmName: 'low', Namespace: 'AWS/ApplicationSignals', MetricName: 'AttainmentRate', Dimensions: [{ Name: 'SloName', Value: 'fast' }], Statistic: 'Minimum', Period: 60,
        EvaluationPeriods: 1, Threshold: 99, ComparisonOperator: 'LessThanThreshold', AlarmActions: ['ticket'],
      },
    },
  };
  const latency = new MetricSeries({ metric: new Metric({ namespace: 'Shop', metricName: 'Latency' }), usually: MetricMinute.gauge(100), phases: [{ fromMinute: 0, untilMinute: 20, data: MetricMinute.gauge(900) }] });
  const simulation = IncidentSimulation.ofTemplate({ Resources: resources }, { duration: Duration.hours(2), series: [latency] });
  // Of 288 periods, 3 that fail are more than 1%.
  expect(simulation.notifications.map(({ minute, actions }) => [minute, ...actions])).toEqual([[15, 'ticket']]);
  expect(simulation.valueAt(new Metric({ namespace: 'AWS/ApplicationSignals', metricName: 'BurnRate', dimensionsMap: { SloName: 'fast', BurnRateWindowMinutes: '60' }, statistic: 'Maximum', period: Duration.minutes(1) }), 20)).toBeCloseTo(10 * 4 / 12, 9);
});
