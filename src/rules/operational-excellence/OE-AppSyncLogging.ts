import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const GRAPHQL = 'AWS::AppSync::GraphQLApi';
const EVENTS = 'AWS::AppSync::Api';

/** The settings of GraphQL APIs, and of Event APIs. */
const LEVELS: Readonly<Record<string, string>> = { [GRAPHQL]: 'LogConfig.FieldLogLevel', [EVENTS]: 'EventConfig.LogConfig.LogLevel' };

export default defineRule({
  id: 'OE-AppSyncLogging',
  bestPractices: ['OPS04-BP02'],
  level: RuleLevel.WARNING,
  title: 'APIs of AppSync log what fails in them',
  why: 'An error of a resolver goes to the client, as one of many fields of an answer with status 200, and is written down nowhere',
  remedy: 'Set logConfig: { fieldLogLevel: appsync.FieldLogLevel.ERROR }',
  nagRule: 'appsync.AppSyncGraphQLRequestLogging',
  nagDifference: 'it asks for the content of requests instead of a log level, and knows no Event APIs',
  resourceTypes: [GRAPHQL, EVENTS],
  check: api => {
    const property = LEVELS[api.resourceType];
    const level = api.property(property);
    if (level.isUnknown) return Verdict.UNKNOWN;
    if (level.text !== undefined && level.text !== 'NONE') return Verdict.COMPLIANT;
    return Verdict.violating({ message: `The log level is ${level.text ?? 'not set'}`, property });
  },
  compliant: [
    {
      title: 'a GraphQL API that logs errors',
      resources: {
        Api: {
          Type: GRAPHQL,
          Properties: { Name: 'orders', AuthenticationType: 'API_KEY', LogConfig: { CloudWatchLogsRoleArn: 'arn:aws:iam::123456789012:role/log', FieldLogLevel: 'ERROR', ExcludeVerboseContent: true } },
        },
      },
      cdk: `const orders = appsync.GraphqlApi.fromGraphqlApiAttributes(this, 'Orders', { graphqlApiId: 'a1b2c3' });
new appsync.GraphqlApi(this, 'Api', {
  name: 'shop',
  definition: appsync.Definition.fromSourceApis({ sourceApis: [{ sourceApi: orders }] }),
  logConfig: { fieldLogLevel: appsync.FieldLogLevel.ERROR },
});`,
    },
    {
      title: 'an Event API that logs everything',
      resources: { Api: { Type: EVENTS, Properties: { Name: 'orders', EventConfig: { LogConfig: { CloudWatchLogsRoleArn: 'arn:aws:iam::123456789012:role/log', LogLevel: 'ALL' } } } } },
    },
  ],
  violating: [
    {
      title: 'a GraphQL API without a log',
      resources: { Api: { Type: GRAPHQL, Properties: { Name: 'orders', AuthenticationType: 'API_KEY' } } },
      cdk: `const orders = appsync.GraphqlApi.fromGraphqlApiAttributes(this, 'Orders', { graphqlApiId: 'a1b2c3' });
new appsync.GraphqlApi(this, 'Api', {
  name: 'shop',
  definition: appsync.Definition.fromSourceApis({ sourceApis: [{ sourceApi: orders }] }),
});`,
    },
    {
      title: 'requests without what happens in them',
      resources: {
        Api: { Type: GRAPHQL, Properties: { Name: 'orders', AuthenticationType: 'API_KEY', LogConfig: { CloudWatchLogsRoleArn: 'arn:aws:iam::123456789012:role/log', FieldLogLevel: 'NONE' } } },
      },
      cdk: `const orders = appsync.GraphqlApi.fromGraphqlApiAttributes(this, 'Orders', { graphqlApiId: 'a1b2c3' });
new appsync.GraphqlApi(this, 'Api', {
  name: 'shop',
  definition: appsync.Definition.fromSourceApis({ sourceApis: [{ sourceApi: orders }] }),
  logConfig: {},
});`,
    },
    {
      title: 'an Event API without a log',
      resources: { Api: { Type: EVENTS, Properties: { Name: 'orders' } } },
      cdk: 'new appsync.EventApi(this, \'Api\', { apiName: \'orders\' });',
    },
  ],
  ignored: [
    {
      title: 'the level is a parameter',
      resources: {
        Api: {
          Type: GRAPHQL,
          Properties: { Name: 'orders', AuthenticationType: 'API_KEY', LogConfig: { CloudWatchLogsRoleArn: 'arn:aws:iam::123456789012:role/log', FieldLogLevel: { Ref: 'LogLevel' } } },
        },
      },
    },
  ],
});
