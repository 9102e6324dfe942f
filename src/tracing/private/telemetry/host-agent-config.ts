/** The configuration of the CloudWatch agent on Linux. */
export interface AgentConfig {
  readonly processes: readonly string[];
  /** Whether metrics are those of a group, too. */
  readonly isGroup: boolean;
}

const NAMESPACE = 'CWAgent';
const PER_PROCESS = ['cpu_usage', 'memory_rss'];

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details.html */
export function agentConfig({ processes, isGroup }: AgentConfig): object {
  return {
    agent: { metrics_collection_interval: 60, run_as_user: 'cwagent' },
    metrics: {
      namespace: NAMESPACE,
      append_dimensions: { InstanceId: '${aws:InstanceId}', ...isGroup ? { AutoScalingGroupName: '${aws:AutoScalingGroupName}' } : {} },
      ...isGroup ? { aggregation_dimensions: [['AutoScalingGroupName']] } : {},
      metrics_collected: {
        mem: { measurement: ['mem_used_percent'] },
        disk: { measurement: ['used_percent'], resources: ['/'], drop_device: true },
        ...processes.length > 0 ? { procstat: processes.map(exe => ({ exe, measurement: PER_PROCESS })) } : {},
      },
    },
  };
}

/** How many metrics of one instance are billed. */
export function agentMetrics(processes: readonly string[]): number {
  return 2 + PER_PROCESS.length * processes.length;
}

export { NAMESPACE as AGENT_NAMESPACE };
