import { Token } from 'aws-cdk-lib';
import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin, type AlarmSpec } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { Threshold } from '../threshold';
import type { SignalDefinition } from './define';
import { DerivedThreshold } from './derived-threshold';
import { numeric } from './numeric';
import { unknownProperty } from './unknown-property';

const MINIMUM = 'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count';

/** Below this number of healthy targets the load balancer sends requests to all targets, healthy or not. */
const minimumOfHealthyTargets = new DerivedThreshold(`the ${MINIMUM} of the target group (1 by default)`, targetGroup => {
  const attributes = targetGroup.property('TargetGroupAttributes');
  if (attributes === undefined) return targetGroup.imported ? unknownProperty(targetGroup, 'TargetGroupAttributes', 'absent') : { value: 1 };
  if (!Array.isArray(attributes)) return unknownProperty(targetGroup, 'TargetGroupAttributes', 'token');
  const index = attributes.findIndex((_, each) => memberOf(targetGroup, each, 'Key') === MINIMUM);
  if (index < 0) return { value: 1 };
  const declared = memberOf(targetGroup, index, 'Value');
  const minimum = numeric(declared);
  if (minimum !== undefined && minimum >= 1) return { value: minimum };
  return unknownProperty(targetGroup, MINIMUM, Token.isUnresolved(declared) ? 'token' : 'not a number');
});

function memberOf(targetGroup: ObservedResource, index: number, member: string): unknown {
  return targetGroup.imported ? targetGroup.property(`TargetGroupAttributes.${index}`)?.[member] : targetGroup.property(`TargetGroupAttributes.${index}.${member}`);
}

type Conditions = Pick<SignalDefinition, 'appliesWhen' | 'variants'>;

/** Targets that fail their health check; the load balancers differ in the statistic that tells. */
export function unhealthyHosts(conditions: Conditions, statistic: string, alarm: Pick<AlarmSpec, 'evaluationPeriods' | 'origin' | 'rationale'>): SignalDefinition {
  return {
    title: 'Unhealthy targets', category: SignalCategory.AVAILABILITY, metricName: 'UnHealthyHostCount', statistic, unit: SignalUnit.COUNT, ...conditions,
    alarm: {
      threshold: Threshold.absolute(0), severity: Severity.TICKET, ...alarm,
      cause: 'A target fails its health check',
      firstStep: 'Read the reason codes in the target health of the target group, then the log of the target',
    },
  };
}

/** Targets that take requests. */
export function healthyHosts(conditions: Conditions): SignalDefinition {
  return {
    title: 'Healthy targets', category: SignalCategory.AVAILABILITY, metricName: 'HealthyHostCount', statistic: 'Minimum', unit: SignalUnit.COUNT, ...conditions,
    alarm: {
      threshold: minimumOfHealthyTargets, comparison: Comparison.BELOW, missingData: MissingData.BREACHING,
      severity: Severity.PAGE, evaluationPeriods: 2, origin: ThresholdOrigin.LIBRARY,
      cause: 'Targets fail their health check, or none is registered',
      firstStep: 'Read the reason codes in the target health of the target group, and the events of the service or group that registers the targets',
    },
  };
}
