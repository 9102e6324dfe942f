import { Stack, aws_apigateway as apigateway, aws_dynamodb as dynamodb, aws_iam as iam, aws_lambda as lambda, aws_logs as logs } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CoverageState, ObservedService, Severity, Telemetry, type LogHygiene } from '../../../src';
import { inlineFunction } from '../../support/order-service';
import { strictApp, synthesizeStrictly } from '../../support/strict-app';

function tidied(make: (stack: Stack) => unknown, hygiene: LogHygiene = {}) {
  const app = strictApp();
  const stack = new Stack(app, 'Shop');
  make(stack);
  const service = new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'team', environment: 'prod', routes: [], telemetry: Telemetry.of({ logs: hygiene }) });
  return { app, stack, service, template: Template.fromStack(stack) };
}

describe('a function without a log group', () => {
  const { app, template, service } = tidied(stack => inlineFunction(stack, 'Buy'));

  test('gets one that expires, stays with its events, and takes JSON', () => {
    template.hasResource('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 90, LogGroupName: Match.absent() }, DeletionPolicy: 'Retain' });
    template.hasResourceProperties('AWS::Lambda::Function', { LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: Object.keys(template.findResources('AWS::Logs::LogGroup'))[0] } } });
    synthesizeStrictly(app);
  });

  test('needs no more permissions than it has', () => template.resourceCountIs('AWS::IAM::Policy', 0));

  test('has its failures counted from events of the platform, in the namespace of the service', () => {
    template.resourceCountIs('AWS::Logs::MetricFilter', 3);
    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: '{ $.type = "platform.report" && $.record.status = "timeout" }',
      MetricTransformations: [{ MetricNamespace: 'CdkPillars/shop-prod', MetricName: 'Timeouts', MetricValue: '1', Unit: 'Count' }],
    });
  });

  test('has alarms on them, which are in the coverage and on the dashboards', () => {
    const alarms = service.alarms.filter(({ signal }) => signal.source.kind === 'function-logs');
    expect(alarms.map(({ literalName, severity }) => [literalName, severity])).toEqual([
      ['shop-prod-Service-FunctionLogs-timeouts', Severity.TICKET], ['shop-prod-Service-FunctionLogs-outOfMemory', Severity.TICKET],
      ['shop-prod-Service-FunctionLogs-initErrors', Severity.TICKET],
    ]);
    expect(service.coverage.inState(CoverageState.ALARMED).map(({ path }) => path)).toContain('Shop/Service/FunctionLogs');
    template.hasResourceProperties('AWS::CloudWatch::Alarm', { Namespace: 'CdkPillars/shop-prod', MetricName: 'OutOfMemory', Threshold: 0, TreatMissingData: 'notBreaching' });
    expect(JSON.stringify(template.findResources('AWS::CloudWatch::Dashboard'))).toContain('InitErrors');
  });

  test('has queries saved over its log group, in a folder of the service', () => {
    template.hasResourceProperties('AWS::Logs::QueryDefinition', {
      Name: 'cdk-pillars/shop-prod/functions: the latest errors', QueryString: Match.stringLikeRegexp('filter @message like'), LogGroupNames: [{ Ref: Match.anyValue() }],
    });
  });
});

test('a role with permissions of its own may write to the new log group, and no other', () => {
  const { template } = tidied(stack => inlineFunction(stack, 'Buy', { role: new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }) }));
  const [group] = Object.keys(template.findResources('AWS::Logs::LogGroup'));
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: { 'Fn::GetAtt': [group, 'Arn'] } }] },
  });
});

test.each<[string, (stack: Stack) => unknown, number]>([
  ['a log group', stack => inlineFunction(stack, 'Buy', { logGroup: new logs.LogGroup(stack, 'Logs') }), 1],
  ['a log group by its name', stack => void [inlineFunction(stack, 'Buy', { functionName: 'buy' }), new logs.LogGroup(stack, 'Logs', { logGroupName: '/aws/lambda/buy' })], 1],
  ['a log group after its reference', stack => new logs.LogGroup(stack, 'Logs', { logGroupName: `/aws/lambda/${inlineFunction(stack, 'Buy').functionName}` }), 1],
  ['a role from elsewhere', stack => inlineFunction(stack, 'Buy', { role: iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/buy') }), 0],
])('a function with %s gets none', (_, make, count) => {
  const { template } = tidied(make, { savedQueries: false });
  template.resourceCountIs('AWS::Logs::LogGroup', count);
});

test('a format that was chosen, or that filters read, stays', () => {
  const { template } = tidied(stack => {
    inlineFunction(stack, 'Chosen', { loggingFormat: lambda.LoggingFormat.TEXT });
    const logGroup = new logs.LogGroup(stack, 'Logs');
    inlineFunction(stack, 'Read', { logGroup });
    logGroup.addMetricFilter('Bought', { filterPattern: logs.FilterPattern.literal('bought'), metricNamespace: 'Shop', metricName: 'Bought' });
  });
  template.resourcePropertiesCountIs('AWS::Lambda::Function', { LoggingConfig: { LogFormat: 'JSON' } }, 0);
  template.hasResourceProperties('AWS::Logs::MetricFilter', { FilterPattern: '"Task timed out"' });
  template.hasResourceProperties('AWS::Logs::MetricFilter', { FilterPattern: '?"Runtime exited with error: signal: killed" ?"Runtime.OutOfMemory"' });
});

test('functions that share a log group share its filters, and all functions the metrics and alarms', () => {
  const { template, service } = tidied(stack => {
    const logGroup = new logs.LogGroup(stack, 'Logs');
    for (const id of ['A', 'B']) inlineFunction(stack, id, { logGroup });
    inlineFunction(stack, 'C');
  });
  template.resourceCountIs('AWS::Logs::MetricFilter', 6);
  expect(service.monthlyCost.items).toContainEqual({ what: 'metrics from logs', quantity: 3, unitPrice: 0.3, amount: 0.9 });
});

test('a function that comes later is tidied too, and joins the queries', () => {
  const stack = new Stack(strictApp(), 'Shop');
  inlineFunction(stack, 'Buy');
  const service = new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'team', routes: [], telemetry: Telemetry.of({ logs: {} }) });
  service.observe(inlineFunction(stack, 'Sell'));
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::Logs::LogGroup', 2);
  template.allResourcesProperties('AWS::Logs::QueryDefinition', { LogGroupNames: [{ Ref: Match.anyValue() }, { Ref: Match.anyValue() }] });
});

test('each part can be left out', () => {
  const { template } = tidied(stack => inlineFunction(stack, 'Buy'), { ownLogGroups: false, jsonFormat: false, countFailures: false, savedQueries: false });
  for (const type of ['AWS::Logs::LogGroup', 'AWS::Logs::MetricFilter', 'AWS::Logs::QueryDefinition']) template.resourceCountIs(type, 0);
  template.hasResourceProperties('AWS::Lambda::Function', { LoggingConfig: Match.absent() });
});

test('anomalies, callers and keys are told where asked for', () => {
  const { app, template, service } = tidied(stack => {
    inlineFunction(stack, 'Buy');
    new dynamodb.Table(stack, 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
    const api = new apigateway.RestApi(stack, 'Api', {
      deployOptions: {
        accessLogDestination: new apigateway.LogGroupLogDestination(new logs.LogGroup(stack, 'AccessLog')), accessLogFormat: apigateway.AccessLogFormat.jsonWithStandardFields(),
      },
    });
    api.root.addMethod('GET');
  }, { anomalyDetection: true, contributors: true });
  synthesizeStrictly(app);
  template.resourceCountIs('AWS::Logs::LogAnomalyDetector', 2);
  template.hasResourceProperties('AWS::DynamoDB::Table', { ContributorInsightsSpecification: { Enabled: true } });
  template.hasResourceProperties('AWS::CloudWatch::InsightRule', { RuleState: 'ENABLED', RuleName: Match.stringLikeRegexp('^shop-prod-callers-[0-9a-f]{8}$') });
  const [{ Properties }] = Object.values(template.findResources('AWS::CloudWatch::InsightRule'));
  expect(JSON.stringify(Properties.RuleBody)).toContain('$.ip');
  expect(service.monthlyCost.items).toContainEqual({ what: 'Contributor Insights rules', quantity: 3, unitPrice: 0.5, amount: 1.5 });
});
