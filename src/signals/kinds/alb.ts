import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import { defineSignals } from '../private/define';
import { familyOfLoadBalancer, loadBalancerFullName, takesTls } from '../private/load-balancing';
import { sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType, UserFacing } from '../sli-spec';
import { Threshold } from '../threshold';

export default defineSignals({
  kind: 'alb',
  title: 'Application Load Balancer',
  resourceType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  namespace: 'AWS/ApplicationELB',
  naming: 'the ARN of the load balancer, as ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes gives it; what follows loadbalancer/ in it is the full name that metrics have',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
  cautions: [
    'Metrics are published only while requests flow, and most counts only when they are not zero.',
    'RequestCount leaves out requests for which no target could be chosen: with all targets gone it falls to zero.',
    'TargetResponseTime is in seconds.',
  ],
  claims: loadBalancer => familyOfLoadBalancer(loadBalancer) === 'app',
  dimensions: loadBalancer => ({ LoadBalancer: loadBalancerFullName(loadBalancer) }),
  userFacing: UserFacing.LOAD_BALANCER,
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'requests that neither the load balancer nor a target answers with a 5xx',
      bad: { inputs: { refused: sum('HTTPCode_ELB_5XX_Count'), failed: sum('HTTPCode_Target_5XX_Count') }, expression: 'FILL(refused,0)+FILL(failed,0)' },
      // Requests without a target are not in RequestCount; those answered with a 502 or a 504 had one, and are.
      total: {
        inputs: { requests: sum('RequestCount'), refused: sum('HTTPCode_ELB_5XX_Count'), broken: sum('HTTPCode_ELB_502_Count'), late: sum('HTTPCode_ELB_504_Count') },
        expression: 'FILL(requests,0)+FILL(refused,0)-FILL(broken,0)-FILL(late,0)',
      },
      caution: 'Rejected connections, failed TLS negotiations and what the load balancer redirects or refuses with a 4xx are in neither number.',
    },
    {
      type: SliType.LATENCY, title: 'time until a target begins to answer', signalId: 'targetResponseTime',
      caution: 'Requests that no target answers have no time, and the way between the load balancer and the client is not in it.',
    },
    { type: SliType.THROUGHPUT, title: 'requests', signalId: 'requestCount' },
  ],
  signals: {
    requestCount: { title: 'Requests', category: SignalCategory.TRAFFIC, metricName: 'RequestCount', statistic: 'Sum', unit: SignalUnit.COUNT },
    activeConnections: {
      title: 'Active connections', category: SignalCategory.TRAFFIC, metricName: 'ActiveConnectionCount', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'connections',
    },
    elb5xx: {
      title: 'Server errors of the load balancer', category: SignalCategory.ERRORS, metricName: 'HTTPCode_ELB_5XX_Count', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(10),
        severity: Severity.PAGE, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        rationale: 'elb5xxRate says the same without paging a busy load balancer for a few stray errors.',
        cause: 'No healthy target (503), a target that did not answer in time (504) or broke off the connection (502)',
        firstStep: 'See which of HTTPCode_ELB_502_Count, 503 and 504 rose, and check UnHealthyHostCount of the target groups',
      },
    },
    elb5xxRate: {
      title: 'Server error rate of the load balancer', category: SignalCategory.ERRORS, unit: SignalUnit.PERCENT, chart: 'error-rate',
      expression: 'IF(FILL(requests,0)+FILL(errors,0)>0,100*FILL(errors,0)/(FILL(requests,0)+FILL(errors,0)),0)',
      inputs: { errors: { metricName: 'HTTPCode_ELB_5XX_Count', statistic: 'Sum' }, requests: { metricName: 'RequestCount', statistic: 'Sum' } },
      alarm: {
        threshold: Threshold.absolute(1), severity: Severity.PAGE, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'No healthy target (503), a target that did not answer in time (504) or broke off the connection (502)',
        firstStep: 'See which of HTTPCode_ELB_502_Count, 503 and 504 rose, and check UnHealthyHostCount of the target groups',
      },
    },
    elb4xx: {
      title: 'Client errors', category: SignalCategory.ERRORS, metricName: 'HTTPCode_ELB_4XX_Count', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'client-errors',
      alarm: {
        threshold: Threshold.anomalyBand(3), comparison: Comparison.ABOVE_BAND, missingData: MissingData.IGNORE,
        severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'A client that sends malformed requests, a scanner, or a changed header',
        firstStep: 'Group the access log by status code, user agent and client address',
      },
    },
    rejectedConnections: {
      title: 'Rejected connections', category: SignalCategory.SATURATION, metricName: 'RejectedConnectionCount', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'The load balancer reached its maximum of connections',
        firstStep: 'Compare with ActiveConnectionCount, reserve capacity units for the load balancer or turn load away',
      },
    },
    tlsNegotiationErrors: {
      title: 'Failed TLS negotiations', category: SignalCategory.ERRORS, metricName: 'ClientTLSNegotiationErrorCount', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'tls',
      appliesWhen: 'a listener takes TLS', variants: (loadBalancer, dimensions) => takesTls(loadBalancer) ? [{ dimensions }] : [],
      alarm: {
        threshold: Threshold.anomalyBand(3), comparison: Comparison.ABOVE_BAND, missingData: MissingData.IGNORE,
        severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'Clients and listener share no protocol or cipher, or the certificate does not fit',
        firstStep: 'Check the latest change of security policy and certificate, and the TLS fields of the connection log',
      },
    },
    consumedLcus: { title: 'Capacity units', category: SignalCategory.COST, metricName: 'ConsumedLCUs', statistic: 'Average', unit: SignalUnit.COUNT },
    targetResponseTime: {
      title: 'Response time of the targets', category: SignalCategory.LATENCY, metricName: 'TargetResponseTime', statistic: 'p95', dashboardStatistics: ['p50', 'p90', 'p95', 'p99'], percentiles: true,
      unit: SignalUnit.SECONDS,
      alarm: {
        threshold: Threshold.absolute(1), severity: Severity.PAGE, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'A slow application, or targets with too much to do',
        firstStep: 'Compare CPU and memory of the targets and the latency of their database, then open the traces of the slowest requests',
      },
    },
  },
});
