import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals } from '../private/define';
import { samples, sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

const WITHOUT_ENDPOINT = ['CALCULATED', 'CLOUDWATCH_METRIC', 'RECOVERY_CONTROL'];

/** Only for health checks of an endpoint, and not for those of the types named. */
function ofEndpoints(...except: string[]): (check: ObservedResource, dimensions: Dimensions) => SignalVariant[] {
  return (check, dimensions) => [...WITHOUT_ENDPOINT, ...except].includes(check.property('HealthCheckConfig.Type')) ? [] : [{ dimensions }];
}

/** Latency is measured where that was asked for when the health check was made. */
function measured(...except: string[]): (check: ObservedResource, dimensions: Dimensions) => SignalVariant[] {
  return (check, dimensions) => check.property('HealthCheckConfig.MeasureLatency') === true ? ofEndpoints(...except)(check, dimensions) : [];
}

export default defineSignals({
  kind: 'route53-health-check',
  title: 'Route 53 health check',
  resourceType: 'AWS::Route53::HealthCheck',
  namespace: 'AWS/Route53',
  metricsRegion: 'us-east-1',
  naming: 'the id of the health check, as HealthCheck.fromHealthCheckId gives it',
  source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html',
  cautions: [
    'All metrics are in us-east-1, wherever the endpoint is.',
    'Latency is measured only with MeasureLatency, which cannot be changed later, and has no percentiles.',
  ],
  dimensions: check => ({ HealthCheckId: check.attribute('HealthCheckId', 'healthCheckId') }),
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'checks that find the endpoint healthy',
      bad: { inputs: { checks: samples('HealthCheckStatus'), healthy: sum('HealthCheckStatus') }, expression: 'checks-healthy' },
      total: { inputs: { checks: samples('HealthCheckStatus') } },
      caution: 'It is the state that Route 53 has concluded on, which changes only after several requests of its checkers.',
    },
    { type: SliType.LATENCY, id: 'connection', title: 'time until the connection is open', signalId: 'connectionTime' },
    { type: SliType.LATENCY, id: 'firstByte', title: 'time until the first byte of the answer', signalId: 'timeToFirstByte' },
    { type: SliType.LATENCY, id: 'tlsHandshake', title: 'time that the TLS handshake takes', signalId: 'sslHandshakeTime' },
  ],
  signals: {
    healthCheckStatus: {
      title: 'Health', category: SignalCategory.AVAILABILITY, metricName: 'HealthCheckStatus', statistic: 'Average', unit: SignalUnit.NONE,
      alarm: {
        threshold: Threshold.absolute(1), comparison: Comparison.BELOW, missingData: MissingData.BREACHING,
        severity: Severity.PAGE, evaluationPeriods: 3, origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'The endpoint is down, its certificate or the string that is looked for changed, or the health checkers are blocked',
        firstStep: 'Read the latest reason for failure of each health checker, and call the endpoint yourself',
      },
    },
    percentageHealthy: {
      title: 'Health checkers that see it healthy', category: SignalCategory.AVAILABILITY, metricName: 'HealthCheckPercentageHealthy', statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'checkers',
      appliesWhen: 'an endpoint is checked', variants: ofEndpoints(),
    },
    connectionTime: {
      title: 'Time to connect', category: SignalCategory.LATENCY, metricName: 'ConnectionTime', statistic: 'Average', unit: SignalUnit.MILLISECONDS,
      appliesWhen: 'the health check measures latency', variants: measured(),
      alarm: {
        threshold: Threshold.unset('take twice what the connection usually takes'), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        cause: 'A slow path through the network, or a slow endpoint',
        firstStep: 'Compare the Regions of the health checkers, then the latency of the endpoint itself',
      },
    },
    timeToFirstByte: {
      title: 'Time to first byte', category: SignalCategory.LATENCY, metricName: 'TimeToFirstByte', statistic: 'Average', unit: SignalUnit.MILLISECONDS,
      appliesWhen: 'the health check measures latency over HTTP or HTTPS', variants: measured('TCP'),
      alarm: {
        threshold: Threshold.anomalyBand(3), comparison: Comparison.ABOVE_BAND, missingData: MissingData.IGNORE,
        severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'A slow path through the network, or a slow endpoint',
        firstStep: 'Compare the Regions of the health checkers, then the latency of the endpoint itself',
      },
    },
    sslHandshakeTime: {
      title: 'Time of the TLS handshake', category: SignalCategory.LATENCY, metricName: 'SSLHandshakeTime', statistic: 'Average', unit: SignalUnit.MILLISECONDS,
      appliesWhen: 'the health check measures latency over HTTPS', variants: measured('TCP', 'HTTP', 'HTTP_STR_MATCH'),
    },
  },
});
