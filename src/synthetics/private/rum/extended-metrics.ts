import type { CfnAppMonitor } from 'aws-cdk-lib/aws-rum';
import type { IConstruct } from 'constructs';
import { complaint } from '../../../core/private/errors';
import { LIMITS } from '../../../core/private/limits';
import { RumMetric, type ExtendedRumMetric } from '../../real-user-monitor-metrics';

type Values = 'browserNames' | 'countryCodes' | 'deviceTypes' | 'osNames' | 'pageIds' | 'fileTypes';

interface Measured {
  /** What events of the metric have in `event_type`. */
  readonly event: string;
  readonly details?: object;
  readonly valueKey?: string;
  readonly unit?: string;
}

const NAVIGATION = 'performance_navigation_event';
const duration = (...range: Array<string | number>) => ({ event: NAVIGATION, details: { duration: [{ numeric: range }] }, unit: 'Count' });
const responses = (...range: Array<string | number>) => ({ event: 'http_event', details: { response: { status: [{ numeric: range }] } }, unit: 'Count' });
const VALUE = 'event_details.value';
const DURATION = 'event_details.duration';

/**
 * What RUM asks of the definition of each metric.
 *
 * Source: https://docs.aws.amazon.com/cloudwatchrum/latest/APIReference/API_MetricDefinitionRequest.html
 */
const MEASURED: Readonly<Record<RumMetric, Measured>> = {
  [RumMetric.NAVIGATION_DURATION]: { event: NAVIGATION, valueKey: DURATION, unit: 'Milliseconds' },
  [RumMetric.RESOURCE_DURATION]: { event: 'performance_resource_event', valueKey: DURATION, unit: 'Milliseconds' },
  [RumMetric.NAVIGATION_TOLERATED]: duration('>=', 2000, '<', 8000),
  [RumMetric.NAVIGATION_FRUSTRATED]: duration('>=', 8000),
  [RumMetric.CUMULATIVE_LAYOUT_SHIFT]: { event: 'cumulative_layout_shift_event', valueKey: VALUE },
  [RumMetric.FIRST_INPUT_DELAY]: { event: 'first_input_delay_event', valueKey: VALUE, unit: 'Milliseconds' },
  [RumMetric.LARGEST_CONTENTFUL_PAINT]: { event: 'largest_contentful_paint_event', valueKey: VALUE, unit: 'Milliseconds' },
  [RumMetric.JS_ERRORS]: { event: 'js_error_event', unit: 'Count' },
  [RumMetric.HTTP_ERRORS]: { event: 'http_event', unit: 'Count' },
  [RumMetric.HTTP_4XX]: responses('>=', 400, '<', 500),
  [RumMetric.HTTP_5XX]: responses('>=', 500, '<=', 599),
  [RumMetric.SESSIONS]: { event: 'session_start_event', unit: 'Count' },
  [RumMetric.PAGE_VIEWS]: { event: 'page_view_event', unit: 'Count' },
};

/** Where events have the values of each dimension. */
const DIMENSIONS: Readonly<Record<Values, { readonly group: 'metadata' | 'event_details'; readonly field: string; readonly name: string }>> = {
  browserNames: { group: 'metadata', field: 'browserName', name: 'BrowserName' },
  countryCodes: { group: 'metadata', field: 'countryCode', name: 'CountryCode' },
  deviceTypes: { group: 'metadata', field: 'deviceType', name: 'DeviceType' },
  osNames: { group: 'metadata', field: 'osName', name: 'OSName' },
  pageIds: { group: 'metadata', field: 'pageId', name: 'PageId' },
  fileTypes: { group: 'event_details', field: 'fileType', name: 'FileType' },
};

const KEYS = Object.keys(DIMENSIONS) as Values[];

/** The definitions of extended metrics, all of which go to CloudWatch. */
export function metricDestinations(scope: IConstruct, metrics: readonly ExtendedRumMetric[]): CfnAppMonitor.MetricDestinationProperty[] | undefined {
  if (metrics.length === 0) return undefined;
  if (metrics.length > LIMITS.rum.metricDefinitions) {
    throw complaint(scope, { what: 'there are too many extendedMetrics', received: metrics.length, valid: `${LIMITS.rum.metricDefinitions} at most` });
  }
  return [{ destination: 'CloudWatch', metricDefinitions: metrics.map((metric, index) => definition(scope, metric, `extendedMetrics[${index}]`)) }];
}

function definition(scope: IConstruct, extended: ExtendedRumMetric, what: string): CfnAppMonitor.MetricDefinitionProperty {
  const { event, details, valueKey, unit } = MEASURED[extended.metric];
  const used = KEYS.filter(key => extended[key] !== undefined);
  const empty = used.find(key => extended[key]!.length === 0);
  if (used.length === 0 || empty) {
    throw complaint(scope, { what: `${what} has no values to tell apart`, received: empty ?? extended.metric, valid: `at least one of ${KEYS.join(', ')}, with at least one value` });
  }
  if (extended.fileTypes && extended.metric !== RumMetric.RESOURCE_DURATION) {
    throw complaint(scope, { what: `${what} cannot have fileTypes`, received: extended.metric, valid: `${RumMetric.RESOURCE_DURATION} alone has them` });
  }
  const valuesIn = (wanted: string) => Object.fromEntries(used.map(key => ({ ...DIMENSIONS[key], values: extended[key] }))
    .filter(({ group }) => group === wanted).map(({ field, values }) => [field, values]));
  const metadata = valuesIn('metadata');
  const eventDetails = { ...details, ...valuesIn('event_details') };
  const eventPattern = JSON.stringify({
    event_type: [`com.amazon.rum.${event}`],
    ...Object.keys(metadata).length > 0 ? { metadata } : {},
    ...Object.keys(eventDetails).length > 0 ? { event_details: eventDetails } : {},
  });
  if (eventPattern.length > LIMITS.rum.eventPatternLength) {
    throw complaint(scope, {
      what: `the event pattern of ${what} is too long`, received: `${eventPattern.length} characters`, valid: `${LIMITS.rum.eventPatternLength} at most`,
      fix: 'Name fewer values, or spread them over several metrics',
    });
  }
  const dimensionKeys = Object.fromEntries(used.map(key => [`${DIMENSIONS[key].group}.${DIMENSIONS[key].field}`, DIMENSIONS[key].name]));
  return { name: extended.metric, eventPattern, valueKey, unitLabel: unit, dimensionKeys };
}
