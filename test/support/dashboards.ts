import { Stack, type App } from 'aws-cdk-lib';
import { CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { ObservedService, type ObservedServiceProps, type OpsDashboard, type PerfDashboard } from '../../src';
import { synthesizeStrictly } from './strict-app';
import { bodyOf, resourcesOf, templateOf } from './templates';

/** A widget of a dashboard body. */
export interface DrawnWidget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Record<string, any>;
}

export interface DrawnDashboard {
  readonly start: string;
  readonly periodOverride: string;
  readonly variables?: any[];
  readonly widgets: DrawnWidget[];
}

/** The dashboards of a stack by name, strictly synthesized. */
export function dashboardsOf(stack: Stack): Record<string, DrawnDashboard> {
  const template = templateOf(synthesizeStrictly(stack.node.root as App), stack.stackName);
  return Object.fromEntries(resourcesOf(template, 'AWS::CloudWatch::Dashboard').map(([, dashboard]) => [dashboard.Properties.DashboardName, bodyOf(dashboard)]));
}

/** The pages of a dashboard without a synthesis. */
export function pagesOf(dashboard: OpsDashboard | PerfDashboard): DrawnDashboard[] {
  const pages = dashboard.node.children.filter((child): child is CfnDashboard => child instanceof CfnDashboard);
  return pages.map(page => bodyOf({ Type: page.cfnResourceType, Properties: { DashboardBody: Stack.of(dashboard).resolve(page.dashboardBody) } }));
}

/** A silent service over everything in a stack. */
export function serviceOver(stack: Stack, props: Partial<ObservedServiceProps> = {}): ObservedService {
  return new ObservedService(stack, `Service-${props.serviceName ?? 'shop'}`, { serviceName: 'shop', owner: 'o', routes: [], ...props });
}

/** Headings and titles of a dashboard, from top to bottom. */
export function titlesOf({ widgets }: DrawnDashboard): string[] {
  return widgets.map(({ properties }) => properties.title ?? properties.markdown.split('\n')[0]);
}

/** What is wrong with the places of widgets: beyond the grid, or over one another. */
export function misplaced(widgets: readonly DrawnWidget[]): string[] {
  const where = ({ x, y, width, height }: DrawnWidget) => `${x},${y} ${width}×${height}`;
  const outside = widgets.filter(({ x, y, width, height }) => x < 0 || y < 0 || width < 1 || height < 1 || x + width > 24).map(widget => `outside: ${where(widget)}`);
  const overlapping = widgets.flatMap((one, index) => widgets.slice(index + 1)
    .filter(other => one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height)
    .map(other => `overlap: ${where(one)} and ${where(other)}`));
  return [...outside, ...overlapping];
}
