import { isObject, itemsOf, membersOf, type Values } from '../language/values';
import { added } from './additions';
import { application } from './application';
import { type Converter, together } from './conversion';
import { functionOf } from './function';
import { withGlobals } from './globals';
import { graphqlApi } from './graphql-api';
import { httpApi } from './http-api';
import { implicitApis } from './implicit-apis';
import { layerVersion } from './layer-version';
import { redirected } from './references';
import { restApi } from './rest-api';
import { apiOf, routeEntry } from './routes';
import { simpleTable } from './simple-table';
import { stateMachine } from './state-machine';

const NAME = 'AWS::Serverless-2016-10-31';

const CONVERTERS: Readonly<Record<string, Converter>> = {
  'AWS::Serverless::Function': functionOf,
  'AWS::Serverless::Api': restApi,
  'AWS::Serverless::HttpApi': httpApi,
  'AWS::Serverless::StateMachine': stateMachine,
  'AWS::Serverless::SimpleTable': simpleTable,
  'AWS::Serverless::LayerVersion': layerVersion,
  'AWS::Serverless::GraphQLApi': graphqlApi,
  'AWS::Serverless::Application': application,
  // Permissions between resources: no rule reads them.
  'AWS::Serverless::Connector': () => ({ resources: {} }),
};

/** Resources as the transform makes them, and the author's resource that each came from. */
export interface Transformed {
  readonly resources: Values;
  readonly origins: ReadonlyMap<string, string>;
  readonly references: Readonly<Record<string, string>>;
}

export function isSam(template: Values): boolean {
  return itemsOf(template.Transform).some(transform => transform === NAME || membersOf(transform).Name === NAME);
}

/** What CloudFormation deploys in place of the resources of SAM, as far as rules look at it. */
export function transformed(template: Values): Transformed {
  const origins = new Map<string, string>();
  const resources: Record<string, unknown> = {};
  const conversions = Object.entries(template.Resources as Values).map(([id, resource]) => {
    const type = isObject(resource) && typeof resource.Type === 'string' ? resource.Type : '';
    if (!Object.hasOwn(CONVERTERS, type)) return { id, conversion: { resources: { [id]: resource as Values } } };
    const { Type, Properties, IgnoreGlobals, Connectors, ...attributes } = resource as Values;
    return { id, conversion: CONVERTERS[type]({ id, attributes, properties: withGlobals(template.Globals, type, resource as Values) }) };
  });
  const put = (from: string, more: Values | undefined, isShared = false) => {
    for (const [id, entry] of Object.entries(more ?? {})) {
      if (isShared && id in resources) continue;
      // What the author declares under the same logical id stays.
      if (id !== from && !isShared && Object.hasOwn(template.Resources as Values, id)) continue;
      resources[id] = entry;
      if (id !== from && !origins.has(id)) origins.set(id, from);
    }
  };
  for (const { id, conversion } of conversions) put(id, conversion.resources);
  for (const { id, conversion } of conversions) put(id, 'shared' in conversion ? conversion.shared : undefined, true);

  const all = together(...conversions.map(({ conversion }) => conversion));
  const routes = all.routes!;
  const implicit = implicitApis(routes, template.Globals);
  for (const { from, conversion } of implicit) put(from, conversion.resources, true);
  for (const route of routes) {
    const { Body, BodyS3Location } = membersOf(membersOf(resources[apiOf(route)]).Properties);
    // An API with a definition of its own has its routes there.
    if (Body === undefined && BodyS3Location === undefined) put(route.from, { [route.id]: routeEntry(route) });
  }
  const references = { ...all.references, ...together(...implicit.map(({ conversion }) => conversion)).references };
  const complete = added(resources, all.additions!);
  return { resources: redirected(complete, references) as Values, origins, references };
}
