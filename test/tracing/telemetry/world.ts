import {
  Stack, aws_appsync as appsync, aws_autoscaling as autoscaling, aws_cloudfront as cloudfront, aws_cloudfront_origins as origins,
  aws_dynamodb as dynamodb, aws_ec2 as ec2,
  aws_ecs as ecs, aws_eks as eks, aws_glue as glue, aws_iam as iam, aws_kinesis as kinesis, aws_msk as msk, aws_rds as rds,
  aws_s3 as s3, aws_s3express as s3express,
} from 'aws-cdk-lib';
import { inlineFunction } from '../../support/order-service';

/** One of each kind that telemetry can switch something on at, nothing of it chosen. */
export function everyKind(stack: Stack) {
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0, subnetConfiguration: [{ name: 'Inside', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }] });
  const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };
  const machineImage = ec2.MachineImage.latestAmazonLinux2023();
  const instanceType = new ec2.InstanceType('m7i.large');
  const launchTemplate = new ec2.LaunchTemplate(stack, 'Template', {
    machineImage, instanceType, role: new iam.Role(stack, 'ServerRole', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }),
  });
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('web', { image: ecs.ContainerImage.fromRegistry('nginx:1.27') });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
  const bucket = new s3.Bucket(stack, 'Bucket');
  return {
    fn: inlineFunction(stack, 'Function'),
    service: new ecs.FargateService(stack, 'Web', { cluster, taskDefinition, vpcSubnets }),
    cluster,
    kubernetes: new eks.CfnCluster(stack, 'Kubernetes', { roleArn: 'arn:aws:iam::123456789012:role/eks', resourcesVpcConfig: { subnetIds: ['subnet-0a1b2c3d', 'subnet-1a2b3c4d'] } }),
    database: new rds.DatabaseInstance(stack, 'Database', {
      vpc, vpcSubnets, storageEncrypted: true, engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_17 }), instanceType: new ec2.InstanceType('m7g.large'),
    }),
    aurora: new rds.DatabaseCluster(stack, 'Aurora', {
      vpc, vpcSubnets, storageEncrypted: true,
      engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_6 }),
      writer: rds.ClusterInstance.provisioned('Writer', { instanceType: new ec2.InstanceType('r7g.large') }),
    }),
    instance: new ec2.Instance(stack, 'Instance', { vpc, vpcSubnets, machineImage, instanceType }),
    launchTemplate,
    group: new autoscaling.AutoScalingGroup(stack, 'Group', { vpc, vpcSubnets, launchTemplate, minCapacity: 1, maxCapacity: 3 }),
    bucket,
    scratch: new s3express.CfnDirectoryBucket(stack, 'Scratch', { bucketName: 'scratch--use1-az4--x-s3', locationName: 'use1-az4', dataRedundancy: 'SingleAvailabilityZone' }),
    distribution: new cloudfront.Distribution(stack, 'Distribution', { defaultBehavior: { origin: origins.S3BucketOrigin.withOriginAccessControl(bucket) } }),
    graph: new appsync.CfnGraphQLApi(stack, 'Graph', { name: 'graph', authenticationType: 'AWS_IAM' }),
    stream: new kinesis.Stream(stack, 'Stream', { shardCount: 2 }),
    brokers: new msk.CfnCluster(stack, 'Brokers', {
      clusterName: 'orders', kafkaVersion: '3.8.x', numberOfBrokerNodes: 2, brokerNodeGroupInfo: { instanceType: 'kafka.m7g.large', clientSubnets: ['subnet-0a1b2c3d', 'subnet-1a2b3c4d'] },
    }),
    job: new glue.CfnJob(stack, 'Job', { role: 'arn:aws:iam::123456789012:role/glue', command: { name: 'glueetl', scriptLocation: 's3://scripts/job.py' }, glueVersion: '5.0' }),
    table: new dynamodb.Table(stack, 'Table', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, sortKey: { name: 'at', type: dynamodb.AttributeType.STRING },
    }),
  };
}
