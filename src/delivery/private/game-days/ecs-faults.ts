import { aws_iam as iam, Stack, type Duration } from 'aws-cdk-lib';
import type { IBaseService } from 'aws-cdk-lib/aws-ecs';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Fault, FaultTarget } from './fault';

export interface NetworkDelay {
  readonly duration: Duration;
  readonly delayMilliseconds: number;
}

/** Tasks of a service, found when the experiment begins. */
function tasks(service: IBaseService, percent: number): FaultTarget {
  return { resourceType: 'aws:ecs:task', selectionMode: `PERCENT(${percent})`, parameters: { cluster: service.cluster.clusterName, service: service.serviceName } };
}

/** IAM knows a resource for listing only by the cluster, as a condition. */
function finding(service: IBaseService): PolicyStatement[] {
  return [
    new iam.PolicyStatement({ actions: ['ecs:ListTasks'], resources: ['*'], conditions: { ArnEquals: { 'ecs:cluster': service.cluster.clusterArn } } }),
    new iam.PolicyStatement({ actions: ['ecs:DescribeTasks'], resources: [tasksArn(service)] }),
  ];
}

function tasksArn(service: IBaseService): string {
  return Stack.of(service).formatArn({ service: 'ecs', resource: 'task', resourceName: `${service.cluster.clusterName}/*` });
}

/** Source: AWS FIS User Guide, actions reference, aws:ecs:stop-task. */
export function stopTasks(service: IBaseService, percent: number): Fault {
  return {
    description: `${percent}% of the tasks of ${service.serviceName} stop`,
    actionId: 'aws:ecs:stop-task', parameters: {}, targetName: 'Tasks', target: tasks(service, percent),
    statements: [
      ...finding(service),
      new iam.PolicyStatement({ actions: ['ecs:StopTask'], resources: [tasksArn(service)] }),
      new iam.PolicyStatement({ actions: ['tag:GetResources'], resources: ['*'] }),
    ],
  };
}

/**
 * The fault is injected by the SSM agent in a sidecar, which runs a document on the task as a managed instance.
 *
 * Source: AWS FIS User Guide, actions reference, aws:ecs:task-network-latency.
 */
export function delayTaskNetwork(service: IBaseService, percent: number, { duration, delayMilliseconds }: NetworkDelay): Fault {
  const stack = Stack.of(service);
  return {
    description: `The network of ${percent}% of the tasks of ${service.serviceName} is ${delayMilliseconds} ms slower`,
    actionId: 'aws:ecs:task-network-latency',
    parameters: { duration: duration.toIsoString(), delayMilliseconds: String(delayMilliseconds), useEcsFaultInjectionEndpoints: 'true' },
    targetName: 'Tasks', target: tasks(service, percent),
    statements: [
      ...finding(service),
      new iam.PolicyStatement({
        actions: ['ssm:SendCommand'],
        resources: [
          stack.formatArn({ service: 'ssm', resource: 'managed-instance', resourceName: '*' }),
          stack.formatArn({ service: 'ssm', account: '', resource: 'document', resourceName: 'AWSFIS-Run-Network-Latency-ECS' }),
        ],
      }),
      new iam.PolicyStatement({
        actions: ['ecs:DescribeContainerInstances'], resources: ['*'], conditions: { ArnEquals: { 'ecs:cluster': service.cluster.clusterArn } },
      }),
      new iam.PolicyStatement({ actions: ['ec2:DescribeInstances', 'ec2:DescribeSubnets', 'ssm:ListCommands', 'ssm:CancelCommand'], resources: ['*'] }),
    ],
  };
}
