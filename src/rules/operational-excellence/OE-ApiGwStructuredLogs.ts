import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

/** The settings of REST APIs, and of HTTP and WebSocket APIs. */
const SETTINGS: Readonly<Record<string, string>> = { 'AWS::ApiGateway::Stage': 'AccessLogSetting', 'AWS::ApiGatewayV2::Stage': 'AccessLogSettings' };

/** `$context.status`, which stands without quotes where it comes to a number. */
const VARIABLE = /\$context(?:\.[\w-]+)+/g;

function isJson(format: string): boolean {
  try {
    const fields: unknown = JSON.parse(format.replace(VARIABLE, '0'));
    return fields !== null && typeof fields === 'object' && !Array.isArray(fields);
  } catch {
    return false;
  }
}

export default defineRule({
  id: 'OE-ApiGwStructuredLogs',
  bestPractices: ['OPS08-BP02'],
  level: RuleLevel.WARNING,
  title: 'Access logs of API Gateway are JSON',
  why: 'CloudWatch Logs Insights and metric filters know no fields in lines of text, so each question about status, path or caller begins with a pattern that guesses where they are',
  remedy: 'Set accessLogFormat: apigateway.AccessLogFormat.jsonWithStandardFields()',
  nagRule: 'apigw.APIGWStructuredLogging',
  nagDifference: 'it takes a format for text where a variable that is a number stands without quotes',
  resourceTypes: Object.keys(SETTINGS),
  check: stage => {
    const settings = stage.property(SETTINGS[stage.resourceType]);
    if (settings.isUnknown) return Verdict.UNKNOWN;
    if (settings.property('DestinationArn').isAbsent) return Verdict.NOT_APPLICABLE;
    const format = settings.property('Format');
    if (format.isUnknown) return Verdict.UNKNOWN;
    if (isJson(format.text ?? '')) return Verdict.COMPLIANT;
    return Verdict.violating({ message: `The format of the access log is ${format.text === undefined ? 'not set' : 'not JSON'}`, property: `${SETTINGS[stage.resourceType]}.Format` });
  },
  compliant: [
    {
      title: 'a REST API that logs fields',
      resources: {
        Stage: {
          Type: 'AWS::ApiGateway::Stage',
          Properties: { RestApiId: 'a1b2c3', AccessLogSetting: { DestinationArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:api', Format: '{"requestId":"$context.requestId","status":"$context.status"}' } },
        },
      },
      cdk: `const api = new apigateway.RestApi(this, 'Api', {
  deployOptions: {
    accessLogDestination: new apigateway.LogGroupLogDestination(new logs.LogGroup(this, 'AccessLogs')),
    accessLogFormat: apigateway.AccessLogFormat.jsonWithStandardFields(),
  },
});
api.root.addMethod('GET');`,
    },
    {
      title: 'an HTTP API that logs fields, of which one is a number',
      resources: {
        Stage: {
          Type: 'AWS::ApiGatewayV2::Stage',
          Properties: {
            ApiId: 'a1b2c3',
            StageName: '$default',
            AccessLogSettings: { DestinationArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:api', Format: '{ "requestId": "$context.requestId", "status": $context.status }' },
          },
        },
      },
    },
  ],
  violating: [
    {
      title: 'the Common Log Format',
      resources: {
        Stage: {
          Type: 'AWS::ApiGateway::Stage',
          Properties: {
            RestApiId: 'a1b2c3',
            AccessLogSetting: { DestinationArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:api', Format: '$context.identity.sourceIp [$context.requestTime] $context.status' },
          },
        },
      },
      cdk: `const api = new apigateway.RestApi(this, 'Api', {
  deployOptions: { accessLogDestination: new apigateway.LogGroupLogDestination(new logs.LogGroup(this, 'AccessLogs')) },
});
api.root.addMethod('GET');`,
    },
    {
      title: 'an HTTP API that logs one value',
      resources: {
        Stage: {
          Type: 'AWS::ApiGatewayV2::Stage',
          Properties: { ApiId: 'a1b2c3', StageName: '$default', AccessLogSettings: { DestinationArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:api', Format: '$context.requestId' } },
        },
      },
      cdk: `new apigatewayv2.HttpStage(this, 'Stage', {
  httpApi: new apigatewayv2.HttpApi(this, 'Api', { createDefaultStage: false }),
  accessLogSettings: { destination: new apigatewayv2.LogGroupLogDestination(new logs.LogGroup(this, 'AccessLogs')) },
});`,
    },
  ],
  ignored: [
    { title: 'no access log', resources: { Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: 'a1b2c3' } } } },
    {
      title: 'the format is a parameter',
      resources: {
        Stage: {
          Type: 'AWS::ApiGateway::Stage',
          Properties: { RestApiId: 'a1b2c3', AccessLogSetting: { DestinationArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:api', Format: { Ref: 'Format' } } },
        },
      },
    },
  ],
});
