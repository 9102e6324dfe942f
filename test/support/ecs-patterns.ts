import * as cdk from 'aws-cdk-lib';
import { aws_applicationautoscaling as scaling, aws_ec2 as ec2, aws_ecs as ecs, aws_ecs_patterns as patterns } from 'aws-cdk-lib';
import type { TemplateUnit } from '../../src/rules/private/template-unit';

type Statements = (stack: cdk.Stack) => unknown;

const image = ecs.ContainerImage.fromRegistry('public.ecr.aws/example/orders:1.4.2');
const schedule = scaling.Schedule.rate(cdk.Duration.hours(1));
const taskImageOptions = { image };
const memoryLimitMiB = 512;
const cpu = 256;

/** Every construct of aws-ecs-patterns with the least that it takes. */
const PATTERNS: { readonly [name: string]: Statements } = {
  ApplicationLoadBalancedEc2Service: stack => new patterns.ApplicationLoadBalancedEc2Service(stack, 'Service', { cluster: cluster(stack), memoryLimitMiB, taskImageOptions }),
  ApplicationLoadBalancedFargateService: stack => new patterns.ApplicationLoadBalancedFargateService(stack, 'Service', { taskImageOptions }),
  ApplicationMultipleTargetGroupsEc2Service: stack => new patterns.ApplicationMultipleTargetGroupsEc2Service(stack, 'Service', { cluster: cluster(stack), memoryLimitMiB, taskImageOptions }),
  ApplicationMultipleTargetGroupsFargateService: stack => new patterns.ApplicationMultipleTargetGroupsFargateService(stack, 'Service', { taskImageOptions }),
  NetworkLoadBalancedEc2Service: stack => new patterns.NetworkLoadBalancedEc2Service(stack, 'Service', { cluster: cluster(stack), memoryLimitMiB, taskImageOptions }),
  NetworkLoadBalancedFargateService: stack => new patterns.NetworkLoadBalancedFargateService(stack, 'Service', { taskImageOptions }),
  NetworkMultipleTargetGroupsEc2Service: stack => new patterns.NetworkMultipleTargetGroupsEc2Service(stack, 'Service', { cluster: cluster(stack), memoryLimitMiB, taskImageOptions }),
  NetworkMultipleTargetGroupsFargateService: stack => new patterns.NetworkMultipleTargetGroupsFargateService(stack, 'Service', { taskImageOptions }),
  QueueProcessingEc2Service: stack => new patterns.QueueProcessingEc2Service(stack, 'Service', { cluster: cluster(stack), memoryLimitMiB, image }),
  QueueProcessingFargateService: stack => new patterns.QueueProcessingFargateService(stack, 'Service', { image }),
  ScheduledEc2Task: stack => new patterns.ScheduledEc2Task(stack, 'Task', { cluster: cluster(stack), schedule, scheduledEc2TaskImageOptions: { image, memoryLimitMiB } }),
  ScheduledFargateTask: stack => new patterns.ScheduledFargateTask(stack, 'Task', { schedule, scheduledFargateTaskImageOptions: { image, memoryLimitMiB, cpu } }),
};

export const ecsPatterns = Object.keys(PATTERNS);

/** The template of a stack with nothing but a pattern in it. */
export function ecsPatternUnit(name: string): TemplateUnit {
  const app = new cdk.App();
  const stack = new cdk.Stack(app, name);
  PATTERNS[name](stack);
  return { path: `ecs-patterns/${name}`, stage: '', template: app.synth().getStackByName(stack.stackName).template, pathOf: () => undefined };
}

function cluster(stack: cdk.Stack): ecs.Cluster {
  return new ecs.Cluster(stack, 'Cluster', { capacity: { instanceType: new ec2.InstanceType('m7g.large'), machineImage: ecs.EcsOptimizedImage.amazonLinux2023(ecs.AmiHardwareType.ARM) } });
}
