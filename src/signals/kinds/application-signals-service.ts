import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import { defineSignals } from '../private/define';
import { samples, sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType, UserFacing } from '../sli-spec';
import { Threshold } from '../threshold';

export default defineSignals({
  kind: 'application-signals-service',
  title: 'Application Signals service',
  // CloudFormation makes no services: they are discovered. The type stands for one that ImportedResource.declare names.
  resourceType: 'Custom::ApplicationSignalsService',
  namespace: 'ApplicationSignals',
  naming: 'the attributes Service and Environment, such as lambda:default or ecs:cluster, and Operation for one operation only, by ImportedResource.declare with the type Custom::ApplicationSignalsService',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AppSignals-MetricsCollected.html',
  cautions: [
    'The average of Fault and of Error is the share of requests that failed, their sum the number.',
    'Calls to a dependency have the dimensions RemoteService and RemoteOperation as well.',
    'A service is there only after its first instrumented requests.',
  ],
  dimensions: service => {
    const operation = service.attribute('Operation', 'operation');
    return {
      Service: service.attribute('Service', 'service'),
      Environment: service.attribute('Environment', 'environment'),
      ...operation === undefined ? {} : { Operation: operation },
    };
  },
  userFacing: UserFacing.COMPUTE,
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'requests without a fault',
      bad: { inputs: { faults: sum('Fault') }, expression: 'FILL(faults,0)' }, total: { inputs: { requests: samples('Latency') } },
      caution: 'Requests that never reach the service, as when it does not run, are in neither number.',
    },
    { type: SliType.LATENCY, title: 'time from request to answer', signalId: 'latency' },
    { type: SliType.THROUGHPUT, title: 'requests', signalId: 'requests' },
  ],
  signals: {
    requests: { title: 'Requests', category: SignalCategory.TRAFFIC, metricName: 'Latency', statistic: 'SampleCount', unit: SignalUnit.COUNT },
    latency: {
      title: 'Latency', category: SignalCategory.LATENCY, metricName: 'Latency', statistic: 'p99', dashboardStatistics: ['p50', 'p90', 'p99'], percentiles: true, unit: SignalUnit.MILLISECONDS,
      alarm: {
        threshold: Threshold.unset('take the latency that users of the service are promised'), severity: Severity.PAGE, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        cause: 'A dependency has become slow, or the service itself is at its limit',
        firstStep: 'Open the map of services, find the dependency that became slow, and read the correlated spans',
      },
    },
    fault: {
      title: 'Share of faults', category: SignalCategory.ERRORS, metricName: 'Fault', statistic: 'Average', unit: SignalUnit.RATIO, chart: 'failures',
      alarm: {
        threshold: Threshold.absolute(0.01), severity: Severity.PAGE, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'The service answers with server errors, or throws exceptions',
        firstStep: 'Open the correlated traces with faults, and compare their start with the latest deployment',
      },
    },
    error: {
      title: 'Share of client errors', category: SignalCategory.ERRORS, metricName: 'Error', statistic: 'Average', unit: SignalUnit.RATIO, chart: 'failures',
      alarm: {
        threshold: Threshold.anomalyBand(3), comparison: Comparison.ABOVE_BAND, severity: Severity.TICKET,
        periodSeconds: 300, evaluationPeriods: 3, missingData: MissingData.IGNORE, origin: ThresholdOrigin.LIBRARY,
        cause: 'Clients send requests that the service refuses, as after a change of its interface',
        firstStep: 'Open the correlated traces by operation, and look for the client that began to send them',
      },
    },
  },
});
