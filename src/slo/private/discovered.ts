import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { isStatistic } from '../../signals/private/check-source';
import type { DiscoveredIndicatorProps, OperationSelection } from '../service-level-indicator';

/** The part of an AWS::ApplicationSignals::ServiceLevelObjective that names what Application Signals measures. */
export function discoveredProperties(where: IConstruct, props: DiscoveredIndicatorProps, periodSeconds: number | undefined): object {
  checkDiscovered(where, props);
  const { metric, threshold } = props;
  const isLatency = metric === 'LATENCY';
  const measured = {
    keyAttributes: { Type: 'Service', Name: props.service, Environment: props.environment },
    ...props.operation === undefined ? {} : { operationName: props.operation },
    ...props.operations ? { compositeSliConfig: selection(where, props.operations) } : {},
    metricType: metric,
    ...props.dependency ? {
      dependencyConfig: {
        dependencyKeyAttributes: props.dependency,
        dependencyOperationName: props.dependencyOperation,
      },
    } : {},
  };
  const latency = isLatency ? { metricThreshold: threshold!.toMilliseconds(), comparisonOperator: 'LessThanOrEqualTo' } : {};
  if (periodSeconds === undefined) return { requestBasedSli: { requestBasedSliMetric: measured, ...latency } };
  return {
    sli: {
      sliMetric: { ...measured, periodSeconds, ...isLatency ? { statistic: props.statistic ?? 'p99' } : {} },
      ...isLatency ? latency : { metricThreshold: props.goodPeriodPercentage ?? 99, comparisonOperator: 'GreaterThanOrEqualTo' },
    },
  };
}

function checkDiscovered(where: IConstruct, props: DiscoveredIndicatorProps): void {
  const fail = (what: string, received: unknown, fix: string) => {
    throw complaint(where, { what, received, fix });
  };
  if (!props.alreadyDiscovered) {
    fail(
      `Application Signals must show the service '${props.service}' before an objective can be set for it: its first deployment would fail`,
      props.alreadyDiscovered,
      'Deploy the service without this objective, let it serve requests, and set alreadyDiscovered: true then; or count with ServiceLevelIndicator.requests, which needs no discovery',
    );
  }
  for (const name of ['service', 'environment'] as const) {
    if (props[name].trim() === '') {
      fail(`${name} is empty`, props[name],
        'Take it from the page of the service in Application Signals');
    }
  }
  if ((props.operation === undefined) === (props.operations === undefined)) {
    fail('give exactly one of operation and operations',
      props.operation ?? 'none', 'Name the operation, or select several');
  }
  if ((props.metric === 'LATENCY') !== (props.threshold !== undefined)) {
    fail('threshold goes with LATENCY, and LATENCY with a threshold',
      props.metric, 'Give both or none');
  }
  if (props.threshold?.isUnresolved()) fail('threshold is a token', props.threshold.toString(), 'Give a literal duration');
  if ((props.dependency === undefined) !== (props.dependencyOperation === undefined)) {
    fail('dependency and dependencyOperation go together',
      props.dependencyOperation ?? 'none', 'Give both or none');
  }
  const percentage = props.goodPeriodPercentage;
  if (percentage !== undefined && !(percentage > 0 && percentage <= 100 && props.period && props.metric === 'AVAILABILITY')) {
    fail('goodPeriodPercentage is for periods of AVAILABILITY', percentage, 'Give one above 0 and at most 100, with a period, or leave it out');
  }
  const attributes = Object.keys(props.dependency ?? {});
  if (attributes.length > LIMITS.slo.keyAttributes) {
    fail('dependency has too many attributes', attributes.length,
      `Give ${LIMITS.slo.keyAttributes} at most`);
  }
  if (props.statistic !== undefined && !(isStatistic(props.statistic) && props.period && props.metric === 'LATENCY')) {
    fail('statistic is for periods of LATENCY', props.statistic, 'Give one such as p99, with a period, or leave it out');
  }
}

function selection(where: IConstruct, { names, prefix, regex }: OperationSelection): object {
  const given = [names, prefix, regex].filter(each => each !== undefined).length;
  if (given !== 1) throw complaint(where, { what: 'operations: give exactly one of names, prefix and regex', received: given });
  if (names) {
    const { minimum, maximum } = LIMITS.slo.compositeOperations;
    const count = new Set(names).size;
    if (count < minimum || count > maximum || count !== names.length) {
      throw complaint(where,
        { what: 'operations.names is not a set of operations', received: names, valid: `${minimum} to ${maximum} different ones` });
    }
    return { selectionConfig: { type: 'EXPLICIT' }, compositeSliComponents: names.map(operationName => ({ operationName })) };
  }
  if (regex !== undefined && !Token.isUnresolved(regex)) checkRegex(where, regex);
  return { selectionConfig: prefix === undefined ? { type: 'REGEX', pattern: regex } : { type: 'PREFIX', pattern: prefix } };
}

function checkRegex(where: IConstruct, regex: string): void {
  try {
    new RegExp(regex);
  } catch {
    throw complaint(where, { what: 'operations.regex is not a regular expression', received: regex });
  }
}
