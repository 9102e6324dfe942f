import { aws_applicationsignals as applicationsignals } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { isMath, type MetricModel, type SingleMetric } from '../../signals/private/metric-model';
import type { SloExclusionWindow } from '../exclusion-window';
import type { ObjectiveWindow } from '../objective-window';
import { isMeasured, type DiscoveredSli, type MeasuredSli } from './sli';

export interface SloResourceProps {
  readonly name: string;
  readonly description: string;
  readonly goal: number;
  readonly window: ObjectiveWindow;
  readonly warningThreshold: number;
  readonly lookBacks: readonly number[];
  readonly exclusionWindows: readonly SloExclusionWindow[];
  readonly sli: MeasuredSli | DiscoveredSli;
}

/** The resource of Application Signals. One kind cannot become the other by an update, so each has a logical id and a name of its own. */
export function sloResource(scope: Construct, props: SloResourceProps): applicationsignals.CfnServiceLevelObjective {
  const { sli, goal, warningThreshold, window } = props;
  return new applicationsignals.CfnServiceLevelObjective(scope, sli.kind === 'requests' ? 'Requests' : 'Periods', {
    name: props.name,
    description: props.description,
    ...isMeasured(sli) ? indicatorOf(sli) : sli.properties,
    goal: { attainmentGoal: goal, warningThreshold, interval: intervalOf(window) },
    burnRateConfigurations: props.lookBacks.map(lookBackWindowMinutes => ({ lookBackWindowMinutes })),
    ...props.exclusionWindows.length > 0 ? { exclusionWindows: props.exclusionWindows.map(each => each._render()) } : {},
  });
}

function indicatorOf(sli: MeasuredSli) {
  if (sli.kind === 'periods') {
    return {
      sli: {
        sliMetric: { metricDataQueries: queriesOf(sli.metric, 'value'), periodSeconds: sli.periodSeconds },
        metricThreshold: sli.threshold, comparisonOperator: sli.operator,
      },
    };
  }
  return {
    requestBasedSli: {
      requestBasedSliMetric: {
        totalRequestCountMetric: queriesOf(sli.total, 'total'),
        monitoredRequestCountMetric: sli.good ? { goodCountMetric: queriesOf(sli.good, 'good') } : { badCountMetric: queriesOf(sli.bad!, 'bad') },
      },
    },
  };
}

function intervalOf({ minutes, _calendar }: ObjectiveWindow) {
  if (_calendar) {
    const { unit, count, start } = _calendar;
    return { calendarInterval: { startTime: Date.parse(start) / 1_000, durationUnit: unit, duration: count } };
  }
  return {
    rollingInterval: minutes % 1_440 === 0 ? { durationUnit: 'DAY', duration: minutes / 1_440 } : {
      durationUnit: 'HOUR',
      duration: minutes / 60,
    },
  };
}

function queriesOf(model: MetricModel, id: string) {
  if (!isMath(model)) return [{ id, metricStat: metricStatOf(model), returnData: true }];
  const result = id in model.inputs ? `${id}_` : id;
  return [
    ...Object.entries(model.inputs).map(([input, metric]) => ({ id: input, metricStat: metricStatOf(metric), returnData: false })),
    { id: result, expression: model.expression, returnData: true },
  ];
}

function metricStatOf({ namespace, metricName, dimensions, statistic, period }: SingleMetric) {
  return {
    metric: { namespace, metricName, dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value })) }, period,
    stat: statistic,
  };
}
