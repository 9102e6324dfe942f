import { CfnResource } from 'aws-cdk-lib';
import type { ObservedResource } from '../../signals/observed-resource';
import { lastPart } from '../../signals/private/stack-resources';
import { literalOf } from './literal';
import { LogFormat } from './log-queries';
import { inlineCode } from './markdown';

/** A log group that a resource writes to. */
export interface LogSource {
  /** Such as "log of the function". */
  readonly what: string;
  readonly format: LogFormat;
  /** Its literal name, where that is known. */
  readonly name?: string;
  /** How to find it otherwise, in one sentence without a full stop. */
  readonly howToFind?: string;
  /** The log group itself, where it is one of this app. */
  readonly group?: ObservedResource;
}

type Sources = (resource: ObservedResource) => LogSource[];

/** A log group that a property names by its name or its ARN; none where the property is absent. */
function named(what: string, format: LogFormat, resource: ObservedResource, property: string): LogSource[] {
  const value = resource.property(property);
  if (value === undefined || value === null || value === '') return [];
  const group = resource.referenced(property);
  const literal = group?.physicalName ?? nameIn(literalOf(value, resource.construct));
  if (literal !== undefined) return [{ what, format, name: literal, group }];
  const from = group && CfnResource.isCfnResource(group.construct) ? literalOf(group.construct.logicalId, group.construct) : undefined;
  return [{ what, format, group, howToFind: from === undefined ? `it is what ${inlineCode(property)} of ${inlineCode(resource.path)} names` : `its logical id in the stack is ${inlineCode(from)}` }];
}

/** `/orders` of the ARN of a log group, which may end in `:*`. */
function nameIn(nameOrArn: string | undefined): string | undefined {
  return /:log-group:([^:]+)/.exec(nameOrArn ?? '')?.[1] ?? (nameOrArn?.startsWith('arn:') ? undefined : nameOrArn);
}

/** A log group that the service itself names after the resource. */
function conventional(what: string, format: LogFormat, name: string | undefined, pattern: (name: string) => string): LogSource[] {
  if (name !== undefined) return [{ what, format, name: pattern(name) }];
  return [{ what, format, howToFind: `its name is ${inlineCode(pattern('<name>'))}, where ${inlineCode('<name>')} is the physical id of the resource` }];
}

function isOn(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== 'OFF';
}

function items(resource: ObservedResource, property: string): number[] {
  const list = resource.property(property);
  return Array.isArray(list) ? list.map((_, index) => index) : [];
}

/** The containers of the task definition that log to CloudWatch. */
function containersOf(service: ObservedResource): LogSource[] {
  const task = service.referenced('TaskDefinition');
  if (!task) return [];
  return items(task, 'ContainerDefinitions').flatMap(index => {
    const container = `ContainerDefinitions.${index}`;
    const options = `${container}.LogConfiguration.Options`;
    if (task.property(`${container}.LogConfiguration.LogDriver`) !== 'awslogs') return [];
    const name = literalOf(task.property(`${container}.Name`), task.construct);
    return named(`log of the container${name === undefined ? '' : ` ${name}`}`, LogFormat.PLAIN, task, `${options}.awslogs-group`);
  });
}

/** Exported database logs, such as `/aws/rds/instance/orders/error`. */
function databaseLogs(kind: 'instance' | 'cluster', identifier: string): Sources {
  return database => items(database, 'EnableCloudwatchLogsExports').flatMap(index => {
    const log = literalOf(database.property(`EnableCloudwatchLogsExports.${index}`), database.construct);
    if (log === undefined) return [];
    return conventional(`${log} log of the database`, LogFormat.PLAIN, literalOf(database.property(identifier), database.construct), name => `/aws/rds/${kind}/${name}/${log}`);
  });
}

function cacheLogs(cache: ObservedResource): LogSource[] {
  return items(cache, 'LogDeliveryConfigurations')
    .flatMap(index => named('log of the cache', LogFormat.PLAIN, cache, `LogDeliveryConfigurations.${index}.DestinationDetails.CloudWatchLogsDetails.LogGroup`));
}

function executionLog(stage: ObservedResource): LogSource[] {
  const isLogged = items(stage, 'MethodSettings').some(index => isOn(stage.property(`MethodSettings.${index}.LoggingLevel`)));
  const api = literalOf(stage.property('RestApiId'), stage.construct);
  const name = literalOf(stage.property('StageName'), stage.construct) ?? '<stage>';
  return isLogged ? conventional('execution log of the stage', LogFormat.PLAIN, api, id => `API-Gateway-Execution-Logs_${id}/${name}`) : [];
}

/** Where resources of a type log to, as far as their configuration says. */
const SOURCES: { readonly [resourceType: string]: Sources } = {
  'AWS::Lambda::Function': fn => {
    const declared = named('log of the function', LogFormat.LAMBDA, fn, 'LoggingConfig.LogGroup');
    return declared.length > 0 ? declared : conventional('log of the function', LogFormat.LAMBDA, fn.physicalName && lastPart(fn.physicalName), name => `/aws/lambda/${name}`);
  },
  'AWS::ApiGateway::Stage': stage => [...named('access log of the stage', LogFormat.API_ACCESS, stage, 'AccessLogSetting.DestinationArn'), ...executionLog(stage)],
  'AWS::ApiGatewayV2::Stage': stage => named('access log of the stage', LogFormat.API_ACCESS, stage, 'AccessLogSettings.DestinationArn'),
  'AWS::AppSync::GraphQLApi': api => isOn(api.property('LogConfig'))
    ? conventional('log of the API', LogFormat.APPSYNC, literalOf(api.attribute('ApiId', 'apiId'), api.construct), id => `/aws/appsync/apis/${id}`) : [],
  'AWS::StepFunctions::StateMachine': machine => items(machine, 'LoggingConfiguration.Destinations')
    .flatMap(index => named('log of the state machine', LogFormat.STATE_MACHINE, machine, `LoggingConfiguration.Destinations.${index}.CloudWatchLogsLogGroup.LogGroupArn`)),
  'AWS::ECS::Service': containersOf,
  'AWS::EKS::Cluster': cluster => items(cluster, 'Logging.ClusterLogging.EnabledTypes').length > 0
    ? conventional('log of the control plane', LogFormat.PLAIN, cluster.physicalName, name => `/aws/eks/${name}/cluster`) : [],
  'AWS::RDS::DBInstance': databaseLogs('instance', 'DBInstanceIdentifier'),
  'AWS::RDS::DBCluster': databaseLogs('cluster', 'DBClusterIdentifier'),
  'AWS::ElastiCache::CacheCluster': cacheLogs,
  'AWS::ElastiCache::ReplicationGroup': cacheLogs,
  'AWS::OpenSearchService::Domain': domain => Object.keys(keyed(domain.property('LogPublishingOptions')))
    .flatMap(log => named(`${log} log of the domain`, LogFormat.PLAIN, domain, `LogPublishingOptions.${log}.CloudWatchLogsLogGroupArn`)),
  'AWS::KinesisFirehose::DeliveryStream': stream => ['ExtendedS3', 'S3', 'HttpEndpoint', 'Amazonopensearchservice', 'Redshift', 'Splunk', 'Snowflake', 'Iceberg']
    .flatMap(to => named('error log of the delivery stream', LogFormat.PLAIN, stream, `${to}DestinationConfiguration.CloudWatchLoggingOptions.LogGroupName`)),
  'AWS::Pipes::Pipe': pipe => named('log of the pipe', LogFormat.PLAIN, pipe, 'LogConfiguration.CloudwatchLogsLogDestination.LogGroupArn'),
  'AWS::CodeBuild::Project': project => {
    const declared = named('log of the builds', LogFormat.PLAIN, project, 'LogsConfig.CloudWatchLogs.GroupName');
    return declared.length > 0 ? declared : conventional('log of the builds', LogFormat.PLAIN, project.physicalName, name => `/aws/codebuild/${name}`);
  },
  'AWS::Glue::Job': () => [{ what: 'error log of Glue jobs', format: LogFormat.PLAIN, name: '/aws-glue/jobs/error' }],
  'AWS::Batch::JobQueue': () => [{ what: 'log of Batch jobs', format: LogFormat.PLAIN, name: '/aws/batch/job' }],
  'AWS::MSK::Cluster': cluster => named('log of the brokers', LogFormat.PLAIN, cluster, 'LoggingInfo.BrokerLogs.CloudWatchLogs.LogGroup'),
};

function keyed(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

/** The log groups of a resource, as its configuration stands now. */
export function logSourcesOf(resource: ObservedResource): LogSource[] {
  return SOURCES[resource.resourceType]?.(resource) ?? [];
}
