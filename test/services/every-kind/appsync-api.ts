import { aws_appsync as appsync, type Stack } from 'aws-cdk-lib';

const schema: appsync.ISchema = { bind: api => ({ apiId: (api as appsync.IGraphqlApi).apiId, definition: 'type Query { order: String }' }) };

export default (stack: Stack) => new appsync.GraphqlApi(stack, 'Subject', { name: 'orders', definition: appsync.Definition.fromSchema(schema) });
