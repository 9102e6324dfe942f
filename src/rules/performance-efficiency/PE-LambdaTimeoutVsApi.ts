import { type ApiIntegration, integrationsOf } from '../private/api-integrations';
import { defineRule } from '../private/define-rule';
import { timeoutOf } from '../private/functions';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const FUNCTION = 'AWS::Lambda::Function';
const METHOD = 'AWS::ApiGateway::Method';

const invocationOf = (logicalId: string) =>
  ({ 'Fn::Sub': `arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${logicalId}.Arn}/invocations` });

function isKnown(integration: ApiIntegration): integration is ApiIntegration & { readonly milliseconds: number } {
  return integration.milliseconds !== undefined;
}

export default defineRule({
  id: 'PE-LambdaTimeoutVsApi',
  bestPractices: ['PERF02-BP04'],
  level: RuleLevel.WARNING,
  title: 'Functions behind an API end before the API stops waiting for them',
  why: 'The caller has had its error long before the function is done, tries again, and pays for both',
  remedy: 'Lower the timeout of the function below that of the integration, let the API start the work and answer at once, or raise the timeout of the integration where the API allows it',
  resourceTypes: [FUNCTION],
  check: fn => {
    const integrations = integrationsOf(fn);
    if (integrations.length === 0) return Verdict.NOT_APPLICABLE;
    const seconds = timeoutOf(fn);
    if (seconds === undefined) return Verdict.UNKNOWN;
    const known = integrations.filter(isKnown);
    const shorter = known.filter(({ milliseconds }) => milliseconds < seconds * 1000).sort((a, b) => a.milliseconds - b.milliseconds);
    if (shorter.length === 0) return known.length === integrations.length ? Verdict.COMPLIANT : Verdict.UNKNOWN;
    const [{ api, milliseconds }] = shorter;
    const others = shorter.length > 1 ? `, the first of ${shorter.length} that do` : '';
    const message = `The function may run for ${seconds} s, and ${api.path} stops waiting after ${milliseconds / 1000} s${others}`;
    return Verdict.violating({ message, property: 'Timeout' });
  },
  compliant: [
    {
      title: 'a function that is done before a REST API gives up',
      resources: {
        Handler: { Type: FUNCTION, Properties: { Timeout: 29 } },
        Method: { Type: METHOD, Properties: { Integration: { Type: 'AWS_PROXY', Uri: invocationOf('Handler') } } },
      },
      cdk: `const handler = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 204 });'),
  timeout: Duration.seconds(10),
});
new apigateway.LambdaRestApi(this, 'Api', { handler });`,
    },
    {
      title: 'an integration with a longer timeout',
      resources: {
        Handler: { Type: FUNCTION, Properties: { Timeout: 60 } },
        Method: { Type: METHOD, Properties: { Integration: { Type: 'AWS_PROXY', TimeoutInMillis: 60_000, Uri: invocationOf('Handler') } } },
      },
    },
    {
      title: 'an HTTP API, which waits for 30 seconds',
      resources: {
        Handler: { Type: FUNCTION, Properties: { Timeout: 30 } },
        Integration: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { IntegrationType: 'AWS_PROXY', IntegrationUri: { 'Fn::GetAtt': ['Handler', 'Arn'] } } },
      },
    },
  ],
  violating: [
    {
      title: 'a function that outlives the request',
      resources: {
        Handler: { Type: FUNCTION, Properties: { Timeout: 60 } },
        Method: { Type: METHOD, Properties: { Integration: { Type: 'AWS_PROXY', Uri: invocationOf('Handler') } } },
      },
      cdk: `const handler = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 204 });'),
  timeout: Duration.minutes(1),
});
new apigateway.LambdaRestApi(this, 'Api', { handler });`,
    },
    {
      title: 'an alias behind an HTTP API',
      resources: {
        Handler: { Type: FUNCTION, Properties: { Timeout: 31 } },
        Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Handler' }, Name: 'live' } },
        Integration: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { IntegrationType: 'AWS_PROXY', IntegrationUri: { Ref: 'Live' } } },
      },
      cdk: `const handler = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 204 });'),
  timeout: Duration.seconds(31),
});
const api = new apigatewayv2.HttpApi(this, 'Api');
api.addRoutes({ path: '/', integration: new apigatewayv2_integrations.HttpLambdaIntegration('Live', handler.addAlias('live')) });`,
    },
    {
      title: 'a WebSocket API, which waits for 29 seconds',
      resources: {
        Handler: { Type: FUNCTION, Properties: { Timeout: 30 } },
        Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'WEBSOCKET' } },
        Integration: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { ApiId: { Ref: 'Api' }, IntegrationType: 'AWS_PROXY', IntegrationUri: invocationOf('Handler') } },
      },
    },
  ],
  ignored: [
    { title: 'a function behind nothing', resources: { Handler: { Type: FUNCTION, Properties: { Timeout: 900 } } } },
    {
      title: 'an API that does not wait',
      resources: {
        Handler: { Type: FUNCTION, Properties: { Timeout: 900 } },
        Method: {
          Type: METHOD,
          Properties: { Integration: { Type: 'AWS', RequestParameters: { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" }, Uri: invocationOf('Handler') } },
        },
      },
    },
    {
      title: 'a streamed response',
      resources: {
        Handler: { Type: FUNCTION, Properties: { Timeout: 300 } },
        Method: { Type: METHOD, Properties: { Integration: { Type: 'AWS_PROXY', ResponseTransferMode: 'STREAM', Uri: invocationOf('Handler') } } },
      },
    },
    {
      title: 'the timeout of the integration is a parameter',
      resources: {
        Handler: { Type: FUNCTION, Properties: { Timeout: 60 } },
        Method: { Type: METHOD, Properties: { Integration: { Type: 'AWS_PROXY', TimeoutInMillis: { Ref: 'Timeout' }, Uri: invocationOf('Handler') } } },
      },
    },
  ],
});
