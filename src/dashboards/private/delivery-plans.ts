import { DELIVERY_METRICS, HANDLER_METRICS, INCIDENT_METRICS, INCIDENT_SEVERITIES, type IncidentSeverity } from '../../core/schemas/private/delivery';
import { boundaries, deliveryMarkdown, levelLines } from './delivery-bands';
import { asBefore, DAY, graph, inHours, inMinutes, line, numbers, orZero, regionOf, WEEK, type Line } from './delivery-charts';
import type { ServiceView } from './service-view';
import { jsonText, textPlan, type SectionPlan, type WidgetPlan } from './widget-plan';

/** Of graphs by week. */
const QUARTER = 91;
const MONTH = 28;
const COLORS: Readonly<Record<IncidentSeverity, string>> = { PAGE: '#d62728', TICKET: '#ff7f0e', INFO: '#7f7f7f' };

/** Deployments and incidents of a service that registers them, with zero where there were none, beside the levels that DORA found. */
export function deliverySection(view: ServiceView): SectionPlan {
  if (!view.delivery) return { widgets: [] };
  return {
    title: 'Deployments and incidents',
    widgets: [
      numbers(view, { title: `Last ${MONTH} days`, lines: overview(), periodSeconds: DAY, days: MONTH }),
      ...deployments(view), ...times(view), ...incidents(view), ...care(view),
      levels(view),
    ],
  };
}

/** Written when it is drawn, as automations may come later. */
function levels(view: ServiceView): WidgetPlan {
  const height = 8;
  return { ...textPlan('', height), draw: (x, y, stack) => textPlan(deliveryMarkdown(view), height).draw(x, y, stack) };
}

const sum = (name: string) => ({ name, statistic: 'Sum' });
const { deployments: deployed, failedDeployments: failed, rollbacks, rework, leadTime, deploymentDuration } = DELIVERY_METRICS;
const { timeToRestore, timeToDetect, timeToAcknowledge, overdueReviews } = DELIVERY_METRICS;

/** Absent where nothing was deployed: a share of nothing is not zero. */
const share = (label: string, id: string, name: string): Line => ({
  label, expression: `100*FILL(${id}, 0)/deployed`, inputs: { [id]: sum(name), deployed: sum(deployed) },
});

function overview(): Line[] {
  return [
    line('Deployments', 'deployed', sum(deployed), orZero),
    share('Change failure rate, %', 'failed', failed),
    line('Lead time, median hours', 'lead', { name: leadTime, statistic: 'p50' }, inHours),
    line('Time to restore, median hours', 'restore', { name: timeToRestore, statistic: 'p50' }, inHours),
    line('Time to detect, median minutes', 'detect', { name: timeToDetect, statistic: 'p50' }, inMinutes),
    line('Time to acknowledge, median minutes', 'acknowledge', { name: timeToAcknowledge, statistic: 'p50' }, inMinutes),
  ];
}

function deployments(view: ServiceView): WidgetPlan[] {
  const { bands } = view.delivery!;
  const [perWeek, percent] = [boundaries(bands, 'deploymentsPerWeek'), levelLines(bands, 'changeFailurePercent')];
  return [
    graph(view, { title: 'Deployments a day', lines: [line('Deployments', 'deployed', sum(deployed), orZero)], periodSeconds: DAY, days: MONTH }),
    graph(view, { title: 'Deployments a week', lines: [line('Deployments', 'deployed', sum(deployed), orZero)], periodSeconds: WEEK, days: QUARTER, horizontal: perWeek }),
    graph(view, {
      title: 'Change failure rate and rework rate, by week', unit: '%', horizontal: percent, periodSeconds: WEEK, days: QUARTER,
      lines: [share('Change failure rate', 'failed', failed), share('Rework rate', 'reworked', rework)],
    }),
  ];
}

/** Median and p90: an average hides the one that took a week. */
function spread(label: string, id: string, name: string, around: (id: string) => string): Line[] {
  return [line(`${label}median`, `${id}50`, { name, statistic: 'p50' }, around), line(`${label}p90`, `${id}90`, { name, statistic: 'p90' }, around)];
}

function times(view: ServiceView): WidgetPlan[] {
  const { bands } = view.delivery!;
  const byWeek = { periodSeconds: WEEK, days: QUARTER };
  return [
    graph(view, { title: 'Lead time for changes', unit: 'hours', lines: spread('', 'lead', leadTime, inHours), horizontal: boundaries(bands, 'leadTimeHours'), ...byWeek }),
    graph(view, { title: 'Time to restore', unit: 'hours', lines: spread('', 'restore', timeToRestore, inHours), horizontal: boundaries(bands, 'restoreHours'), ...byWeek }),
    graph(view, {
      title: 'Time to detect and to acknowledge', unit: 'minutes', ...byWeek,
      lines: [...spread('Detect, ', 'detect', timeToDetect, inMinutes), ...spread('Acknowledge, ', 'acknowledge', timeToAcknowledge, inMinutes)],
    }),
  ];
}

function incidents(view: ServiceView): WidgetPlan[] {
  const { opened, closed, open } = INCIDENT_METRICS;
  return [
    graph(view, {
      title: 'Incidents a week', periodSeconds: WEEK, days: QUARTER,
      lines: INCIDENT_SEVERITIES.flatMap(severity => [
        line(`Opened ${severity}`, `opened${severity}`, { ...sum(opened), severity }, orZero, COLORS[severity]),
        line(`Closed ${severity}`, `closed${severity}`, { ...sum(closed), severity }, orZero),
      ]),
    }),
    graph(view, {
      title: 'Open incidents', periodSeconds: 3_600, days: 14,
      lines: INCIDENT_SEVERITIES.map(severity => line(severity, `open${severity}`, { name: open, statistic: 'Maximum', severity }, asBefore, COLORS[severity])),
    }),
    graph(view, {
      title: 'Rollbacks and rework, by week', periodSeconds: WEEK, days: QUARTER,
      lines: [line('Rollbacks', 'rollbacks', sum(rollbacks), orZero), line('Rework', 'reworked', sum(rework), orZero)],
    }),
  ];
}

function care(view: ServiceView): WidgetPlan[] {
  return [
    graph(view, { title: 'Duration of deployments', unit: 'minutes', lines: spread('', 'duration', deploymentDuration, inMinutes), periodSeconds: WEEK, days: QUARTER }),
    graph(view, {
      title: 'Overdue reviews of incidents', periodSeconds: DAY, days: MONTH,
      lines: [line('Overdue', 'overdue', { name: overdueReviews, statistic: 'Maximum' }, asBefore)],
    }),
    unmappedPlan(view),
  ];
}

/** Of all that is counted in the namespace, as what no service claims is of none. Found by its name, whatever tells it apart. */
function unmappedPlan(view: ServiceView): WidgetPlan {
  const expression = `SUM(SEARCH('Namespace="${view.delivery!.namespace}" MetricName="${HANDLER_METRICS.unmapped}"', 'Sum', ${DAY}))`;
  const size = { width: 8, height: 6 };
  return {
    ...size, widgets: 1, metrics: 1,
    draw: (x, y, stack) => jsonText({
      type: 'metric', x, y, ...size,
      properties: {
        title: 'Events that no service claims', view: 'timeSeries', start: `-P${MONTH}D`, end: 'P0D', period: DAY, region: regionOf(view, stack),
        yAxis: { left: { min: 0, showUnits: false } }, metrics: [[{ expression, label: 'Unmapped', id: 'unmapped', period: DAY }]],
      },
    }, stack),
  };
}
