import { defineRule } from '../private/define-rule';
import { invocationsOf } from '../private/synchronous-invocations';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const FUNCTION = 'AWS::Lambda::Function';
const ALIAS = 'AWS::Lambda::Alias';
const MAPPING = 'AWS::Lambda::EventSourceMapping';
const INTEGRATION = 'AWS::ApiGatewayV2::Integration';

const code = (handler: string) => `const handler = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
const live = new lambda.Alias(this, 'Live', { aliasName: 'live', version: handler.currentVersion });
new apigateway.LambdaRestApi(this, 'Api', { handler: ${handler} });`;

const orders = (invoker: object) => ({
  Handler: { Type: FUNCTION, Properties: {} },
  Live: { Type: ALIAS, Properties: { FunctionName: { Ref: 'Handler' }, Name: 'live' } },
  Invoker: invoker,
});
const mapping = (name: unknown) => orders({ Type: MAPPING, Properties: { FunctionName: name, EventSourceArn: 'arn:aws:sqs:eu-west-1:123456789012:orders' } });
const integration = (uri: unknown) => orders({ Type: INTEGRATION, Properties: { IntegrationType: 'AWS_PROXY', IntegrationUri: uri } });
const ARN = { 'Fn::GetAtt': ['Handler', 'Arn'] };

export default defineRule({
  id: 'OE-LambdaInvokedByAlias',
  bestPractices: ['OPS06-BP03'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'APIs and event sources call functions by an alias',
  why: 'A new version of the function gets all of the traffic in one moment, and there is no old one to shift it back to',
  remedy: 'Make a lambda.Alias of currentVersion, hand the alias to the API or the event source, and shift its traffic with a codedeploy.LambdaDeploymentGroup',
  resourceTypes: [FUNCTION],
  check: fn => {
    const invocations = invocationsOf(fn);
    if (invocations.length === 0) return Verdict.NOT_APPLICABLE;
    const unqualified = invocations.find(({ isQualified }) => !isQualified);
    return unqualified ? Verdict.violating({ message: `${unqualified.invoker.path} calls the function without an alias` }) : Verdict.COMPLIANT;
  },
  compliant: [
    { title: 'an alias', resources: mapping({ Ref: 'Live' }), cdk: code('live') },
    { title: 'an alias by name', resources: integration({ 'Fn::Sub': '${Handler.Arn}:live' }) },
    {
      title: 'an alias that a stage of the API names',
      resources: integration({ 'Fn::Sub': 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Handler.Arn}:${!stageVariables.alias}/invocations' }),
    },
  ],
  violating: [
    { title: 'the function itself', resources: mapping({ Ref: 'Handler' }), cdk: code('handler') },
    { title: 'an HTTP API', resources: integration(ARN) },
    {
      title: 'an invocation by its URI',
      resources: integration({ 'Fn::Join': ['', ['arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/', ARN, '/invocations']] }),
    },
  ],
  ignored: [
    { title: 'a function that nothing calls', resources: { Handler: { Type: FUNCTION, Properties: {} } } },
    { title: 'what is called is a parameter', resources: mapping({ Ref: 'FunctionName' }) },
  ],
});
