import type { CfnAlarmProps } from 'aws-cdk-lib/aws-cloudwatch';
import { isDistribution } from '../../signals/private/check-source';
import { isMath, type MathModel, type MetricModel, type SingleMetric } from '../../signals/private/metric-model';
import type { AlarmPlan } from './alarm-plan';

type Rendered = Pick<CfnAlarmProps,
'metrics' | 'metricName' | 'namespace' | 'dimensions' | 'statistic' | 'extendedStatistic' | 'period' | 'threshold' | 'thresholdMetricId' | 'evaluateLowSampleCountPercentile'>;

/** The properties of an alarm that say what is measured and against what. */
export function renderMeasured(model: MetricModel, plan: AlarmPlan, threshold: number): Rendered {
  if (plan.threshold.isAnomalyBand) return renderBand(model, threshold);
  if (isMath(model)) return { metrics: mathQueries(model, unusedId('e1', model)), threshold };
  const { namespace, metricName, statistic, period } = model;
  const dimensions = Object.entries(model.dimensions).map(([name, value]) => ({ name, value }));
  return {
    namespace, metricName, period, threshold,
    ...(dimensions.length > 0 ? { dimensions } : {}),
    ...(isDistribution(statistic) ? { extendedStatistic: statistic } : { statistic }),
    // A percentile over a handful of samples says nothing: the alarm then keeps its state.
    ...(/^p\d/.test(statistic) ? { evaluateLowSampleCountPercentile: 'ignore' } : {}),
  };
}

/** What a band is around, and by which id. */
export function watchedQueries(model: MetricModel) {
  const watched = unusedId('e1', model);
  return { watched, queries: isMath(model) ? mathQueries(model, watched) : [metricQuery(watched, model, true)] };
}

function renderBand(model: MetricModel, standardDeviations: number): Rendered {
  const { watched, queries } = watchedQueries(model);
  const band = unusedId('band', model);
  return {
    metrics: [
      ...queries,
      { id: band, expression: `ANOMALY_DETECTION_BAND(${watched}, ${standardDeviations})`, returnData: true },
    ],
    thresholdMetricId: band,
  };
}

function mathQueries({ inputs, expression }: MathModel, id: string) {
  return [
    { id, expression, returnData: true },
    ...Object.entries(inputs).map(([inputId, input]) => metricQuery(inputId, input, false)),
  ];
}

/** Ids of one alarm are unique, and those of the inputs are the kind's own. */
function unusedId(wanted: string, model: MetricModel): string {
  return isMath(model) && wanted in model.inputs ? unusedId(`${wanted}_`, model) : wanted;
}

function metricQuery(id: string, { namespace, metricName, dimensions, statistic, period }: SingleMetric, returnData: boolean) {
  return {
    id,
    metricStat: {
      metric: { namespace, metricName, dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value })) },
      period,
      stat: statistic,
    },
    returnData,
  };
}
