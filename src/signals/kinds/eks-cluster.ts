import { Severity } from '../../core/severity';
import { ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals, type SignalDefinition } from '../private/define';
import { sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

const INSIGHTS_METRICS = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-EKS.html';
const ENHANCED_METRICS = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-enhanced-EKS.html';

const hasAgent = (cluster: ObservedResource): boolean => cluster.referencedBy('AWS::EKS::Addon', 'ClusterName')
  .some(addon => addon.property('AddonName') === 'amazon-cloudwatch-observability');

const insights: Pick<SignalDefinition, 'requires' | 'publishedBy'> = {
  requires: { ruleId: 'OE-EksObservabilityAddon', howToEnable: 'add the add-on amazon-cloudwatch-observability to the cluster, an eks.CfnAddon' },
  publishedBy: hasAgent,
};
/** What EKS itself publishes of the control plane, without an agent and at no charge. */
const controlPlane = { namespace: 'AWS/EKS', source: 'https://docs.aws.amazon.com/eks/latest/userguide/cloudwatch.html' };

const CPU_SHORT = {
  cause: 'Nodes run out of CPU, or pods request more than they use',
  firstStep: 'Read the events of Cluster Autoscaler or Karpenter, then compare requests with use',
};
const MEMORY_SHORT = {
  cause: 'Nodes run out of memory, or pods request more than they use; next, pods are evicted',
  firstStep: 'Run kubectl top node, look for MemoryPressure and evictions, then add nodes',
};
const SLOW_API = {
  cause: 'Expensive LIST calls, or a control plane that has too much to do',
  firstStep: 'Sort the audit log by latency and user agent, then lower the load of LIST and watch',
};
const FAILING_API = {
  cause: 'The API server fails, or a webhook that it calls',
  firstStep: 'See whether the admission webhooks answer, then read the audit log and AWS Health',
};

interface NodeLimit {
  readonly statistic: string;
  readonly limit: number;
  readonly datapointsToAlarm: number;
  readonly rationale?: string;
}

const perNode = (title: string, metricName: string, { statistic, limit, ...alarm }: NodeLimit, reasons: typeof CPU_SHORT): SignalDefinition => ({
  title, category: SignalCategory.SATURATION, metricName, statistic, unit: SignalUnit.PERCENT, source: INSIGHTS_METRICS, ...insights, chart: 'nodes',
  alarm: {
    threshold: Threshold.absolute(limit), severity: Severity.TICKET, evaluationPeriods: 3,
    origin: ThresholdOrigin.AWS_RECOMMENDED, ...alarm, ...reasons,
  },
});

const overLimit = (title: string, metricName: string, datapoints: number, cause: string, firstStep: string): SignalDefinition => ({
  title, category: SignalCategory.SATURATION, metricName, statistic: 'Maximum', unit: SignalUnit.PERCENT, source: INSIGHTS_METRICS, ...insights, chart: 'pods',
  alarm: {
    threshold: Threshold.absolute(80), severity: Severity.TICKET, evaluationPeriods: 5, datapointsToAlarm: datapoints,
    origin: ThresholdOrigin.AWS_RECOMMENDED,
    rationale: 'Of the busiest pod of the cluster. Missing data does not breach: pods without limits publish none.',
    cause, firstStep,
  },
});

export default defineSignals({
  kind: 'eks-cluster',
  title: 'EKS cluster',
  resourceType: 'AWS::EKS::Cluster',
  namespace: 'ContainerInsights',
  naming: 'the name of the cluster, as Cluster.fromClusterAttributes gives it',
  source: ENHANCED_METRICS,
  cautions: [
    'Metrics of nodes and pods take the add-on amazon-cloudwatch-observability, and are billed by observation; those of the control plane are free.',
    'Metrics of the control plane are there from Kubernetes 1.28 on.',
    'Maximum over the cluster is that of its busiest node or pod.',
    'The L2 Cluster of aws-eks is a custom resource, which CloudFormation does not know as a cluster; that of aws-eks-v2 is one.',
  ],
  dimensions: cluster => ({ ClusterName: cluster.ref('clusterName') }),
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'requests to the control plane that are not answered with a 5xx', publishedWith: 'controlPlane5xx',
      bad: { inputs: { errors: { namespace: 'AWS/EKS', ...sum('apiserver_request_total_5XX') } }, expression: 'FILL(errors,0)' },
      total: { inputs: { requests: { namespace: 'AWS/EKS', ...sum('apiserver_request_total') } } },
      caution: 'It is about the API server, and tells nothing of what the pods answer.',
    },
    { type: SliType.LATENCY, title: 'time of the slowest 1% of reads by the control plane', signalId: 'controlPlaneGetP99' },
  ],
  signals: {
    nodeCpuUtilization: perNode('CPU of nodes in use', 'node_cpu_utilization', { statistic: 'Maximum', limit: 80, datapointsToAlarm: 3 }, CPU_SHORT),
    nodeMemoryUtilization: perNode('Memory of nodes in use', 'node_memory_utilization', {
      statistic: 'Maximum', limit: 80, datapointsToAlarm: 2,
      rationale: 'Missing data does not breach: failedNodes tells of nodes that are gone, and a cluster may have none.',
    }, MEMORY_SHORT),
    nodeFilesystemUtilization: {
      title: 'File systems of nodes in use', category: SignalCategory.SATURATION, metricName: 'node_filesystem_utilization', statistic: 'Maximum', unit: SignalUnit.PERCENT,
      source: INSIGHTS_METRICS, ...insights, chart: 'nodes',
      alarm: {
        threshold: Threshold.absolute(80), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'AWS gives no number; the kubelet evicts pods at 85% by default.',
        cause: 'Images or logs fill the disk of a node',
        firstStep: 'Look for DiskPressure, remove unused images, then enlarge the volumes of the nodes',
      },
    },
    nodeCpuReserved: perNode('CPU of nodes reserved', 'node_cpu_reserved_capacity', { statistic: 'Average', limit: 80, datapointsToAlarm: 3 }, CPU_SHORT),
    nodeMemoryReserved: perNode('Memory of nodes reserved', 'node_memory_reserved_capacity', { statistic: 'Average', limit: 85, datapointsToAlarm: 2 }, MEMORY_SHORT),
    failedNodes: {
      title: 'Failed nodes', category: SignalCategory.ERRORS, metricName: 'cluster_failed_node_count', statistic: 'Maximum', unit: SignalUnit.COUNT,
      source: INSIGHTS_METRICS, ...insights, chart: 'failed-nodes',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'A node is not ready, or has another condition that keeps it from work',
        firstStep: 'Run kubectl describe node, then look at the health of the node group and its Auto Scaling group',
      },
    },
    podCpuOverLimit: overLimit('CPU of pods against their limit', 'pod_cpu_utilization_over_pod_limit', 3,
      'A pod comes near its CPU limit, at which it is slowed down', 'Find the pod in the Container Insights dashboard, then raise its limit or the number of replicas'),
    podMemoryOverLimit: overLimit('Memory of pods against their limit', 'pod_memory_utilization_over_pod_limit', 5,
      'A pod comes near its memory limit, at which it is killed', 'Look for OOMKilled in kubectl describe pod, then raise the limit or find the leak'),
    podRestarts: {
      title: 'Container restarts', category: SignalCategory.ERRORS, metricName: 'pod_number_of_container_restarts', statistic: 'Sum', unit: SignalUnit.COUNT, ...insights, chart: 'restarts',
      alarm: {
        threshold: Threshold.absolute(5), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, datapointsToAlarm: 2,
        origin: ThresholdOrigin.LIBRARY,
        cause: 'A container crashes again and again, fails its liveness probe, or is killed for its memory',
        firstStep: 'Run kubectl get pods -A for the pod, then kubectl logs --previous and kubectl describe pod',
      },
    },
    podsPending: {
      title: 'Pending pods', category: SignalCategory.SATURATION, unit: SignalUnit.COUNT, ...insights, chart: 'pending',
      expression: '60*pending/PERIOD(pending)', inputs: { pending: { metricName: 'pod_status_pending', statistic: 'Sum' } },
      alarm: {
        threshold: Threshold.absolute(3), severity: Severity.TICKET, evaluationPeriods: 10, datapointsToAlarm: 8,
        origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'There is not enough capacity, a quota is used up, or a volume is not bound',
        firstStep: 'Look for FailedScheduling in kubectl get events, then read the log of the autoscaler',
      },
    },
    apiServer5xx: {
      title: 'API server errors seen by the agent', category: SignalCategory.ERRORS, metricName: 'apiserver_request_total_5xx', statistic: 'Sum', unit: SignalUnit.COUNT, ...insights, chart: 'api-errors',
      alarm: {
        threshold: Threshold.absolute(10), severity: Severity.TICKET, evaluationPeriods: 5,
        origin: ThresholdOrigin.AWS_RECOMMENDED, enabledByDefault: false,
        rationale: 'controlPlane5xx says the same without an agent.',
        ...FAILING_API,
      },
    },
    apiServerLatency: {
      title: 'API server latency', category: SignalCategory.LATENCY, metricName: 'apiserver_request_duration_seconds', statistic: 'Average', unit: SignalUnit.SECONDS, ...insights, chart: 'api-latency',
      alarm: {
        threshold: Threshold.absolute(0.25), severity: Severity.TICKET, evaluationPeriods: 3, datapointsToAlarm: 2,
        origin: ThresholdOrigin.AWS_RECOMMENDED, ...SLOW_API,
      },
    },
    etcdLatency: {
      title: 'etcd latency', category: SignalCategory.LATENCY, metricName: 'etcd_request_duration_seconds', statistic: 'Average', unit: SignalUnit.SECONDS, ...insights, chart: 'api-latency',
      alarm: {
        threshold: Threshold.absolute(0.1), severity: Severity.TICKET, evaluationPeriods: 3, datapointsToAlarm: 2,
        origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'The cluster has very many objects, or very large ones',
        firstStep: 'Look at apiserver_storage_size_bytes, then remove what is not needed, such as old events, secrets and jobs',
      },
    },
    controlPlane5xx: {
      title: 'API server errors', category: SignalCategory.ERRORS, ...controlPlane, metricName: 'apiserver_request_total_5XX', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'api-errors',
      alarm: { threshold: Threshold.absolute(10), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY, ...FAILING_API },
    },
    controlPlane429: {
      title: 'API requests refused as too many', category: SignalCategory.SATURATION, ...controlPlane, metricName: 'apiserver_request_total_429', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'api-load',
      alarm: {
        threshold: Threshold.absolute(10), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'A client floods the API server, which limits it by priority and fairness',
        firstStep: 'Find the busiest user agent in the audit log, and make that controller back off',
      },
    },
    controlPlaneGetP99: {
      title: 'API server latency of GET, p99', category: SignalCategory.LATENCY, ...controlPlane, metricName: 'apiserver_request_duration_seconds_GET_P99', statistic: 'Average', unit: SignalUnit.SECONDS, chart: 'api-latency',
      alarm: { threshold: Threshold.absolute(1), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY, ...SLOW_API },
    },
    unschedulablePods: {
      title: 'Pods that fit on no node', category: SignalCategory.SATURATION, ...controlPlane, metricName: 'scheduler_pending_pods_UNSCHEDULABLE', statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'pending',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 10, origin: ThresholdOrigin.LIBRARY,
        cause: 'Scaling of nodes fails or is at its maximum, or taints, affinities or the zone of a volume leave no node',
        firstStep: 'Run kubectl get events --field-selector reason=FailedScheduling, then read the log of the autoscaler and the scaling activities of the node groups',
      },
    },
    admissionRejections: {
      title: 'Requests rejected by admission webhooks', category: SignalCategory.ERRORS, ...controlPlane, metricName: 'apiserver_admission_webhook_rejection_count', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'admission',
      alarm: {
        threshold: Threshold.unset('take more than your policies reject on a normal day'), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3,
        origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        cause: 'A policy has changed, or manifests that do not keep it are deployed',
        firstStep: 'Read the reason of the rejection in the audit log, and what was deployed last among the policies',
      },
    },
  },
});
