import { Severity } from '../../core/severity';
import { Comparison, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { textOf } from '../private/arn-part';
import { defineSignals } from '../private/define';
import { acceleratorId, listenerId } from '../private/global-accelerator';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { Threshold } from '../threshold';

/** An import has the ARN of the listener in its own. */
function listenerArn(group: ObservedResource): string | undefined {
  if (!group.imported) return textOf(group.property('ListenerArn'));
  return group.attribute('EndpointGroupArn', 'endpointGroupArn');
}

function region(group: ObservedResource): string | undefined {
  return textOf(group.property('EndpointGroupRegion')) ?? (group.imported ? group.attribute('EndpointGroupRegion', 'endpointGroupRegion') : undefined);
}

export default defineSignals({
  kind: 'global-accelerator-endpoint-group',
  title: 'Endpoint group of a Global Accelerator',
  resourceType: 'AWS::GlobalAccelerator::EndpointGroup',
  namespace: 'AWS/GlobalAccelerator',
  metricsRegion: 'us-west-2',
  naming: 'the ARN of the endpoint group, as EndpointGroup.fromEndpointGroupArn gives it, and its Region, declared as EndpointGroupRegion with ImportedResource.declare',
  source: 'https://docs.aws.amazon.com/global-accelerator/latest/dg/cloudwatch-monitoring.html',
  cautions: ['All metrics are in us-west-2, wherever the endpoints are.', 'The health of endpoints is published as long as the accelerator is enabled, with traffic and without.'],
  dimensions: group => {
    const arn = listenerArn(group);
    return { Accelerator: acceleratorId(arn), Listener: listenerId(arn), EndpointGroup: region(group) };
  },
  signals: {
    healthyEndpoints: {
      title: 'Healthy endpoints', category: SignalCategory.AVAILABILITY, metricName: 'HealthyEndpointCount', statistic: 'Minimum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(1), comparison: Comparison.BELOW,
        severity: Severity.PAGE, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        rationale: 'Missing data does not breach: an accelerator that is disabled publishes none.',
        cause: 'All endpoints of the Region fail their health check',
        firstStep: 'Read the target health of the load balancers or instances behind the endpoints in that Region',
      },
    },
    unhealthyEndpoints: {
      title: 'Unhealthy endpoints', category: SignalCategory.AVAILABILITY, metricName: 'UnhealthyEndpointCount', statistic: 'Maximum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        rationale: 'A ticket, as traffic goes to the other endpoints: healthyEndpoints pages when none is left.',
        cause: 'An endpoint fails its health check',
        firstStep: 'Read the target health of the load balancer or instance behind the endpoint in that Region',
      },
    },
  },
});
