import { Token } from 'aws-cdk-lib';
import type { IMetric, IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { GraphWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { GRID, type WidgetPlan } from './widget-plan';

/** A widget of the CDK or of a user on our grid. One widget may render to several, as a column does. */
export function widgetPlan(widget: IWidget, dashboard: IConstruct, section: string): WidgetPlan {
  const drawn = widget.toJson();
  const metrics = drawn.map(metricsOf);
  const known: readonly string[] = LIMITS.dashboard.widgetTypes;
  const unknown = drawn.find(each => !Token.isUnresolved(each) && !Token.isUnresolved(each?.type) && !known.includes(each?.type));
  if (unknown) throw complaint(dashboard, { what: `section '${section}': CloudWatch knows no such type of widget`, received: unknown.type, valid: known.join(', ') });
  const fail = (what: string, received: number, limit: number) => {
    throw complaint(dashboard, { what: `section '${section}': ${what}`, received, valid: `${limit} at most` });
  };
  if (widget.width > GRID) fail('a widget is wider than a dashboard', widget.width, GRID);
  const most = Math.max(0, ...metrics);
  if (most > LIMITS.dashboard.metricsPerWidget) fail('a widget has too many metrics', most, LIMITS.dashboard.metricsPerWidget);
  return {
    width: widget.width,
    height: widget.height,
    widgets: metrics.length,
    metrics: metrics.reduce((sum, count) => sum + count, 0),
    draw: (x, y, stack) => {
      widget.position(x, y);
      return widget.toJson().map(json => stack.toJsonString(json)).join(',');
    },
  };
}

export function businessPlans(metrics: { readonly [title: string]: IMetric }, dashboard: IConstruct): WidgetPlan[] {
  const chart = ([title, metric]: [string, IMetric]) => widgetPlan(new GraphWidget({ title, left: [metric], width: 8, height: 6 }), dashboard, title);
  return Object.entries(metrics).map(chart);
}

/** Rows are tokens before synthesis, so expressions are counted as if they were metrics: rather one page too many than a refused one. */
function metricsOf(widget: any): number {
  return widget?.properties?.metrics?.length ?? 0;
}
