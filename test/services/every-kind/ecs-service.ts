import { aws_ec2 as ec2, aws_ecs as ecs, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => {
  const cluster = new ecs.Cluster(stack, 'Cluster', {
    vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 }), containerInsightsV2: ecs.ContainerInsights.ENHANCED, defaultCloudMapNamespace: { name: 'internal' },
  });
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('web', {
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx'), portMappings: [{ name: 'web', containerPort: 80, appProtocol: ecs.AppProtocol.http }],
  });
  const service = new ecs.FargateService(stack, 'Subject', { cluster, taskDefinition, minHealthyPercent: 100, serviceConnectConfiguration: { services: [{ portMappingName: 'web' }] } });
  service.autoScaleTaskCount({ minCapacity: 2, maxCapacity: 10 }).scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 60 });
  return service;
};
