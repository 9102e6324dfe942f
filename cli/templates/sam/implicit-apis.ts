import type { Conversion, Route } from './conversion';
import { withGlobals } from './globals';
import { httpApi } from './http-api';
import { restApi } from './rest-api';
import { IMPLICIT_APIS } from './routes';

/** The APIs that the transform makes for routes that name none, each with the resource that asked first. */
export function implicitApis(routes: readonly Route[], globals: unknown): { readonly from: string; readonly conversion: Conversion }[] {
  return (['rest', 'http'] as const).flatMap(kind => {
    const id = IMPLICIT_APIS[kind];
    const own = routes.filter(route => route.kind === kind && (route.api ?? id) === id);
    if (own.length === 0) return [];
    const properties = kind === 'rest' ? { Name: { Ref: 'AWS::StackName' }, StageName: 'Prod' } : {};
    const type = kind === 'rest' ? 'AWS::Serverless::Api' : 'AWS::Serverless::HttpApi';
    // It exists where one of its routes does.
    const [{ condition, from }] = own;
    const attributes = condition !== undefined && own.every(route => route.condition === condition) ? { Condition: condition } : {};
    const resource = { id, attributes, properties: withGlobals(globals, type, { Properties: properties }) };
    return [{ from, conversion: kind === 'rest' ? restApi(resource) : httpApi(resource) }];
  });
}
