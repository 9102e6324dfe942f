import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

/** The settings of REST APIs, and of HTTP and WebSocket APIs. */
const DESTINATION: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::Stage': 'AccessLogSetting.DestinationArn',
  'AWS::ApiGatewayV2::Stage': 'AccessLogSettings.DestinationArn',
};

export default defineRule({
  id: 'OE-ApiGwAccessLogs',
  bestPractices: ['OPS04-BP02', 'OPS08-BP02'],
  level: RuleLevel.ERROR,
  title: 'Stages of API Gateway write access logs',
  why: 'There is no record of who called what with which result, so a complaint about one request cannot be looked into',
  remedy: 'Set deployOptions.accessLogDestination of a REST API, or accessLogSettings of the stage of an HTTP or WebSocket API, to a log group',
  nagRule: 'apigw.APIGWAccessLogging',
  resourceTypes: Object.keys(DESTINATION),
  check: stage => {
    const property = DESTINATION[stage.resourceType];
    const destination = stage.property(property);
    if (destination.isUnknown) return destination.targets().length > 0 ? Verdict.COMPLIANT : Verdict.UNKNOWN;
    return destination.text ? Verdict.COMPLIANT : Verdict.violating({ message: 'The access log has no destination', property });
  },
  compliant: [
    {
      title: 'a REST API with access logs',
      resources: {
        Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { AccessLogSetting: { DestinationArn: { 'Fn::GetAtt': ['Logs', 'Arn'] }, Format: '{"requestId":"$context.requestId"}' } } },
        Logs: { Type: 'AWS::Logs::LogGroup', Properties: {} },
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
      title: 'an HTTP API with access logs',
      resources: {
        Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { AccessLogSettings: { DestinationArn: 'arn:aws:logs:eu-west-1:111111111111:log-group:api', Format: '$context.requestId' } } },
      },
      cdk: `new apigatewayv2.HttpStage(this, 'Stage', {
  httpApi: new apigatewayv2.HttpApi(this, 'Api', { createDefaultStage: false }),
  autoDeploy: true,
  accessLogSettings: { destination: new apigatewayv2.LogGroupLogDestination(new logs.LogGroup(this, 'AccessLogs')) },
});`,
    },
  ],
  violating: [
    {
      title: 'a REST API without access logs',
      resources: { Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { StageName: 'prod' } } },
      cdk: 'new apigateway.RestApi(this, \'Api\').root.addMethod(\'GET\');',
    },
    {
      title: 'an HTTP API without access logs',
      resources: { Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { StageName: '$default' } } },
      cdk: 'new apigatewayv2.HttpApi(this, \'Api\');',
    },
    { title: 'a format that goes nowhere', resources: { Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { AccessLogSetting: { Format: '$context.requestId' } } } } },
  ],
  ignored: [
    { title: 'the destination is a parameter', resources: { Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { AccessLogSetting: { DestinationArn: { Ref: 'LogGroupArn' } } } } } },
    {
      title: 'the access log is a condition',
      resources: { Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { AccessLogSettings: { 'Fn::If': ['IsLogged', {}, { Ref: 'AWS::NoValue' }] } } } },
    },
  ],
});
