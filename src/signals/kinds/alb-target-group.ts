import { Severity } from '../../core/severity';
import { ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals } from '../private/define';
import { behindLoadBalancer, familyOfTargetGroup, targetGroupFullName } from '../private/load-balancing';
import { sum } from '../private/sli-inputs';
import { healthyHosts, unhealthyHosts } from '../private/target-health';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

const isLambda = (targetGroup: ObservedResource): boolean => targetGroup.property('TargetType') === 'lambda';
/** A function has no hosts; its health is checked only where that is switched on. */
const isChecked = (targetGroup: ObservedResource): boolean => !isLambda(targetGroup) || targetGroup.property('HealthCheckEnabled') === true;

const behindListener = { appliesWhen: 'a listener of the stack forwards to it', variants: behindLoadBalancer };
const ofServers = {
  appliesWhen: 'a listener of the stack forwards to it, and its target is no Lambda function',
  variants: (targetGroup: ObservedResource, dimensions: Dimensions): SignalVariant[] =>
    isLambda(targetGroup) ? [] : behindLoadBalancer(targetGroup, dimensions),
};
const ofChecked = {
  appliesWhen: 'a listener of the stack forwards to it, and the health of its targets is checked',
  variants: (targetGroup: ObservedResource, dimensions: Dimensions): SignalVariant[] =>
    isChecked(targetGroup) ? behindLoadBalancer(targetGroup, dimensions) : [],
};
const ofLambda = {
  appliesWhen: 'its target is a Lambda function',
  variants: (targetGroup: ObservedResource, dimensions: Dimensions): SignalVariant[] => isLambda(targetGroup) ? [{ dimensions }] : [],
};

export default defineSignals({
  kind: 'alb-target-group',
  title: 'Target group of an Application Load Balancer',
  resourceType: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  namespace: 'AWS/ApplicationELB',
  naming: 'the ARN of the target group, and for most signals the load balancer: a listener or rule of the stack that forwards to the group tells it, or loadBalancerArns of ApplicationTargetGroup.fromTargetGroupAttributes',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
  cautions: [
    'Metrics are published only while requests flow, and most counts only when they are not zero.',
    'RequestCountPerTarget is the requests of an average target, and only its Sum means anything.',
    'Without a listener or rule in its stack that forwards to the group, the load balancer is not known, and only what is published by target group alone is there.',
  ],
  claims: targetGroup => familyOfTargetGroup(targetGroup) === 'app',
  dimensions: targetGroup => ({ TargetGroup: targetGroupFullName(targetGroup) }),
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'requests that the targets do not answer with a 5xx', publishedWith: 'requestCount',
      bad: { inputs: { failed: sum('HTTPCode_Target_5XX_Count') }, expression: 'FILL(failed,0)' }, total: { inputs: { requests: sum('RequestCount') } },
      caution: 'A request that no target answers counts as good: its 502 or 504 is counted for the load balancer alone.',
    },
    { type: SliType.LATENCY, title: 'time until a target begins to answer', signalId: 'responseTime', caution: 'Requests that no target answers have no time.' },
    { type: SliType.THROUGHPUT, title: 'requests', signalId: 'requestCount' },
  ],
  signals: {
    requestCount: { ...behindListener, title: 'Requests', category: SignalCategory.TRAFFIC, metricName: 'RequestCount', statistic: 'Sum', unit: SignalUnit.COUNT },
    requestCountPerTarget: { title: 'Requests per target', category: SignalCategory.TRAFFIC, metricName: 'RequestCountPerTarget', statistic: 'Sum', unit: SignalUnit.COUNT },
    target5xx: {
      ...behindListener, title: 'Server errors', category: SignalCategory.ERRORS, metricName: 'HTTPCode_Target_5XX_Count', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(10),
        severity: Severity.PAGE, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        rationale: 'target5xxRate says the same without paging a busy target group for a few stray errors.',
        cause: 'An error of the application after a deployment, or a dependency that fails',
        firstStep: 'Read the logs of the application in the same minute, and compare the time with the latest deployment',
      },
    },
    target5xxRate: {
      ...behindListener, title: 'Server error rate', category: SignalCategory.ERRORS, unit: SignalUnit.PERCENT, chart: 'error-rate',
      expression: 'IF(requests>0,100*FILL(errors,0)/requests,0)',
      inputs: { errors: { metricName: 'HTTPCode_Target_5XX_Count', statistic: 'Sum' }, requests: { metricName: 'RequestCount', statistic: 'Sum' } },
      alarm: {
        threshold: Threshold.absolute(1), severity: Severity.PAGE, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'An error of the application after a deployment, or a dependency that fails',
        firstStep: 'Read the logs of the application in the same minute, and compare the time with the latest deployment',
      },
    },
    target4xxRate: {
      ...behindListener, title: 'Client error rate', category: SignalCategory.ERRORS, unit: SignalUnit.PERCENT, chart: 'error-rate',
      expression: 'IF(requests>0,100*FILL(errors,0)/requests,0)',
      inputs: { errors: { metricName: 'HTTPCode_Target_4XX_Count', statistic: 'Sum' }, requests: { metricName: 'RequestCount', statistic: 'Sum' } },
    },
    responseTime: {
      ...behindListener, title: 'Response time', category: SignalCategory.LATENCY, metricName: 'TargetResponseTime', statistic: 'p95', dashboardStatistics: ['p50', 'p90', 'p95', 'p99'],
      percentiles: true, unit: SignalUnit.SECONDS,
      alarm: {
        threshold: Threshold.absolute(1), severity: Severity.PAGE, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'A slow application, or targets with too much to do',
        firstStep: 'Compare CPU and memory of the targets and the latency of their database, then open the traces of the slowest requests',
      },
    },
    unhealthyHosts: unhealthyHosts(ofChecked, 'Minimum', {
      evaluationPeriods: 2, origin: ThresholdOrigin.AWS_DOCUMENTATION,
      rationale: 'AWS asks for an alarm on more than one datapoint above zero. A ticket, as requests go to the other targets: healthyHosts pages when too few are left.',
    }),
    healthyHosts: healthyHosts(ofChecked),
    connectionErrors: {
      ...ofServers, title: 'Failed connections to targets', category: SignalCategory.ERRORS, metricName: 'TargetConnectionErrorCount', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'connections',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'A target does not listen, its security group does not let the load balancer in, or its backlog is full',
        firstStep: 'Check the security groups and the process of the target, and that its keep-alive is longer than the idle timeout of the load balancer',
      },
    },
    unhealthyRouting: {
      ...ofServers, title: 'Requests sent to unhealthy targets', category: SignalCategory.AVAILABILITY, metricName: 'UnhealthyRoutingRequestCount', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'routing',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        cause: 'Too few targets are healthy, so that the load balancer sends requests to all of them',
        firstStep: 'Treat it as an outage: read the reason codes in the target health of the target group',
      },
    },
    anomalousHosts: {
      ...ofServers, title: 'Targets with anomalies', category: SignalCategory.AVAILABILITY, metricName: 'AnomalousHostCount', statistic: 'Maximum', unit: SignalUnit.COUNT,
    },
    lambdaInternalError: {
      ...ofLambda, title: 'Failed invocations by a fault of the service', category: SignalCategory.ERRORS, metricName: 'LambdaInternalError', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'lambda',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'The load balancer or Lambda failed by itself, or the load balancer may not invoke the function',
        firstStep: 'Check the resource policy of the function, and AWS Health',
      },
    },
    lambdaUserError: {
      ...ofLambda, title: 'Failed invocations by a fault of the function', category: SignalCategory.ERRORS, metricName: 'LambdaUserError', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'lambda',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'The function failed, timed out, or answered with something else than the load balancer understands',
        firstStep: 'Read the logs of the function, and check the shape of its answer',
      },
    },
  },
});
