import { isFunction, membersOf, pick, present, textOf, type Values } from '../language/values';
import { asyncConfig } from './async-config';
import { type Conversion, type Converter, made, type SamResource, together } from './conversion';
import { deployment } from './deployment';
import { functionEvents } from './events/function-events';
import { code } from './function-code';
import { arnOf, idPart, ref } from './references';
import { role } from './roles';
import { tagList } from './tags';

const UNCHANGED = [
  'FunctionName', 'Description', 'Handler', 'Runtime', 'Timeout', 'MemorySize', 'Environment', 'VpcConfig', 'KmsKeyArn', 'Layers', 'ReservedConcurrentExecutions',
  'Architectures', 'EphemeralStorage', 'SnapStart', 'RuntimeManagementConfig', 'LoggingConfig', 'FileSystemConfigs', 'ImageConfig', 'CodeSigningConfigArn',
  'RecursiveLoop', 'PackageType', 'DurableConfig', 'TenancyConfig',
];

/** A function with its role, version, alias, deployment and events. */
export const functionOf: Converter = resource => {
  const { id, properties } = resource;
  const alias = aliasOf(resource);
  const target = alias ? ref(alias) : arnOf(id);
  return together(
    { resources: { [id]: { ...resource.attributes, Type: 'AWS::Lambda::Function', Properties: lambda(resource) } } },
    roleOf(resource),
    alias ? published(resource, alias) : { resources: {} },
    alias ? deployment(resource, alias) : { resources: {} },
    asyncConfig(resource),
    url(resource, alias),
    functionEvents({ ...resource, properties }, { invocation: target, name: ref(alias ?? id) }),
  );
};

function lambda({ id, properties }: SamResource): Values {
  const { Tracing, DeadLetterQueue, Role, Tags } = properties;
  return present({
    ...pick(properties, ...UNCHANGED),
    Code: code(properties),
    Role: Role ?? arnOf(`${id}Role`),
    TracingConfig: Tracing === undefined || Tracing === 'Disabled' ? undefined : { Mode: Tracing },
    DeadLetterConfig: isFunction(DeadLetterQueue) ? DeadLetterQueue : DeadLetterQueue && pick(membersOf(DeadLetterQueue), 'TargetArn'),
    Tags: tagList(Tags, true),
  });
}

function roleOf({ id, properties, attributes }: SamResource): Conversion {
  if (properties.Role !== undefined) return { resources: {} };
  const managedPolicies = [
    'service-role/AWSLambdaBasicExecutionRole',
    ...textOf(properties.Tracing) === 'Active' ? ['AWSXRayDaemonWriteAccess'] : [],
    ...properties.VpcConfig === undefined ? [] : ['service-role/AWSLambdaVPCAccessExecutionRole'],
  ];
  return {
    resources: {
      [`${id}Role`]: role({
        service: 'lambda.amazonaws.com', managedPolicies, policies: properties.Policies, tags: tagList(properties.Tags, true),
        permissionsBoundary: properties.PermissionsBoundary, condition: attributes.Condition,
      }),
    },
  };
}

function aliasOf({ id, properties }: SamResource): string | undefined {
  return properties.AutoPublishAlias ? `${id}Alias${idPart(properties.AutoPublishAlias)}` : undefined;
}

function published({ id, properties, attributes }: SamResource, alias: string): Conversion {
  const version = `${id}Version`;
  return {
    resources: {
      [version]: { DeletionPolicy: 'Retain', ...made('AWS::Lambda::Version', present({ FunctionName: ref(id), Description: properties.VersionDescription }), attributes.Condition) },
      [alias]: made('AWS::Lambda::Alias', present({
        Name: properties.AutoPublishAlias,
        FunctionName: ref(id),
        FunctionVersion: { 'Fn::GetAtt': [version, 'Version'] },
        ProvisionedConcurrencyConfig: properties.ProvisionedConcurrencyConfig,
      }), attributes.Condition),
    },
    references: { [`${id}.Version`]: version, [`${id}.Alias`]: alias },
  };
}

function url({ id, properties, attributes }: SamResource, alias: string | undefined): Conversion {
  const { FunctionUrlConfig } = properties;
  if (FunctionUrlConfig === undefined) return { resources: {} };
  const config = isFunction(FunctionUrlConfig) ? {} : pick(membersOf(FunctionUrlConfig), 'AuthType', 'Cors', 'InvokeMode');
  return { resources: { [`${id}Url`]: made('AWS::Lambda::Url', { ...config, TargetFunctionArn: ref(alias ?? id) }, attributes.Condition) } };
}
