import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const API = 'AWS::AppSync::GraphQLApi';
const PROPERTY = 'XrayEnabled';

export default defineRule({
  id: 'OE-AppSyncTracing',
  bestPractices: ['OPS04-BP05'],
  level: RuleLevel.WARNING,
  title: 'GraphQL APIs are traced',
  why: 'One query runs many resolvers, and without a trace nobody sees which of them made it slow or fail',
  remedy: 'Set xrayEnabled: true',
  nagRule: 'appsync.AppSyncTracing',
  resourceTypes: [API],
  check: api => {
    const enabled = api.property(PROPERTY);
    if (enabled.isUnknown) return Verdict.UNKNOWN;
    return enabled.flag === true ? Verdict.COMPLIANT : Verdict.violating({ message: `Tracing is ${enabled.flag === false ? 'off' : 'not set'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'an API that is traced',
      resources: { Api: { Type: API, Properties: { Name: 'orders', AuthenticationType: 'API_KEY', XrayEnabled: true } } },
      cdk: `const orders = appsync.GraphqlApi.fromGraphqlApiAttributes(this, 'Orders', { graphqlApiId: 'a1b2c3' });
new appsync.GraphqlApi(this, 'Api', {
  name: 'shop',
  definition: appsync.Definition.fromSourceApis({ sourceApis: [{ sourceApi: orders }] }),
  xrayEnabled: true,
});`,
    },
  ],
  violating: [
    {
      title: 'an API that says nothing',
      resources: { Api: { Type: API, Properties: { Name: 'orders', AuthenticationType: 'API_KEY' } } },
      cdk: 'new appsync.CfnGraphQLApi(this, \'Api\', { name: \'orders\', authenticationType: \'API_KEY\' });',
    },
    { title: 'tracing switched off', resources: { Api: { Type: API, Properties: { Name: 'orders', AuthenticationType: 'API_KEY', XrayEnabled: false } } } },
  ],
  ignored: [
    { title: 'a parameter switches it on', resources: { Api: { Type: API, Properties: { Name: 'orders', AuthenticationType: 'API_KEY', XrayEnabled: { Ref: 'IsTraced' } } } } },
  ],
});
