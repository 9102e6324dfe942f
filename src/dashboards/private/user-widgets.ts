import type { IMetric, IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { GraphWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { WidgetPlan } from './widget-plan';

/** A widget of the CDK or of a user on our grid. One widget may render to several, as a column does. */
export function widgetPlan(widget: IWidget): WidgetPlan {
  return {
    width: widget.width,
    height: widget.height,
    metrics: metricsOf(widget.toJson()),
    draw: (x, y, stack) => {
      widget.position(x, y);
      return widget.toJson().map(json => stack.toJsonString(json)).join(',');
    },
  };
}

export function businessPlans(metrics: { readonly [title: string]: IMetric }): WidgetPlan[] {
  return Object.entries(metrics).map(([title, metric]) => widgetPlan(new GraphWidget({ title, left: [metric], width: 8, height: 6 })));
}

/** Rows are tokens before synthesis, so expressions are counted as if they were metrics: rather one page too many than a refused one. */
function metricsOf(widgets: any[]): number {
  return widgets.reduce((count, widget) => count + (widget?.properties?.metrics?.length ?? 0), 0);
}
