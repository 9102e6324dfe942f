import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals, type SignalDefinition } from '../private/define';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

const web = {
  appliesWhen: 'the application runs in a browser',
  variants: (monitor: ObservedResource, dimensions: Dimensions): SignalVariant[] => ['Android', 'iOS'].includes(monitor.property('Platform')) ? [] : [{ dimensions }],
};

const vital = (title: string, metricName: string, unit: SignalUnit, limit: number, cause: string, firstStep: string): SignalDefinition => ({
  ...web, title, category: SignalCategory.LATENCY, metricName, statistic: 'p75', percentiles: true, unit, chart: metricName,
  alarm: {
    threshold: Threshold.absolute(limit),
    severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 6, datapointsToAlarm: 5, origin: ThresholdOrigin.LIBRARY,
    cause, firstStep,
  },
});

const SLOW = 'A slower backend or CDN, or heavier pages';
const FIND_SLOW = 'Compare the time to the first byte with the cache hit rate, then look at the slowest resources of the page';

export default defineSignals({
  kind: 'rum-app-monitor',
  title: 'CloudWatch RUM app monitor',
  resourceType: 'AWS::RUM::AppMonitor',
  namespace: 'AWS/RUM',
  naming: 'the name of the app monitor',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-RUM-metrics.html',
  cautions: [
    'Only the sampled sessions are counted: SessionSampleRate is 10% by default.',
    'Which telemetry there is (errors, performance, http) is up to the web client that the pages load.',
  ],
  dimensions: monitor => ({ application_name: monitor.ref('appMonitorName') }),
  slis: [
    { type: SliType.WEB_VITAL, id: 'lcp', title: 'time until the largest content is painted', signalId: 'lcp' },
    { type: SliType.WEB_VITAL, id: 'inp', title: 'time from an interaction to the next paint', signalId: 'inp' },
    { type: SliType.WEB_VITAL, id: 'cls', title: 'share of the page that shifts while it loads', signalId: 'cls' },
    { type: SliType.LATENCY, title: 'time until a page is loaded', signalId: 'navigationDuration' },
    { type: SliType.THROUGHPUT, title: 'sessions', signalId: 'sessions' },
  ],
  signals: {
    sessions: { title: 'Sessions', category: SignalCategory.TRAFFIC, metricName: 'SessionCount', statistic: 'Sum', unit: SignalUnit.COUNT },
    jsErrors: {
      ...web, title: 'JavaScript errors', category: SignalCategory.ERRORS, metricName: 'JsErrorCount', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'js-errors',
      alarm: {
        threshold: Threshold.anomalyBand(3), comparison: Comparison.ABOVE_BAND, severity: Severity.TICKET,
        periodSeconds: 300, evaluationPeriods: 3, missingData: MissingData.IGNORE, origin: ThresholdOrigin.LIBRARY,
        cause: 'A bug in the latest release of the frontend, or a script of a third party',
        firstStep: 'Group the errors by message and version, and roll the frontend back if they came with a release',
      },
    },
    jsErrorsPerSession: {
      ...web, title: 'JavaScript errors per session', category: SignalCategory.ERRORS, unit: SignalUnit.COUNT, chart: 'js-errors-per-session',
      expression: 'IF(sessions>0,errors/sessions,0)',
      inputs: { errors: { metricName: 'JsErrorCount', statistic: 'Sum' }, sessions: { metricName: 'SessionCount', statistic: 'Sum' } },
      alarm: {
        threshold: Threshold.absolute(0.1), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'A bug in the latest release of the frontend, or a script of a third party',
        firstStep: 'Group the errors by message and version, and roll the frontend back if they came with a release',
      },
    },
    http4xx: { ...web, title: 'Responses with a client error', category: SignalCategory.ERRORS, metricName: 'Http4xxCount', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'http' },
    http5xx: { ...web, title: 'Responses with a server error', category: SignalCategory.ERRORS, metricName: 'Http5xxCount', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'http' },
    navigationDuration: {
      ...web, title: 'Duration of a page load', category: SignalCategory.LATENCY, metricName: 'PerformanceNavigationDuration', statistic: 'p75', dashboardStatistics: ['p50', 'p75', 'p95'],
      percentiles: true, unit: SignalUnit.MILLISECONDS, chart: 'navigation',
      alarm: {
        threshold: Threshold.absolute(4_000), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: SLOW, firstStep: FIND_SLOW,
      },
    },
    lcp: vital('Largest contentful paint', 'WebVitalsLargestContentfulPaint', SignalUnit.MILLISECONDS, 2_500, SLOW, FIND_SLOW),
    cls: vital('Cumulative layout shift', 'WebVitalsCumulativeLayoutShift', SignalUnit.NONE, 0.1,
      'Images, adverts or fonts move the page while it is read', 'Compare the latest release of the frontend with the one before'),
    inp: vital('Interaction to next paint', 'WebVitalsInteractionToNextPaint', SignalUnit.MILLISECONDS, 200,
      'Long tasks keep the browser from answering to input', 'Profile the interactions of the slowest page'),
    frustrated: { ...web, title: 'Frustrating page loads', category: SignalCategory.LATENCY, metricName: 'NavigationFrustratedCount', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'frustrated' },
    apdex: {
      ...web, title: 'Apdex score', category: SignalCategory.LATENCY, unit: SignalUnit.NONE, chart: 'apdex',
      expression: 'IF(FILL(satisfied,0)+FILL(tolerated,0)+FILL(frustrated,0)>0,'
        + '(FILL(satisfied,0)+FILL(tolerated,0)/2)/(FILL(satisfied,0)+FILL(tolerated,0)+FILL(frustrated,0)),1)',
      inputs: {
        satisfied: { metricName: 'NavigationSatisfiedCount', statistic: 'Sum' },
        tolerated: { metricName: 'NavigationToleratedCount', statistic: 'Sum' },
        frustrated: { metricName: 'NavigationFrustratedCount', statistic: 'Sum' },
      },
      alarm: {
        threshold: Threshold.absolute(0.85), comparison: Comparison.BELOW,
        severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 6, datapointsToAlarm: 5, origin: ThresholdOrigin.LIBRARY,
        cause: SLOW, firstStep: FIND_SLOW,
      },
    },
  },
});
