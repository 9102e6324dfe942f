import {
  Stack, aws_apigateway as apigateway, aws_autoscaling as autoscaling, aws_cloudfront as cloudfront, aws_dynamodb as dynamodb, aws_ec2 as ec2,
  aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2, aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_rds as rds, aws_sqs as sqs,
} from 'aws-cdk-lib';
import { RunbookAutomation } from '../../../src';

/** One of each automation, on resources that exist already, so that the template holds what automations are made of and nothing else. */
export function allAutomations(stack: Stack): RunbookAutomation[] {
  const handler = lambda.Function.fromFunctionAttributes(stack, 'Handler', { functionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:handler', sameEnvironment: true });
  const version = lambda.Version.fromVersionArn(stack, 'Version', `${handler.functionArn}:7`);
  const alias = lambda.Alias.fromAliasAttributes(stack, 'Alias', { aliasName: 'live', aliasVersion: version });
  const key = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555');
  const arn = (name: string) => stack.formatArn({ service: 'sqs', resource: name });
  const deadLetters = sqs.Queue.fromQueueAttributes(stack, 'DeadLetters', { queueArn: arn('orders-dead'), keyArn: key.keyArn });
  const orders = sqs.Queue.fromQueueArn(stack, 'Orders', arn('orders'));
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-west-1a'] });
  const service = ecs.FargateService.fromFargateServiceAttributes(stack, 'Service', {
    cluster: ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'shop', vpc }), serviceName: 'web',
  }) as ecs.IBaseService;
  const group = autoscaling.AutoScalingGroup.fromAutoScalingGroupName(stack, 'Group', 'workers');
  const targetGroup = elbv2.ApplicationTargetGroup.fromTargetGroupAttributes(stack, 'Targets', {
    targetGroupArn: stack.formatArn({ service: 'elasticloadbalancing', resource: 'targetgroup', resourceName: 'web/0123456789abcdef' }),
  });
  return [
    RunbookAutomation.restartEcsService(service),
    RunbookAutomation.rollBackEcsService(service),
    RunbookAutomation.shiftAliasBack(alias),
    RunbookAutomation.redriveDeadLetterQueue(deadLetters, { to: orders }),
    RunbookAutomation.raiseReservedConcurrency(handler, { limit: 200, minimum: 10 }),
    RunbookAutomation.raiseTaskCount(service, { limit: 20 }),
    RunbookAutomation.raiseInstanceCount(group, { limit: 8 }),
    RunbookAutomation.raiseTableCapacity(dynamodb.Table.fromTableName(stack, 'Table', 'orders'), { readLimit: 1_000, writeLimit: 500 }),
    RunbookAutomation.scaleTargetGroup({ targetGroup, service, limit: 20 }),
    RunbookAutomation.scaleTargetGroup({ targetGroup, group, limit: 8, name: 'scale-instances' }),
    RunbookAutomation.failOverAurora(rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Database', { clusterIdentifier: 'orders' })),
    RunbookAutomation.flushApiCache(apigateway.RestApi.fromRestApiId(stack, 'Api', 'abc123'), 'prod'),
    RunbookAutomation.invalidateDistribution(cloudfront.Distribution.fromDistributionAttributes(stack, 'Distribution', { distributionId: 'E123', domainName: 'd123.cloudfront.net' })),
    RunbookAutomation.rebootCacheCluster(stack, 'sessions-001'),
    RunbookAutomation.warmCache(handler, { payload: { warm: 'everything' } }),
    RunbookAutomation.document(ownDocument(handler)),
  ];
}

/** A document as somebody else writes it. */
export function ownDocument(handler: lambda.IFunction) {
  return {
    name: 'throttle-fully',
    content: {
      schemaVersion: '0.3',
      description: 'Stops a function from being called',
      parameters: {},
      mainSteps: [
        { name: 'ask', action: 'aws:approve', inputs: { Message: 'Stop the function?' } },
        {
          name: 'stop', action: 'aws:executeAwsApi', isEnd: true,
          inputs: { Service: 'lambda', Api: 'PutFunctionConcurrency', FunctionName: handler.functionName, ReservedConcurrentExecutions: 0 },
        },
      ],
    },
    permissions: [new iam.PolicyStatement({ actions: ['lambda:PutFunctionConcurrency'], resources: [handler.functionArn] })],
  };
}
