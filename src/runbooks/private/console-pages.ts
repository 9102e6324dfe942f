import type { ObservedResource } from '../../signals/observed-resource';
import type { ConsolePlace } from './aws-console';
import { literalOf } from './literal';

/** The page of one resource, with what it needs in braces, and the page that lists all of its type. */
interface ConsolePages {
  readonly one?: ConsolePlace;
  readonly all: ConsolePlace;
  /** What stands for a name in braces, where it is not the physical name of the resource. */
  readonly values?: { readonly [name: string]: (resource: ObservedResource) => unknown };
}

const pages = (path: string, all: string | undefined, one?: string, values?: ConsolePages['values']): ConsolePages => ({
  all: { path, hash: all }, ...(one === undefined ? {} : { one: { path, hash: one } }), ...(values ? { values } : {}),
});
const ofProperty = (property: string) => (resource: ObservedResource) => resource.property(property);
const ofAttribute = (attribute: string, importedAs: string) => (resource: ObservedResource) => resource.attribute(attribute, importedAs);
const ofRef = (importedAs: string) => (resource: ObservedResource) => resource.ref(importedAs);
/** The identifier in the last part of an ARN, or the whole of a name. */
const ofCluster = (resource: ObservedResource) => {
  const cluster = literalOf(resource.property('Cluster'), resource.construct);
  return cluster?.split('/').pop() ?? resource.referenced('Cluster')?.physicalName;
};

const EC2 = 'ec2/home';
const VPC = 'vpcconsole/home';
const RDS = 'rds/home';
const CLOUD_WATCH = 'cloudwatch/home';
const CACHE: ConsolePages = pages('elasticache/home', undefined);
const TABLE = pages('dynamodbv2/home', 'tables', 'table?name={name}&tab=monitoring');

/** Where the console shows a type of resource. */
const PAGES: { readonly [resourceType: string]: ConsolePages } = {
  'AWS::Lambda::Function': pages('lambda/home', '/functions', '/functions/{name}?tab=monitoring'),
  'AWS::ApiGateway::Stage': {
    all: { path: 'apigateway/main/apis' }, one: { path: 'apigateway/main/apis/{api}/stages', query: 'api={api}' }, values: { api: ofProperty('RestApiId') },
  },
  'AWS::ApiGatewayV2::Stage': {
    all: { path: 'apigateway/main/apis' }, one: { path: 'apigateway/main/api-detail', query: 'api={api}' }, values: { api: ofProperty('ApiId') },
  },
  'AWS::AppSync::GraphQLApi': pages('appsync/home', '/apis', '/{id}/v1/home', { id: ofAttribute('ApiId', 'apiId') }),
  'AWS::StepFunctions::StateMachine': pages('states/home', '/statemachines', '/statemachines/view/{arn}', { arn: ofRef('stateMachineArn') }),
  'AWS::SQS::Queue': pages('sqs/v3/home', '/queues', '/queues/{url}', { url: ofRef('queueUrl') }),
  'AWS::SNS::Topic': pages('sns/v3/home', '/topics', '/topic/{arn}', { arn: ofRef('topicArn') }),
  'AWS::DynamoDB::Table': TABLE,
  'AWS::DynamoDB::GlobalTable': TABLE,
  'AWS::DAX::Cluster': pages('dynamodbv2/home', 'dax-clusters'),
  'AWS::ECS::Service': {
    all: { path: 'ecs/v2/clusters' }, one: { path: 'ecs/v2/clusters/{cluster}/services/{name}/health' }, values: { cluster: ofCluster },
  },
  'AWS::ECS::Cluster': { all: { path: 'ecs/v2/clusters' }, one: { path: 'ecs/v2/clusters/{name}/services' } },
  'AWS::EKS::Cluster': { all: { path: 'eks/clusters' }, one: { path: 'eks/clusters/{name}' } },
  'AWS::EC2::Instance': pages(EC2, 'Instances:'),
  'AWS::EC2::Volume': pages(EC2, 'Volumes:'),
  'AWS::AutoScaling::AutoScalingGroup': pages(EC2, 'AutoScalingGroups:', 'AutoScalingGroupDetails:id={name};view=monitoring'),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': pages(EC2, 'LoadBalancers:', 'LoadBalancers:search={name}'),
  'AWS::ElasticLoadBalancingV2::TargetGroup': pages(EC2, 'TargetGroups:', 'TargetGroups:search={name}'),
  'AWS::ElasticLoadBalancing::LoadBalancer': pages(EC2, 'LoadBalancers:'),
  'AWS::EC2::NatGateway': pages(VPC, 'NatGateways:'),
  'AWS::EC2::TransitGateway': pages(VPC, 'TransitGateways:'),
  'AWS::EC2::VPCEndpoint': pages(VPC, 'Endpoints:'),
  'AWS::EC2::VPCEndpointService': pages(VPC, 'EndpointServices:'),
  'AWS::EC2::VPNConnection': pages(VPC, 'VpnConnections:'),
  'AWS::CloudFront::Distribution': pages('cloudfront/v4/home', '/distributions', '/distributions/{id}', { id: ofRef('distributionId') }),
  'AWS::GlobalAccelerator::Accelerator': pages('globalaccelerator/home', 'Accelerators:'),
  'AWS::Route53::HealthCheck': pages('route53/healthchecks/home', undefined),
  'AWS::WAFv2::WebACL': { all: { path: 'wafv2/homev2/web-acls' } },
  'AWS::RDS::DBInstance': pages(RDS, 'databases:', 'database:id={id};is-cluster=false;tab=monitoring', { id: ofProperty('DBInstanceIdentifier') }),
  'AWS::RDS::DBCluster': pages(RDS, 'databases:', 'database:id={id};is-cluster=true;tab=monitoring', { id: ofProperty('DBClusterIdentifier') }),
  'AWS::RDS::DBProxy': pages(RDS, 'proxies:', 'proxy:id={id}', { id: ofProperty('DBProxyName') }),
  'AWS::Neptune::DBCluster': pages('neptune/home', 'databases:'),
  'AWS::DocDB::DBCluster': pages('docdb/home', 'clusters'),
  'AWS::ElastiCache::CacheCluster': CACHE,
  'AWS::ElastiCache::ReplicationGroup': CACHE,
  'AWS::ElastiCache::ServerlessCache': CACHE,
  'AWS::MemoryDB::Cluster': pages('memorydb/home', '/clusters', '/clusters/{name}'),
  'AWS::OpenSearchService::Domain': pages('aos/home', 'opensearch/domains', 'opensearch/domains/{name}'),
  'AWS::Redshift::Cluster': pages('redshiftv2/home', 'clusters', 'cluster-details?cluster={id}', { id: ofProperty('ClusterIdentifier') }),
  'AWS::RedshiftServerless::Workgroup': pages('redshiftv2/home', 'serverless-dashboard'),
  'AWS::Timestream::Table': pages('timestream/home', 'tables'),
  'AWS::Kinesis::Stream': pages('kinesis/home', '/streams/list', '/streams/details/{name}/monitoring'),
  'AWS::KinesisFirehose::DeliveryStream': pages('firehose/home', '/streams', '/details/{name}/monitoring'),
  'AWS::Events::Rule': pages('events/home', '/rules'),
  'AWS::Events::EventBus': pages('events/home', '/eventbuses', '/eventbus/{name}'),
  'AWS::Pipes::Pipe': pages('events/home', '/pipes', '/pipe/{name}'),
  'AWS::Scheduler::ScheduleGroup': pages('scheduler/home', 'schedule-groups', 'schedule-groups/{name}'),
  'AWS::Scheduler::Schedule': pages('scheduler/home', 'schedules'),
  'AWS::S3::Bucket': { all: { path: 's3/buckets' }, one: { path: 's3/buckets/{name}', query: 'tab=metrics' } },
  'AWS::S3Express::DirectoryBucket': { all: { path: 's3/directory-buckets' } },
  'AWS::EFS::FileSystem': pages('efs/home', '/file-systems', '/file-systems/{id}', { id: ofRef('fileSystemId') }),
  'AWS::FSx::FileSystem': pages('fsx/home', 'file-systems', 'file-system-details/{id}', { id: ofRef('fileSystemId') }),
  'AWS::Synthetics::Canary': pages(CLOUD_WATCH, 'synthetics:canary/list', 'synthetics:canary/detail/{name}'),
  'AWS::RUM::AppMonitor': pages(CLOUD_WATCH, 'rum:', 'rum:dashboard/{name}'),
  'AWS::ApplicationSignals::ServiceLevelObjective': pages(CLOUD_WATCH, 'application-signals:slos'),
  'AWS::CodeBuild::Project': { all: { path: 'codesuite/codebuild/projects' }, one: { path: 'codesuite/codebuild/projects/{name}/history' } },
  'AWS::CodePipeline::Pipeline': { all: { path: 'codesuite/codepipeline/pipelines' }, one: { path: 'codesuite/codepipeline/pipelines/{name}/view' } },
  'AWS::CodeDeploy::DeploymentGroup': { all: { path: 'codesuite/codedeploy/deployments' } },
  'AWS::Glue::Job': pages('gluestudio/home', '/jobs', '/editor/job/{name}/runs'),
  'AWS::Batch::JobQueue': pages('batch/home', 'queues'),
  'AWS::Batch::ComputeEnvironment': pages('batch/home', 'compute-environments'),
  'AWS::MSK::Cluster': pages('msk/home', '/clusters'),
  'AWS::MSK::ServerlessCluster': pages('msk/home', '/clusters'),
  'AWS::Cognito::UserPool': { all: { path: 'cognito/v2/idp/user-pools' }, one: { path: 'cognito/v2/idp/user-pools/{id}/users' }, values: { id: ofRef('userPoolId') } },
  'AWS::Bedrock::Agent': pages('bedrock/home', '/agents'),
  'AWS::Bedrock::Guardrail': pages('bedrock/home', '/guardrails'),
  'AWS::SageMaker::Endpoint': pages('sagemaker/home', '/endpoints', '/endpoints/{name}', { name: ofProperty('EndpointName') }),
  'AWS::EMRServerless::Application': pages('emr/home', '/serverless-applications'),
  'AWS::AppRunner::Service': pages('apprunner/home', '/services'),
};

/** A page for a resource, and whether it is the resource's own or the list of all of its type. */
export interface ResourcePage {
  readonly place: ConsolePlace;
  readonly isOwn: boolean;
}

/** The page of a resource; a search where the type has no page but the resource a name, and nothing where it has neither. */
export function pageOf(resource: ObservedResource): ResourcePage | undefined {
  const name = resource.physicalName;
  const pagesOfType = PAGES[resource.resourceType];
  if (!pagesOfType) return name === undefined ? undefined : { place: { path: 'resource-explorer/home', hash: `/search?query=${encodeURIComponent(name)}` }, isOwn: false };
  const own = pagesOfType.one && filled(pagesOfType.one, resource, pagesOfType.values ?? {});
  return own ? { place: own, isOwn: true } : { place: pagesOfType.all, isOwn: false };
}

function filled(place: ConsolePlace, resource: ObservedResource, values: NonNullable<ConsolePages['values']>): ConsolePlace | undefined {
  let isComplete = true;
  const fill = (text: string | undefined) => text?.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name] ? literalOf(values[name](resource), resource.construct) : resource.physicalName;
    if (value === undefined) isComplete = false;
    return encodeURIComponent(value ?? '');
  });
  const result = { path: fill(place.path)!, query: fill(place.query), hash: fill(place.hash) };
  return isComplete ? result : undefined;
}
