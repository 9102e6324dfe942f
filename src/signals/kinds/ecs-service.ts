import { Token } from 'aws-cdk-lib';
import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { clusterOf, hasContainerInsights, hasEnhancedContainerInsights } from '../private/container-insights';
import { declaredName } from '../private/declared-name';
import { defineSignals, type SignalDefinition } from '../private/define';
import { DerivedThreshold } from '../private/derived-threshold';
import { numeric } from '../private/numeric';
import { knownMaximum, scalableTargetRange } from '../private/scaling-range';
import { sum } from '../private/sli-inputs';
import { unknownProperty } from '../private/unknown-property';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType, UserFacing } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

const INSIGHTS = 'ECS/ContainerInsights';
const SERVICE_METRICS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html';
const INSIGHTS_METRICS = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html';
const ENHANCED_METRICS = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-enhanced-observability-metrics-ECS.html';

/** Of a cluster with Container Insights. */
const observed: Pick<SignalDefinition, 'namespace' | 'source' | 'requires' | 'publishedBy'> = {
  namespace: INSIGHTS, source: INSIGHTS_METRICS, publishedBy: hasContainerInsights,
  requires: { ruleId: 'OE-EcsContainerInsights', howToEnable: 'set containerInsightsV2: ecs.ContainerInsights.ENABLED (or ENHANCED) on the cluster' },
};
/** Of a cluster with Container Insights that look into single tasks. */
const enhanced: Pick<SignalDefinition, 'namespace' | 'source' | 'requires' | 'publishedBy'> = {
  namespace: INSIGHTS, source: ENHANCED_METRICS, publishedBy: hasEnhancedContainerInsights,
  requires: { ruleId: 'OE-EcsContainerInsights', howToEnable: 'set containerInsightsV2: ecs.ContainerInsights.ENHANCED on the cluster' },
};

const RUNNING = { metricName: 'RunningTaskCount', statistic: 'Average', namespace: INSIGHTS };
const DESIRED = { metricName: 'DesiredTaskCount', statistic: 'Average', namespace: INSIGHTS };

function clusterName(service: ObservedResource): string | undefined {
  if (service.imported) return service.attribute('ClusterName', 'clusterName') ?? importedClusterName(service.construct);
  const cluster = clusterOf(service);
  if (cluster) return cluster.ref('clusterName');
  if (service.property('Cluster') === undefined) return 'default';
  const name = declaredName(service, 'Cluster');
  return name === undefined || Token.isUnresolved(name) ? name : name.split('/').pop();
}

/** An imported service knows its cluster, unless it comes from an ARN. */
function importedClusterName(service: unknown): string | undefined {
  const name = (service as { cluster?: { clusterName?: unknown } }).cluster?.clusterName;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** The names under which Service Connect offers the service to others. */
function discoveryNames(service: ObservedResource): string[] {
  const offered = service.property('ServiceConnectConfiguration.Services');
  if (service.property('ServiceConnectConfiguration.Enabled') !== true || !Array.isArray(offered)) return [];
  const names = offered.map(each => each?.DiscoveryName ?? each?.discoveryName ?? each?.PortName ?? each?.portName);
  return [...new Set(names.filter(name => typeof name === 'string' && name !== '' && !Token.isUnresolved(name)))];
}
/** Answers are counted for the name that was called, whoever called it; their set with a service name has the name of the caller. */
const asTarget = (service: ObservedResource): SignalVariant[] =>
  discoveryNames(service).map(id => ({ id, dimensions: { TargetDiscoveryName: id } }));
const asServer = (service: ObservedResource, dimensions: Dimensions): SignalVariant[] =>
  discoveryNames(service).map(id => ({ id, dimensions: { ...dimensions, DiscoveryName: id } }));

function ofMaximum(service: ObservedResource, dimensions: Dimensions): SignalVariant[] {
  const maximum = knownMaximum(scalableTargetRange(service));
  return maximum === undefined ? [] : [{ dimensions, constants: { maximum } }];
}

const noTasks = new DerivedThreshold('0, for a service that is never meant to have no tasks', service => {
  if (service.imported) return unknownProperty(service, 'DesiredCount', 'absent');
  const range = scalableTargetRange(service);
  const minimum = range ? range.minimum : numeric(service.property('DesiredCount') ?? 1);
  return minimum === 0 ? { reason: 'the service may have no tasks: give the signal a threshold of its own' } : { value: 0 };
});

const used = (title: string, metricName: string, cause: string, firstStep: string): SignalDefinition => ({
  title, category: SignalCategory.SATURATION, metricName, statistic: 'Average', unit: SignalUnit.PERCENT, ...enhanced, chart: 'task-use',
  alarm: {
    threshold: Threshold.absolute(80), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED, cause, firstStep,
  },
});

export default defineSignals({
  kind: 'ecs-service',
  title: 'ECS service',
  resourceType: 'AWS::ECS::Service',
  namespace: 'AWS/ECS',
  naming: 'the names of the service and of its cluster, as FargateService.fromFargateServiceAttributes gives them',
  source: SERVICE_METRICS,
  cautions: [
    'CPU and memory are shares of what the tasks reserve, and can be above 100%.',
    'Metrics of Container Insights are billed as custom metrics.',
    'Service Connect counts answers by discovery name alone: services of other namespaces with the same name are in the numbers.',
  ],
  dimensions: service => ({ ClusterName: clusterName(service), ServiceName: service.attribute('Name', 'serviceName') }),
  userFacing: UserFacing.COMPUTE,
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'requests by Service Connect that are not answered with a 5xx', publishedWith: 'serviceConnectErrorRate',
      bad: { inputs: { failed: sum('HTTPCode_Target_5XX_Count') }, expression: 'FILL(failed,0)' },
      total: {
        inputs: {
          ok: sum('HTTPCode_Target_2XX_Count'), moved: sum('HTTPCode_Target_3XX_Count'), refused: sum('HTTPCode_Target_4XX_Count'), failed: sum('HTTPCode_Target_5XX_Count'),
        },
        expression: 'FILL(ok,0)+FILL(moved,0)+FILL(refused,0)+FILL(failed,0)',
      },
      caution: 'Requests that reach the service in another way, or that no task answers, are in neither number.',
    },
    { type: SliType.LATENCY, title: 'time from request to answer by Service Connect', signalId: 'serviceConnectResponseTime' },
    { type: SliType.THROUGHPUT, title: 'requests by Service Connect', signalId: 'requestCount' },
  ],
  signals: {
    cpuUtilization: {
      title: 'CPU in use', category: SignalCategory.SATURATION, metricName: 'CPUUtilization', statistic: 'Average', dashboardStatistics: ['Average', 'Maximum'], unit: SignalUnit.PERCENT, chart: 'use',
      alarm: {
        threshold: Threshold.absolute(80), severity: Severity.TICKET, evaluationPeriods: 5,
        missingData: MissingData.BREACHING, origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'Growing traffic, a loop that does not end, or tasks with too little CPU',
        firstStep: 'Compare desired and running tasks and read the scaling activities; scale out, then profile the tasks',
      },
    },
    memoryUtilization: {
      title: 'Memory in use', category: SignalCategory.SATURATION, metricName: 'MemoryUtilization', statistic: 'Average', dashboardStatistics: ['Average', 'Maximum'], unit: SignalUnit.PERCENT, chart: 'use',
      alarm: {
        threshold: Threshold.absolute(80), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'Missing data does not breach: the alarm on CPU already tells of a service without tasks.',
        cause: 'A leak, or tasks with too little memory',
        firstStep: 'Look for tasks that stopped with OutOfMemoryError, then raise their memory or find the leak',
      },
    },
    runningTaskCount: {
      title: 'Running tasks', category: SignalCategory.AVAILABILITY, metricName: 'RunningTaskCount', statistic: 'Average', unit: SignalUnit.COUNT, ...observed, chart: 'tasks',
      alarm: {
        threshold: noTasks, comparison: Comparison.AT_OR_BELOW, severity: Severity.PAGE, evaluationPeriods: 5,
        missingData: MissingData.BREACHING, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'Missing data breaches, other than AWS recommends: a service without tasks may publish nothing. None for services that may scale to zero.',
        cause: 'Tasks that fail to start, or fail their health checks',
        firstStep: 'Read the events of the service and the reasons why its tasks stopped',
      },
    },
    taskCpuUtilization: used('CPU of the tasks in use', 'TaskCpuUtilization',
      'Tasks come near the CPU that they reserve', 'Scale out or give the tasks more CPU, then profile the busiest container'),
    taskMemoryUtilization: used('Memory of the tasks in use', 'TaskMemoryUtilization',
      'Tasks come near the memory that they reserve, above which they are killed', 'Look for tasks that stopped with OutOfMemoryError, then raise their memory or find the leak'),
    ephemeralStorageUtilization: used('Ephemeral storage in use', 'TaskEphemeralStorageUtilization',
      'Temporary files or logs fill the storage of the tasks', 'Find what grows with ECS Exec, clean it up, or raise the ephemeral storage of the task definition'),
    ebsFilesystemUtilization: {
      title: 'EBS file system in use', category: SignalCategory.SATURATION, metricName: 'EBSFilesystemUtilization', statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'use',
      appliesWhen: 'the service attaches EBS volumes to its tasks',
      variants: (service, dimensions) => service.property('VolumeConfigurations') === undefined ? [] : [{ dimensions }],
      alarm: {
        threshold: Threshold.absolute(90), severity: Severity.TICKET, evaluationPeriods: 5,
        missingData: MissingData.MISSING, origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'The volumes that are attached to the tasks fill up',
        firstStep: 'Remove what is not needed, and give new tasks larger volumes',
      },
    },
    serviceConnectResponseTime: {
      title: 'Response time by Service Connect', category: SignalCategory.LATENCY, metricName: 'TargetResponseTime', statistic: 'Average', dashboardStatistics: ['Average', 'Maximum'], unit: SignalUnit.MILLISECONDS,
      appliesWhen: 'the service is offered by Service Connect', variants: asTarget,
      alarm: {
        threshold: Threshold.unset('take the latency objective of the service'), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED, enabledByDefault: false,
        rationale: 'Missing data does not breach: without requests there is none.',
        cause: 'A slow dependency, or tasks that are saturated',
        firstStep: 'Compare with the CPU of the service, and find the slow hop in the trace map',
      },
    },
    serviceConnect5xx: {
      title: 'Server errors by Service Connect', category: SignalCategory.ERRORS, metricName: 'HTTPCode_Target_5XX_Count', statistic: 'Sum', unit: SignalUnit.COUNT,
      appliesWhen: 'the service is offered by Service Connect', variants: asTarget,
    },
    serviceConnectErrorRate: {
      title: 'Error rate by Service Connect', category: SignalCategory.ERRORS, unit: SignalUnit.PERCENT, chart: 'error-rate',
      appliesWhen: 'the service is offered by Service Connect', variants: asTarget,
      expression: 'IF(FILL(ok,0)+FILL(moved,0)+FILL(refused,0)+FILL(failed,0)>0,100*FILL(failed,0)/(FILL(ok,0)+FILL(moved,0)+FILL(refused,0)+FILL(failed,0)),0)',
      inputs: {
        ok: { metricName: 'HTTPCode_Target_2XX_Count', statistic: 'Sum' }, moved: { metricName: 'HTTPCode_Target_3XX_Count', statistic: 'Sum' },
        refused: { metricName: 'HTTPCode_Target_4XX_Count', statistic: 'Sum' }, failed: { metricName: 'HTTPCode_Target_5XX_Count', statistic: 'Sum' },
      },
      alarm: {
        threshold: Threshold.absolute(5), severity: Severity.PAGE, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'AWS recommends 5% of the requests; as a share it holds for any traffic. Missing data does not breach: without requests there is none.',
        cause: 'Errors in the application that serves the requests',
        firstStep: 'Read the log of the application from that minute, and compare the time with the latest deployment',
      },
    },
    requestCount: {
      title: 'Requests by Service Connect', category: SignalCategory.TRAFFIC, metricName: 'RequestCount', statistic: 'Sum', unit: SignalUnit.COUNT,
      appliesWhen: 'the service is offered by Service Connect', variants: asServer,
    },
    restartCount: {
      title: 'Container restarts', category: SignalCategory.ERRORS, metricName: 'RestartCount', statistic: 'Sum', unit: SignalUnit.COUNT, ...observed, chart: 'restarts',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, datapointsToAlarm: 2,
        origin: ThresholdOrigin.LIBRARY,
        cause: 'A container exits, and its restart policy starts it again',
        firstStep: 'Read the log before the exit and the exit code, and compare the time with the latest deployment',
      },
    },
    desiredTaskCount: { title: 'Desired tasks', category: SignalCategory.SCALING, metricName: 'DesiredTaskCount', statistic: 'Average', unit: SignalUnit.COUNT, ...observed, chart: 'tasks' },
    pendingTaskCount: {
      title: 'Pending tasks', category: SignalCategory.SCALING, metricName: 'PendingTaskCount', statistic: 'Average', unit: SignalUnit.COUNT, ...observed, chart: 'tasks',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 10, origin: ThresholdOrigin.LIBRARY,
        cause: 'There is no capacity, no free network interface or address, or an image cannot be pulled',
        firstStep: 'Read the events of the service and look for "unable to place a task"',
      },
    },
    scalingEfficiency: {
      title: 'Desired tasks that run', category: SignalCategory.SCALING, unit: SignalUnit.PERCENT, ...observed, chart: 'scaling',
      expression: 'IF(desired>0,100*running/desired,100)', inputs: { running: RUNNING, desired: DESIRED },
    },
    scalingShortfall: {
      title: 'Desired tasks that do not run', category: SignalCategory.SCALING, unit: SignalUnit.COUNT, ...observed, chart: 'tasks',
      expression: 'desired-FILL(running,0)', inputs: { running: RUNNING, desired: DESIRED },
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 15, origin: ThresholdOrigin.LIBRARY,
        cause: 'Scaling fails: no capacity or free addresses, the quota of Fargate vCPUs is used up, or the tasks do not stay up',
        firstStep: 'Read the events of the service (aws ecs describe-services), then the capacity provider, the quota and the free addresses of the subnets',
      },
    },
    maximumInUse: {
      title: 'Maximum of tasks in use', category: SignalCategory.SCALING, unit: SignalUnit.PERCENT, ...observed, chart: 'scaling',
      appliesWhen: 'the service scales up to a known number of tasks', variants: ofMaximum,
      expression: '100*desired/{maximum}', inputs: { desired: DESIRED },
      alarm: {
        threshold: Threshold.absolute(100), comparison: Comparison.AT_OR_ABOVE, severity: Severity.TICKET, evaluationPeriods: 15,
        origin: ThresholdOrigin.LIBRARY,
        cause: 'Auto scaling has reached the maximum capacity of the service and cannot follow the load any further',
        firstStep: 'Read aws application-autoscaling describe-scaling-activities and what drives the load, then raise maxCapacity, and the quota with it',
      },
    },
  },
});
