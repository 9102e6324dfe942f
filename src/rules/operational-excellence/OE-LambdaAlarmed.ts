import { type AlarmRequirement, requireAlarms } from '../private/alarmed-kinds';
import { defineRule } from '../private/define-rule';
import { isEdgeFunction } from '../private/edge-functions';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const REQUIREMENTS: readonly AlarmRequirement[] = [
  { name: 'errors', kind: 'lambda-function', signals: ['errors', 'errorRate'] },
  { name: 'throttles', kind: 'lambda-function', signals: ['throttles'] },
];

const handler = { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x' } };

function alarm(metricName: string, functionName: unknown) {
  return { Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/Lambda', MetricName: metricName, Dimensions: [{ Name: 'FunctionName', Value: functionName }] } };
}

function query(metricName: string, logicalId: string) {
  const expression = { 'Fn::Sub': `SELECT SUM(${metricName}) FROM SCHEMA("AWS/Lambda", FunctionName) WHERE FunctionName = '\${${logicalId}}'` };
  return { Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics: [{ Id: 'q', Expression: expression, Period: 60 }] } };
}

export default defineRule({
  id: 'OE-LambdaAlarmed',
  bestPractices: ['OPS08-BP04', 'OPS08-BP01'],
  level: RuleLevel.WARNING,
  title: 'Functions have alarms on errors and on throttles',
  why: 'A function that fails, or is not run at all, fails in silence until users complain',
  remedy: 'Observe it with ObservedService, or add alarms on Errors and Throttles, such as fn.metricErrors().createAlarm(…)',
  resourceTypes: ['AWS::Lambda::Function'],
  // The metrics of a function at CloudFront are in whatever Regions its viewers are near to.
  check: (fn, context) => isEdgeFunction(fn) ? Verdict.NOT_APPLICABLE : requireAlarms(fn, context, REQUIREMENTS),
  compliant: [
    {
      title: 'alarms by reference and by name',
      resources: {
        Handler: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'orders' } },
        Errors: alarm('Errors', { Ref: 'Handler' }),
        Throttles: alarm('Throttles', 'orders'),
      },
      cdk: `const fn = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
new ObservedService(this, 'Orders', { serviceName: 'orders', owner: 'order-team', resources: [fn], routes: [] });`,
    },
    {
      title: 'metric math, and a query over all functions',
      resources: {
        Handler: handler,
        ErrorRate: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: {
            Metrics: [
              { Id: 'rate', Expression: '100 * errors / invocations' },
              {
                Id: 'errors', ReturnData: false,
                MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName: 'Errors', Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'Handler' } }] }, Period: 60, Stat: 'Sum' },
              },
            ],
          },
        },
        AllThrottles: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: { Metrics: [{ Id: 'q', Expression: 'SELECT SUM(Throttles) FROM SCHEMA("AWS/Lambda", FunctionName) GROUP BY FunctionName', Period: 60 }] },
        },
      },
    },
    {
      title: 'an alarm on all functions of the account at once, and one by a name that only deployment tells',
      resources: {
        Handler: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: { 'Fn::Sub': 'orders-${Environment}' } } },
        Errors: alarm('Errors', { 'Fn::Sub': 'orders-${Environment}' }),
        Throttles: { Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/Lambda', MetricName: 'Throttles', Statistic: 'Sum' } },
      },
    },
  ],
  violating: [
    {
      title: 'no alarms',
      resources: { Handler: handler },
      findings: ['errors', 'throttles'],
      cdk: `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});`,
    },
    {
      title: 'an alarm on the errors of another function',
      resources: { Handler: handler, Other: handler, Errors: alarm('Errors', { Ref: 'Other' }), Throttles: alarm('Throttles', { Ref: 'Handler' }) },
      findings: ['errors'],
    },
    {
      title: 'a query over other functions',
      resources: { Handler: handler, Other: handler, Errors: query('Errors', 'Other'), Throttles: query('Throttles', 'Handler') },
      findings: ['errors'],
    },
  ],
  ignored: [
    {
      title: 'a function at CloudFront, which has its metrics in the Regions of its viewers',
      resources: {
        Handler: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: { AssumeRolePolicyDocument: { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'] } } } },
        },
      },
    },
  ],
});
