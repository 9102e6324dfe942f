import type { ResourceEntry } from '../../../src/rules/private/template-unit';
import { present, textOf } from '../language/values';
import { made, type Route } from './conversion';
import { ref } from './references';

export const IMPLICIT_APIS = { rest: 'ServerlessRestApi', http: 'ServerlessHttpApi' } as const;

/** Logical id of the API of a route. */
export function apiOf({ api, kind }: Route): string {
  return api ?? IMPLICIT_APIS[kind];
}

/** What a route of an API would be that has no OpenAPI definition: the transform writes one, which says the same. */
export function routeEntry(route: Route): ResourceEntry {
  const { kind, target, method, condition, timeout } = route;
  const api = ref(apiOf(route));
  if (kind === 'http') {
    return made('AWS::ApiGatewayV2::Integration', present({
      ApiId: api, IntegrationType: 'AWS_PROXY', IntegrationUri: target, PayloadFormatVersion: '2.0', TimeoutInMillis: timeout,
    }), condition);
  }
  const uri = ['arn:', { Ref: 'AWS::Partition' }, ':apigateway:', { Ref: 'AWS::Region' }, ':lambda:path/2015-03-31/functions/', target, '/invocations'];
  return made('AWS::ApiGateway::Method', {
    RestApiId: api,
    HttpMethod: textOf(method)?.toUpperCase().replace('*', 'ANY') ?? method,
    Integration: present({ Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: { 'Fn::Join': ['', uri] }, TimeoutInMillis: timeout }),
  }, condition);
}
