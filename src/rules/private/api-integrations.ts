import type { PropertyValue } from '../property-value';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';
import { functionsIn, numberOr } from './functions';

/** An integration of an API that waits for a function. */
export interface ApiIntegration {
  readonly api: WorkloadResource;
  /** How long it waits; `undefined` when only deployment can tell. */
  readonly milliseconds: number | undefined;
}

const INVOCATION_TYPE = 'integration.request.header.x-amz-invocation-type';

/** The integrations of APIs that wait for a function, or for an alias or version of it. */
export function integrationsOf(fn: WorkloadResource): readonly ApiIntegration[] {
  return fn.workload._once(integrations).get(fn) ?? [];
}

function integrations(workload: Workload): ReadonlyMap<WorkloadResource, ApiIntegration[]> {
  const byFunction = new Map<WorkloadResource, ApiIntegration[]>();
  const add = (uri: PropertyValue, integration: ApiIntegration) => {
    for (const fn of new Set(functionsIn(uri).map(use => use.fn))) byFunction.set(fn, [...byFunction.get(fn) ?? [], integration]);
  };
  for (const api of workload.ofType('AWS::ApiGateway::Method')) {
    const integration = api.property('Integration');
    const isStreamed = integration.property('ResponseTransferMode').text === 'STREAM';
    if (waits(integration, integration.property('Type')) && !isStreamed) {
      add(integration.property('Uri'), { api, milliseconds: numberOr(integration.property('TimeoutInMillis'), 29_000) });
    }
  }
  for (const api of workload.ofType('AWS::ApiGatewayV2::Integration')) {
    if (waits(api, api.property('IntegrationType')) && api.property('IntegrationSubtype').isAbsent) {
      add(api.property('IntegrationUri'), { api, milliseconds: numberOr(api.property('TimeoutInMillis'), isWebSocket(api) ? 29_000 : 30_000) });
    }
  }
  return byFunction;
}

function waits(integration: WorkloadResource | PropertyValue, type: PropertyValue): boolean {
  return (type.text === 'AWS' || type.text === 'AWS_PROXY') && !isAsynchronous(integration.property('RequestParameters').json);
}

/** The caller may also decide by a header of its own. */
function isAsynchronous(parameters: unknown): boolean {
  return Object.entries(Object(parameters)).some(([name, value]) => name.toLowerCase() === INVOCATION_TYPE && value !== "'RequestResponse'");
}

function isWebSocket(integration: WorkloadResource): boolean {
  return integration.property('ApiId').targets('AWS::ApiGatewayV2::Api').some(api => api.property('ProtocolType').text === 'WEBSOCKET');
}
