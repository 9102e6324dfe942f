import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { IncidentSimulation, MetricMinute, MetricSeries, type IncidentSimulationProps } from '../../src';

const metric = (metricName: string, namespace = 'Shop') => new Metric({ namespace, metricName });

interface Changes { readonly [property: string]: unknown }

function alarm(metricName: string, changes: Changes = {}) {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: 'Shop', MetricName: metricName, Statistic: 'Average', Period: 60, EvaluationPeriods: 1, Threshold: 10, ComparisonOperator: 'GreaterThanThreshold',
      AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:on-call'], ...changes,
    },
  };
}

function simulated(resources: { [id: string]: object }, series: MetricSeries[], minutes: number, changes: Partial<IncidentSimulationProps> = {}) {
  return IncidentSimulation.ofTemplate({ Resources: resources }, { series, duration: Duration.minutes(minutes), ...changes });
}

const gauge = (name: string, usual: number, ...phases: [from: number, until: number, value: number][]) => new MetricSeries({
  metric: metric(name), usually: MetricMinute.gauge(usual),
  phases: phases.map(([fromMinute, untilMinute, value]) => ({ fromMinute, untilMinute, data: MetricMinute.gauge(value) })),
});

const changesOf = (simulation: IncidentSimulation, name: string) => simulation.changesOf(name).map(({ minute, state }) => `${minute} ${state}`);

test('an alarm changes at the end of the minute that breaches, and acts once', () => {
  const simulation = simulated({ Depth: alarm('Depth') }, [gauge('Depth', 0, [3, 6, 20])], 10);
  expect(changesOf(simulation, 'Depth')).toEqual(['4 ALARM', '7 OK']);
  expect(simulation.notifications).toEqual([{ minute: 4, alarmName: 'Depth', state: 'ALARM', actions: ['arn:aws:sns:eu-west-1:111122223333:on-call'] }]);
  expect(simulation.firstNotification('Depth')?.minute).toBe(4);
  expect([0, 3, 4, 6, 7, 10].map(minute => simulation.stateAt('Depth', minute))).toEqual(['OK', 'OK', 'ALARM', 'ALARM', 'OK', 'OK']);
  expect(simulation.alarmNames).toEqual(['Depth']);
});

test('M of N', () => {
  const series = [gauge('Depth', 0, [1, 2, 20], [3, 4, 20], [5, 7, 20])];
  expect(changesOf(simulated({ Depth: alarm('Depth', { EvaluationPeriods: 3, DatapointsToAlarm: 2 }) }, series, 12), 'Depth')).toEqual(['4 ALARM', '5 OK', '6 ALARM', '9 OK']);
  expect(changesOf(simulated({ Depth: alarm('Depth', { EvaluationPeriods: 3 }) }, series, 12), 'Depth')).toEqual([]);
});

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html: at the end of minute 6, of minutes 2 to 6.
test('a period of five minutes slides', () => {
  const simulation = simulated({ Depth: alarm('Depth', { Period: 300, Statistic: 'Sum', Threshold: 45 }) }, [gauge('Depth', 0, [2, 100, 10])], 20);
  expect(changesOf(simulation, 'Depth')).toEqual(['7 ALARM']);
});

test('a window that follows the clock counts once it is over', () => {
  const resources = { Depth: alarm('Depth', { Period: 300, Statistic: 'Sum', Threshold: 25, EvaluationWindow: { WallClockWindow: {} } }) };
  expect(changesOf(simulated(resources, [gauge('Depth', 0, [2, 100, 10])], 20), 'Depth')).toEqual(['5 ALARM']);
  expect(changesOf(simulated(resources, [gauge('Depth', 0, [2, 100, 10])], 20, { startsAt: '2026-01-05T10:01:00Z' }), 'Depth')).toEqual(['9 ALARM']);
});

test('an alarm over more than a day is evaluated on the hour', () => {
  const simulation = simulated({ Depth: alarm('Depth', { Period: 86_400, EvaluationPeriods: 2, DatapointsToAlarm: 1, Statistic: 'Maximum' }) }, [gauge('Depth', 0, [5, 6, 20])], 300, { startsAt: '2026-01-05T10:02:00Z' });
  expect(changesOf(simulation, 'Depth')).toEqual(['58 ALARM']);
});

test('a period under a minute takes its part of the minute', () => {
  const simulation = simulated({ Depth: alarm('Depth', { Period: 10, Statistic: 'Sum', EvaluationPeriods: 6, Threshold: 4 }) }, [gauge('Depth', 6, [2, 5, 60])], 8);
  expect(changesOf(simulation, 'Depth')).toEqual(['3 ALARM', '6 OK']);
});

test.each([
  ['missing', ['5 INSUFFICIENT_DATA', '11 OK']], ['notBreaching', []], ['breaching', ['5 ALARM', '11 OK']], ['ignore', []],
])('missing data are %s', (TreatMissingData, expected) => {
  const series = new MetricSeries({ metric: metric('Depth'), usually: MetricMinute.gauge(1), phases: [{ fromMinute: 2, untilMinute: 10, data: MetricMinute.missing() }] });
  expect(changesOf(simulated({ Depth: alarm('Depth', { TreatMissingData }) }, [series], 15), 'Depth')).toEqual(expected);
});

test('alarms on DynamoDB ignore missing data unless they say otherwise', () => {
  const series = new MetricSeries({ metric: metric('Throttled', 'AWS/DynamoDB'), usually: MetricMinute.gauge(1), phases: [{ fromMinute: 2, data: MetricMinute.missing() }] });
  const throttled = (changes: Changes) => simulated({ Depth: alarm('Throttled', { Namespace: 'AWS/DynamoDB', ...changes }) }, [series], 8);
  expect(changesOf(throttled({}), 'Depth')).toEqual([]);
  expect(changesOf(throttled({ TreatMissingData: 'missing' }), 'Depth')).toEqual(['5 INSUFFICIENT_DATA']);
});

test('a percentile of few samples keeps the state where the alarm says so', () => {
  const slow = (count: number) => new MetricSeries({
    metric: metric('Latency'), usually: MetricMinute.samples([{ value: 5, count: 2000 }]),
    phases: [{ fromMinute: 1, data: MetricMinute.samples([{ value: 5, count: count * 0.9 }, { value: 50, count: count * 0.1 }]) }],
  });
  const p99 = (EvaluateLowSampleCountPercentile: string) => ({ Slow: alarm('Latency', { Statistic: undefined, ExtendedStatistic: 'p99', EvaluateLowSampleCountPercentile }) });
  expect(changesOf(simulated(p99('ignore'), [slow(999)], 5), 'Slow')).toEqual([]);
  expect(changesOf(simulated(p99('ignore'), [slow(1000)], 5), 'Slow')).toEqual(['2 ALARM']);
  expect(changesOf(simulated(p99('evaluate'), [slow(10)], 5), 'Slow')).toEqual(['2 ALARM']);
});

test('metric math', () => {
  const stat = (MetricName: string) => ({ Metric: { Namespace: 'Shop', MetricName }, Period: 60, Stat: 'Sum' });
  const resources = {
    Rate: alarm('', {
      Namespace: undefined, MetricName: undefined, Statistic: undefined, Period: undefined, Threshold: 5,
      Metrics: [
        { Id: 'e1', Expression: 'IF(requests>0,100*FILL(errors,0)/requests,0)', ReturnData: true },
        { Id: 'requests', MetricStat: stat('Requests'), ReturnData: false },
        { Id: 'errors', MetricStat: stat('Errors'), ReturnData: false },
      ],
    }),
  };
  const traffic = (share: number) => MetricSeries.traffic({
    requests: metric('Requests'), failures: metric('Errors'), requestsPerMinute: 333, publishesZero: false, failing: [{ fromMinute: 2, untilMinute: 4, share }],
  });
  expect(changesOf(simulated(resources, traffic(0.06), 8), 'Rate')).toEqual(['3 ALARM', '5 OK']);
  expect(changesOf(simulated(resources, traffic(0.05), 8), 'Rate')).toEqual([]);
});

test('composites stand on the states of others, and hold back actions while a suppressor is in ALARM', () => {
  const composite = (changes: Changes) => ({ Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmActions: ['page'], OKActions: ['clear'], ...changes } });
  const resources = {
    A: alarm('A', { AlarmName: 'a' }), B: alarm('B', { AlarmName: 'b', ActionsEnabled: false }), Deploying: alarm('Deploying', { AlarmActions: [] }),
    Outer: composite({ AlarmRule: { 'Fn::Join': ['', ['ALARM("', { Ref: 'Inner' }, '") OR AT_LEAST(1, ALARM, ("', { 'Fn::GetAtt': ['A', 'Arn'] }, '"))']] } }),
    Inner: composite({
      AlarmRule: { 'Fn::Sub': 'ALARM("a") AND ALARM("arn:aws:cloudwatch:${AWS::Region}:111122223333:alarm:b")' }, ActionsSuppressor: { 'Fn::GetAtt': ['Deploying', 'Arn'] },
      ActionsSuppressorWaitPeriod: 120, ActionsSuppressorExtensionPeriod: 180,
    }),
  };
  const simulation = simulated(resources, [gauge('A', 0, [0, 20, 20]), gauge('B', 0, [1, 20, 20]), gauge('Deploying', 0, [2, 5, 20])], 30);
  expect(changesOf(simulation, 'Inner')).toEqual(['2 ALARM', '21 OK']);
  expect(simulation.notifications.map(({ minute, alarmName, state, actions }) => `${minute} ${alarmName} ${state} ${actions}`)).toEqual([
    '1 a ALARM arn:aws:sns:eu-west-1:111122223333:on-call', '1 Outer ALARM page', '9 Inner ALARM page', '21 Outer OK clear', '23 Inner OK clear',
  ]);
});

test('a mute rule holds back actions until it ends', () => {
  const resources = {
    Depth: alarm('Depth', { AlarmName: 'depth' }),
    Night: { Type: 'AWS::CloudWatch::AlarmMuteRule', Properties: { Rule: { Schedule: { Expression: 'cron(5 0 * * *)', Duration: 'PT10M' } }, MuteTargets: { AlarmNames: [{ Ref: 'Depth' }] } } },
  };
  expect(simulated(resources, [gauge('Depth', 0, [6, 60, 20])], 30).notifications.map(({ minute }) => minute)).toEqual([15]);
  expect(simulated(resources, [gauge('Depth', 0, [6, 9, 20])], 30).notifications).toEqual([]);
});

test('an EventBridge rule hears of changes', () => {
  const resources = {
    Depth: alarm('Depth', { AlarmName: 'depth', AlarmActions: [] }),
    Heard: {
      Type: 'AWS::Events::Rule', Properties: {
        EventPattern: { 'source': ['aws.cloudwatch'], 'detail-type': ['CloudWatch Alarm State Change'], 'detail': { alarmName: ['depth'], state: { value: ['ALARM'] } } },
        Targets: [{ Id: 'T', Arn: 'arn:aws:sns:eu-west-1:111122223333:on-call' }],
      },
    },
  };
  expect(simulated(resources, [gauge('Depth', 0, [6, 9, 20])], 30).notifications).toEqual([{ minute: 7, alarmName: 'depth', state: 'ALARM', actions: ['Heard'] }]);
});

test('a new alarm starts without data, and warms up', () => {
  const depth = (changes: Changes) => changesOf(simulated({ Depth: alarm('Depth', changes) }, [gauge('Depth', 0, [0, 4, 20])], 10, { history: Duration.minutes(0) }), 'Depth');
  expect(depth({})).toEqual(['1 ALARM', '5 OK']);
  expect(depth({ EvaluationPeriods: 3 })).toEqual(['3 ALARM', '5 OK']);
  expect(depth({ WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 30 }, EvaluationPeriods: 2 })).toEqual(['2 ALARM', '5 OK']);
  expect(depth({ WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 7, OnlyStartEvaluatingAfterWarmUpPeriodEnds: true } })).toEqual(['7 OK']);
});

test('what cannot be simulated is left out with a reason', () => {
  const metrics = (Expression: string) => ({ Namespace: undefined, MetricName: undefined, Statistic: undefined, Period: undefined, Metrics: [{ Id: 'e1', Expression }] });
  const simulation = simulated({
    Depth: alarm('Depth'),
    Band: alarm('', { ...metrics('ANOMALY_DETECTION_BAND(m1, 2)'), ThresholdMetricId: 'e1', ComparisonOperator: 'GreaterThanUpperThreshold' }),
    Insights: alarm('', metrics('SELECT MAX(Errors) FROM SCHEMA("AWS/Lambda", FunctionName)')),
    Quota: alarm('', metrics('100*m1/SERVICE_QUOTA(m1)')),
    Prom: { Type: 'AWS::CloudWatch::Alarm', Properties: { EvaluationCriteria: { PromQLCriteria: { Query: 'up' } } } },
    Logs: { Type: 'AWS::CloudWatch::LogAlarm', Properties: {} },
    Parameter: alarm('Depth', { Threshold: { Ref: 'Limit' } }),
    Any: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule: 'ALARM("elsewhere") OR INSUFFICIENT_DATA("Band")' } },
  }, [gauge('Depth', 0)], 1);
  expect(simulation.leftOut.map(({ alarmName, reason }) => `${alarmName}: ${reason}`)).toEqual([
    'Band: it compares with an anomaly band, which CloudWatch learns from past data', 'Insights: it evaluates a Metrics Insights query',
    'Quota: its expression has data that no series gives (SERVICE_QUOTA)', 'Prom: it evaluates a PromQL query', 'Parameter: only deployment tells its Threshold',
    'Logs: it evaluates a query of logs', 'elsewhere: it is not in the app, and another alarm stands on it',
  ]);
  expect(simulation.stateAt('Any', 1)).toBe('ALARM');
  expect(simulation.alarmNames).toEqual(['Depth', 'Any']);
});

test('errors say what to do', () => {
  const one = { Depth: alarm('Depth', { Dimensions: [{ Name: 'Queue', Value: 'orders' }] }) };
  expect(() => simulated(one, [gauge('Length', 0)], 1)).toThrow(/no alarm and no objective watches the metric of a series; received 'Shop Length'; valid: Shop Depth \(Queue=orders\)/);
  expect(() => simulated(one, [new MetricSeries({ metric: metric('Depth').with({ dimensionsMap: { Queue: 'bills' } }), usually: MetricMinute.gauge(1) })], 1)).toThrow(/received 'Shop Depth \(Queue=bills\)'/);
  expect(() => simulated(one, [], 0)).toThrow(/duration is out of range/);
  expect(() => simulated(one, [], 1, { history: Duration.seconds(90) })).toThrow(/history is out of range; received '/);
  expect(() => simulated(one, [], 1, { startsAt: 'tomorrow' })).toThrow(/startsAt is no full minute/);
  expect(() => simulated(one, [], 1).firstNotification('Dept')).toThrow(/there is no such alarm; received 'Dept'; valid: did you mean 'Depth'/);
  expect(() => simulated(one, [], 1).stateAt('Depth', 2)).toThrow(/no such minute; received 2; valid: 0 to 1/);
  const sorted = { Top: alarm('', { Namespace: undefined, MetricName: undefined, Metrics: [{ Id: 'e1', Expression: 'FIRST(SORT(METRICS(), AVG, DESC))' }] }) };
  expect(() => simulated(sorted, [], 1)).toThrow(/\[Top\] cannot be simulated: the function SORT is not simulated; those that are: ABS, AVG/);
  const scalar = { Sum: alarm('', { Namespace: undefined, MetricName: undefined, Metrics: [{ Id: 'e1', Expression: '1+1' }] }) };
  expect(() => simulated(scalar, [], 1)).toThrow(/\[Sum\] cannot be simulated: '1\+1' comes to a single number/);
  const circle = (other: string) => ({ Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule: `ALARM("${other}")` } });
  expect(() => simulated({ A: circle('B'), B: circle('A') }, [], 1)).toThrow(/\[A\] the composite alarm stands on itself: A → B → A/);
});

test.each<[string, () => unknown]>([
  ['the share is out of range; received 20', () => MetricMinute.share(10, 20)],
  ['the count is out of range; received -1', () => MetricMinute.count(-1)],
  ['the value is no number; received NaN', () => MetricMinute.gauge(NaN)],
  ['a phase ends before it starts', () => gauge('Depth', 0, [3, 3, 1])],
  ['a minute of a phase is out of range; received -1', () => gauge('Depth', 0, [-1, 3, 1])],
  ['requestsPerMinute is out of range', () => MetricSeries.traffic({ requests: metric('R'), failures: metric('F'), requestsPerMinute: 0, failing: [] })],
])('%s', (message, make) => {
  expect(make).toThrow(message);
});

test('the series that names most dimensions has the data of a metric', () => {
  const queue = (value: string) => alarm('Depth', { Dimensions: [{ Name: 'Queue', Value: value }] });
  const series = [new MetricSeries({ metric: metric('Depth').with({ dimensionsMap: { Queue: 'orders' } }), usually: MetricMinute.gauge(20) }), gauge('Depth', 0)];
  const simulation = simulated({ Orders: queue('orders'), Bills: queue('bills') }, series, 1);
  expect([simulation.stateAt('Orders', 0), simulation.stateAt('Bills', 0)]).toEqual(['ALARM', 'OK']);
});

test('data can be given minute by minute', () => {
  const series = new MetricSeries({ metric: metric('Depth'), usually: MetricMinute.gauge(0), minutes: [1, 20, 1, 20].map(value => MetricMinute.gauge(value)) });
  const simulation = simulated({ Depth: alarm('Depth') }, [series], 6);
  expect(changesOf(simulation, 'Depth')).toEqual(['2 ALARM', '3 OK', '4 ALARM', '5 OK']);
  expect(simulation.valueAt(metric('Depth').with({ statistic: 'Maximum', period: Duration.minutes(5) }), 4)).toBe(20);
});

test('an alarm may go by the clock alone', () => {
  const night = { Night: alarm('', { Namespace: undefined, MetricName: undefined, Threshold: 0, Metrics: [{ Id: 'e1', Expression: 'IF(HOUR(TIME_SERIES(1))<1,1,0)' }] }) };
  expect(changesOf(simulated(night, [], 120, { startsAt: '2026-01-05T23:30:00Z' }), 'Night')).toEqual(['31 ALARM', '91 OK']);
});

test('a metric without a series has no data', () => {
  const resources = { Depth: alarm('Depth'), Beating: alarm('Beat', { TreatMissingData: 'breaching' }) };
  const simulation = simulated(resources, [gauge('Depth', 0)], 5);
  expect(simulation.stateAt('Beating', 5)).toBe('ALARM');
  expect(simulation.notifications).toEqual([]);
});
