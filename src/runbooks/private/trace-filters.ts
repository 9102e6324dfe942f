import type { ObservedResource } from '../../signals/observed-resource';

interface Traced {
  /** Type of the resource in a trace. */
  readonly service: string;
  /** The property that switches tracing on, and its value then. */
  readonly property: string;
  readonly on: unknown;
  /** Whether traces name it as the resource is named; a stage they name after its API as well. */
  readonly isNamed: boolean;
}

const TRACED: { readonly [resourceType: string]: Traced } = {
  'AWS::Lambda::Function': { service: 'AWS::Lambda::Function', property: 'TracingConfig.Mode', on: 'Active', isNamed: true },
  'AWS::ApiGateway::Stage': { service: 'AWS::ApiGateway::Stage', property: 'TracingEnabled', on: true, isNamed: false },
  'AWS::StepFunctions::StateMachine': { service: 'AWS::StepFunctions::StateMachine', property: 'TracingConfiguration.Enabled', on: true, isNamed: true },
  'AWS::AppSync::GraphQLApi': { service: 'AWS::AppSync::GraphQLAPI', property: 'XrayEnabled', on: true, isNamed: true },
};

/** The filter that finds traces through a resource that are failed or slow; `undefined` where it is not traced. */
export function traceFilterOf(resource: ObservedResource): string | undefined {
  const traced = TRACED[resource.resourceType];
  if (!traced || resource.property(traced.property) !== traced.on) return undefined;
  const name = traced.isNamed ? resource.physicalName : undefined;
  return `service(id(${name === undefined ? '' : `name: "${name}", `}type: "${traced.service}")) { fault = true OR error = true OR responsetime > 1 }`;
}
