import type { CfnAlarmProps } from 'aws-cdk-lib/aws-cloudwatch';
import { isDistribution } from '../../signals/private/check-source';
import { isMath, type MetricModel, type SingleMetric } from '../../signals/private/metric-model';
import type { AlarmPlan } from './alarm-plan';

type Rendered = Pick<CfnAlarmProps,
'metrics' | 'metricName' | 'namespace' | 'dimensions' | 'statistic' | 'extendedStatistic' | 'period' | 'threshold' | 'thresholdMetricId' | 'evaluateLowSampleCountPercentile'>;

/** The properties of an alarm that say what is measured and against what. */
export function renderMeasured(model: MetricModel, plan: AlarmPlan, threshold: number): Rendered {
  if (plan.threshold.isAnomalyBand) return renderBand(model, threshold);
  if (isMath(model)) return { metrics: mathQueries(model.inputs, model.expression, 'e1'), threshold };
  const { namespace, metricName, statistic, period } = model;
  const dimensions = Object.entries(model.dimensions).map(([name, value]) => ({ name, value }));
  return {
    namespace, metricName, period, threshold,
    ...(dimensions.length > 0 ? { dimensions } : {}),
    // A percentile over a handful of samples says nothing: the alarm then keeps its state.
    ...(isDistribution(statistic) ? { extendedStatistic: statistic, evaluateLowSampleCountPercentile: 'ignore' } : { statistic }),
  };
}

function renderBand(model: MetricModel, standardDeviations: number): Rendered {
  const watched = isMath(model) ? mathQueries(model.inputs, model.expression, 'e1') : [metricQuery('e1', model, true)];
  return {
    metrics: [...watched, { id: 'band', expression: `ANOMALY_DETECTION_BAND(e1, ${standardDeviations})`, returnData: true }],
    thresholdMetricId: 'band',
  };
}

function mathQueries(inputs: { readonly [id: string]: SingleMetric }, expression: string, id: string) {
  return [
    { id, expression, returnData: true },
    ...Object.entries(inputs).map(([inputId, input]) => metricQuery(inputId, input, false)),
  ];
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
