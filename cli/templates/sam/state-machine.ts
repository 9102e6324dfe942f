import { isFunction, itemsOf, membersOf, pick, present, type Values } from '../language/values';
import { type Conversion, type Converter, made, NOTHING, type SamResource, together } from './conversion';
import { machineEvents } from './events/machine-events';
import { s3Location } from './function-code';
import { arnOf, idPart, ref } from './references';
import { role } from './roles';
import { tagList } from './tags';

/** A state machine with its role, alias and events. */
export const stateMachine: Converter = resource => {
  const { id, properties } = resource;
  const alias = properties.AutoPublishAlias ? `${id}Alias${idPart(properties.AutoPublishAlias)}` : undefined;
  const target = alias && properties.UseAliasAsEventTarget === true ? alias : id;
  return together(
    { resources: { [id]: { ...resource.attributes, Type: 'AWS::StepFunctions::StateMachine', Properties: machine(resource) } } },
    roleOf(resource),
    alias ? published(resource, alias) : NOTHING,
    machineEvents(resource, target),
  );
};

function machine({ id, properties }: SamResource): Values {
  const { Name, Type, Role, Logging, Tracing, DefinitionUri, Tags } = properties;
  return present({
    ...pick(properties, 'Definition', 'DefinitionSubstitutions', 'EncryptionConfiguration'),
    DefinitionS3Location: s3Location(DefinitionUri, 'Bucket', 'Key', 'Version'),
    StateMachineName: Name,
    StateMachineType: Type,
    RoleArn: Role ?? arnOf(`${id}Role`),
    LoggingConfiguration: Logging,
    TracingConfiguration: Tracing,
    Tags: tagList(Tags, true),
  });
}

function roleOf({ id, properties, attributes }: SamResource): Conversion {
  if (properties.Role !== undefined) return NOTHING;
  const managedPolicies = membersOf(properties.Tracing).Enabled === true ? ['AWSXRayDaemonWriteAccess'] : [];
  const { Policies, PermissionsBoundary, Tags } = properties;
  return {
    resources: {
      [`${id}Role`]: role({
        service: 'states.amazonaws.com', managedPolicies, policies: Policies, tags: tagList(Tags, true), permissionsBoundary: PermissionsBoundary, condition: attributes.Condition,
      }),
    },
  };
}

function published({ id, properties, attributes }: SamResource, alias: string): Conversion {
  const version = `${id}Version`;
  const preference = properties.DeploymentPreference;
  const shift = isFunction(preference) ? preference : preference && present({
    ...pick(membersOf(preference), 'Type', 'Percentage', 'Interval'),
    StateMachineVersionArn: ref(version),
    Alarms: itemsOf(membersOf(preference).Alarms),
  });
  return {
    resources: {
      [version]: { DeletionPolicy: 'Retain', ...made('AWS::StepFunctions::StateMachineVersion', { StateMachineArn: ref(id) }, attributes.Condition) },
      [alias]: made('AWS::StepFunctions::StateMachineAlias', present({
        Name: properties.AutoPublishAlias,
        RoutingConfiguration: shift === undefined ? [{ StateMachineVersionArn: ref(version), Weight: 100 }] : undefined,
        DeploymentPreference: shift,
      }), attributes.Condition),
    },
    references: { [`${id}.Version`]: version, [`${id}.Alias`]: alias },
  };
}
