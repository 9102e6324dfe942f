/**
 * CloudFormation types that publish CloudWatch metrics of their own. A resource of another type (a role, a policy, a route)
 * has nothing to observe and does not count in the coverage.
 *
 * Source: dimension sets of `@aws-cdk/aws-service-spec` 0.1.216, without the parts of a resource that is listed itself (methods
 * and routes of an API, log groups, keys) and services that are closed, and with the types of the signal catalog's plan.
 */
const TYPES = `
AmazonMQ::Broker ApiGateway::Stage ApiGatewayV2::Stage AppRunner::Service AppStream::Fleet AppSync::GraphQLApi AutoScaling::AutoScalingGroup
Batch::JobQueue Bedrock::Agent Bedrock::Guardrail CertificateManager::Certificate CloudFront::Distribution CloudHSM::Cluster CodeBuild::Project
CodePipeline::Pipeline Cognito::UserPool DAX::Cluster DMS::ReplicationInstance DMS::ReplicationTask DataSync::Task DocDB::DBCluster DocDB::DBInstance
DynamoDB::GlobalTable DynamoDB::Table EC2::Instance EC2::NatGateway EC2::TransitGateway EC2::VPCEndpoint EC2::VPCEndpointService EC2::VPNConnection EC2::Volume
ECS::Cluster ECS::Service EFS::FileSystem EKS::Cluster EMR::Cluster ElastiCache::CacheCluster ElastiCache::ReplicationGroup ElastiCache::ServerlessCache
ElasticBeanstalk::Environment ElasticLoadBalancing::LoadBalancer ElasticLoadBalancingV2::LoadBalancer ElasticLoadBalancingV2::TargetGroup Events::Rule
FSx::FileSystem GameLift::Fleet GlobalAccelerator::Accelerator Glue::Job IoT::TopicRule Kinesis::Stream KinesisAnalyticsV2::Application
KinesisFirehose::DeliveryStream KinesisVideo::Stream Lambda::Function Lex::BotAlias MSK::Cluster MSK::ServerlessCluster MediaConvert::Queue MediaLive::Channel
MediaPackage::Channel MemoryDB::Cluster Neptune::DBCluster OpenSearchService::Domain Pipes::Pipe RDS::DBCluster RDS::DBInstance RDS::DBProxy RUM::AppMonitor
Redshift::Cluster RedshiftServerless::Workgroup Route53::HealthCheck Route53Resolver::ResolverEndpoint S3::Bucket S3Express::DirectoryBucket SES::ConfigurationSet
SNS::Topic SQS::Queue SageMaker::Endpoint Scheduler::ScheduleGroup SecretsManager::RotationSchedule StepFunctions::Activity StepFunctions::StateMachine
Synthetics::Canary Timestream::Table Transfer::Server WAFv2::WebACL WorkSpaces::Workspace
`;

const METRIC_TYPES = new Set(TYPES.trim().split(/\s+/).map(type => `AWS::${type}`));

/** Whether resources of a type publish CloudWatch metrics, as far as is known. */
export function publishesMetrics(resourceType: string): boolean {
  return METRIC_TYPES.has(resourceType);
}
