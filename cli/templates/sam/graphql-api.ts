import type { ResourceEntry } from '../../../src/rules/private/template-unit';
import { membersOf, pick, present, type Values } from '../language/values';
import { type Converter, made } from './conversion';
import { arnOf, idPart } from './references';
import { role } from './roles';
import { tagList } from './tags';

/** A GraphQL API with its schema, keys, cache and data sources; functions and resolvers are left out. It logs unless it is told not to. */
export const graphqlApi: Converter = ({ id, properties, attributes }) => {
  const { Name, Auth, Logging, SchemaInline, Cache, Tags } = properties;
  const isLogged = Logging !== false && Logging !== 'false';
  const logRole = `${id}CloudWatchRole`;
  const isDefaultLog = isLogged && (Logging === undefined || Logging === true);
  const api = { ApiId: { 'Fn::GetAtt': [id, 'ApiId'] } };
  return {
    resources: {
      [id]: {
        ...attributes,
        Type: 'AWS::AppSync::GraphQLApi',
        Properties: present({
          ...pick(properties, 'XrayEnabled', 'Visibility', 'OwnerContact', 'IntrospectionConfig', 'QueryDepthLimit', 'ResolverCountLimit'),
          Name: Name ?? id,
          AuthenticationType: membersOf(Auth).Type,
          LogConfig: isDefaultLog ? { FieldLogLevel: 'ALL', CloudWatchLogsRoleArn: arnOf(logRole) } : isLogged ? Logging : undefined,
          Tags: tagList(Tags),
        }),
      },
      [`${id}Schema`]: made('AWS::AppSync::GraphQLSchema', present({ ...api, Definition: SchemaInline, DefinitionS3Location: properties.SchemaUri }), attributes.Condition),
      ...isDefaultLog ? { [logRole]: role({ service: 'appsync.amazonaws.com', managedPolicies: ['service-role/AWSAppSyncPushToCloudWatchLogs'], condition: attributes.Condition }) } : {},
      ...Cache === undefined ? {} : { [`${id}ApiCache`]: made('AWS::AppSync::ApiCache', { ...api, ...membersOf(Cache) }, attributes.Condition) },
      ...each(properties.ApiKeys, (name, key) => [`${id}${idPart(name)}`, made('AWS::AppSync::ApiKey', { ...api, ...pick(key, 'Description', 'ApiKeyId') })]),
      ...dataSources(id, api, membersOf(properties.DataSources)),
    },
  };
};

function dataSources(id: string, api: Values, { DynamoDb, Lambda }: Values): Record<string, ResourceEntry> {
  const source = (name: string, Type: string, value: Values, config: Values): [string, ResourceEntry] => [`${id}${idPart(name)}DataSource`, made('AWS::AppSync::DataSource', present({
    ...api, Type, ...pick(value, 'Description'), Name: value.Name ?? name, ServiceRoleArn: value.ServiceRoleArn, ...config,
  }))];
  return {
    ...each(DynamoDb, (name, value) => source(name, 'AMAZON_DYNAMODB', value, { DynamoDBConfig: present({ AwsRegion: value.Region ?? { Ref: 'AWS::Region' }, TableName: value.TableName, Versioned: value.Versioned }) })),
    ...each(Lambda, (name, value) => source(name, 'AWS_LAMBDA', value, { LambdaConfig: { LambdaFunctionArn: value.FunctionArn } })),
  };
}

function each(values: unknown, make: (name: string, value: Values) => [string, ResourceEntry]): Record<string, ResourceEntry> {
  return Object.fromEntries(Object.entries(membersOf(values)).map(([name, value]) => make(name, membersOf(value))));
}
