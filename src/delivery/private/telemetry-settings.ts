import { Token, type Duration } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { DEFAULT_DELIVERY_NAMESPACE, DEFAULT_REGISTRY_PATH, DELIVERY_DEFAULTS, DELIVERY_ENVIRONMENT, type DeliveryTimes } from '../../core/schemas/private/delivery';
import type { DeliveryTelemetryAttributes, DeliveryTelemetryProps } from '../delivery-telemetry-props';
import type { IDeliveryTelemetry } from '../i-delivery-telemetry';

const DAY = 86_400;
/** A point goes out with the time of what it tells of; a day is left for queues and functions that fail. */
const LONGEST_TO_FINAL = LIMITS.metricPoint.oldestSeconds - DAY;
const LEAST_RETENTION = 30 * DAY;
const LONGEST_REWORK = 90 * DAY;
const LONGEST_RETENTION = 3_650 * DAY;

/** The times of a telemetry, each by itself and as they go together. */
export function timesOf(where: IConstruct, props: DeliveryTelemetryProps): DeliveryTimes {
  const read = (name: keyof DeliveryTimes, usual: number, minimum: number, maximum: number, why = '') => seconds(where, name, props[name], usual, { minimum, maximum, why });
  const usual = DELIVERY_DEFAULTS;
  const grace = read('grace', usual.graceSeconds, 60, LONGEST_TO_FINAL);
  const left = LONGEST_TO_FINAL - grace;
  const late = ', as CloudWatch takes points of the last 14 days';
  const changeFailureWindow = read('changeFailureWindow', usual.changeFailureSeconds, 60, left, late);
  const reopenWithin = read('reopenWithin', usual.reopenSeconds, 0, left, late);
  const changeGap = read('changeGap', usual.changeGapSeconds, 0, changeFailureWindow, ', the changeFailureWindow, as a deployment would be final before it is over');
  const reworkWindow = read('reworkWindow', usual.reworkSeconds, 0, LONGEST_REWORK);
  const retention = read('retention', usual.retentionSeconds, LEAST_RETENTION + reworkWindow, LONGEST_RETENTION, ', 30 days and the reworkWindow at least');
  return { grace, changeFailureWindow, reopenWithin, changeGap, reworkWindow, retention };
}

/** The times as environment variables. */
export function environmentOf(times: DeliveryTimes): Record<string, string> {
  return Object.fromEntries(Object.entries(times).map(([name, value]) => [DELIVERY_ENVIRONMENT[name as keyof DeliveryTimes], String(value)]));
}

/** By which names services and dashboards find a telemetry. */
export function namesOf(where: IConstruct | string, attributes: DeliveryTelemetryAttributes): IDeliveryTelemetry {
  const { registryPath = DEFAULT_REGISTRY_PATH, metricNamespace = DEFAULT_DELIVERY_NAMESPACE } = attributes;
  if (Token.isUnresolved(registryPath) || !/^(\/[A-Za-z0-9_.-]+)+$/.test(registryPath) || /^\/(aws|ssm)/i.test(registryPath)
    || registryPath.length > longestPath() || registryPath.split('/').length - 1 > deepestPath()) {
    throw complaint(where, {
      what: 'registryPath is not a path of parameters', received: registryPath,
      valid: `a literal such as /cdk-pillars/delivery, of letters, digits, _ . and -, not beginning with aws or ssm, ${deepestPath()} levels and ${longestPath()} characters at most`,
    });
  }
  if (Token.isUnresolved(metricNamespace) || !/^[\w./# -][\w./# :-]*$/.test(metricNamespace) || metricNamespace.trim() === ''
    || metricNamespace.startsWith('AWS/') || metricNamespace.length > LIMITS.metricNamespace.length) {
    throw complaint(where, {
      what: 'metricNamespace is not a namespace of metrics', received: metricNamespace,
      valid: `a literal of 1 to ${LIMITS.metricNamespace.length} letters, digits, spaces and . - _ / # :, not beginning with AWS/ or a colon`,
    });
  }
  return { registryPath, metricNamespace };
}

/** What services add: their name, their environment and a number, which count towards the length with the ARN before them. */
function longestPath(): number {
  return LIMITS.parameter.nameLength - 'arn:aws-us-gov:ssm:ap-southeast-99:123456789012:parameter'.length - 2 * 65 - '/999'.length;
}

function deepestPath(): number {
  return LIMITS.parameter.levels - 3;
}

interface Bounds { readonly minimum: number; readonly maximum: number; readonly why: string }

function seconds(where: IConstruct, name: string, duration: Duration | undefined, usual: number, { minimum, maximum, why }: Bounds): number {
  const value = duration === undefined ? usual : duration.isUnresolved() ? NaN : duration.toMilliseconds() / 1000;
  if (Number.isInteger(value) && value >= minimum && value <= maximum) return value;
  throw complaint(where, {
    what: `${name} is out of range`, received: duration === undefined ? `${usual} seconds, the default` : duration.isUnresolved() ? 'a token' : duration.toHumanString(),
    valid: `${minimum} to ${maximum} whole seconds${why}`,
  });
}
