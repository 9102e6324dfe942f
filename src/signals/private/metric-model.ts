import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';

/** A CloudWatch metric as plain data. */
export interface SingleMetric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: { readonly [name: string]: string };
  readonly statistic: string;
  readonly period: number;
}

/** A metric math expression as plain data. */
export interface MathModel {
  readonly expression: string;
  readonly inputs: { readonly [id: string]: SingleMetric };
  readonly period: number;
}

export type MetricModel = SingleMetric | MathModel;

export function isMath(model: MetricModel): model is MathModel {
  return 'expression' in model;
}

/** The model as the metric class of the CDK, for users; the library itself renders from the data. Without a Region, it is read where it is used. */
export function renderMetric(model: MetricModel, region?: string): IMetric {
  const period = Duration.seconds(model.period);
  if (!isMath(model)) {
    const { namespace, metricName, dimensions, statistic } = model;
    return new Metric({ namespace, metricName, dimensionsMap: { ...dimensions }, statistic, period, region });
  }
  return new MathExpression({
    expression: model.expression,
    usingMetrics: Object.fromEntries(Object.entries(model.inputs).map(([id, input]) => [id, renderMetric(input, region)])),
    period,
  });
}
