import { defineRule } from '../private/define-rule';
import { isEdgeFunction } from '../private/edge-functions';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

const PREFIX = '/aws/lambda/';
const GROUP = 'AWS::Logs::LogGroup';

/** Log groups that no reference ties to a function. */
interface LooseGroups {
  /** Whether the names of some are known. */
  readonly areNamed: boolean;
  /** Whether there are any whose name only deployment tells. */
  readonly areOpen: boolean;
}

function looseGroups(workload: Workload): LooseGroups {
  const names = workload.ofType(GROUP).map(group => group.property('LogGroupName'))
    .filter(name => name.knownText.startsWith(PREFIX) || (name.isUnknown && name.knownText === ''))
    .filter(name => !name.isUnknown || name.targets('AWS::Lambda::Function').length === 0);
  return { areNamed: names.some(name => !name.isUnknown), areOpen: names.some(name => name.isUnknown) };
}

/** Whether a log group is named after the function, or the CDK sets the retention of the one that Lambda creates. */
function hasTiedGroup(fn: WorkloadResource): boolean {
  return [GROUP, 'Custom::LogRetention'].some(type =>
    fn.workload.referrersOf(fn, type, 'LogGroupName').some(group => group.property('LogGroupName').knownText === PREFIX));
}

export default defineRule({
  id: 'OE-LambdaManagedLogGroup',
  bestPractices: ['OPS04-BP02', 'OPS08-BP02'],
  level: RuleLevel.WARNING,
  title: 'The log groups of functions are declared',
  why: 'Lambda creates the log group at the first call: its events never expire, it has no tags, and it stays behind when the stack is deleted',
  remedy: 'Give the function one: logGroup: new logs.LogGroup(this, \'Logs\')',
  resourceTypes: ['AWS::Lambda::Function'],
  check: fn => {
    // Its log groups are in whatever Regions its viewers are near to.
    if (isEdgeFunction(fn)) return Verdict.NOT_APPLICABLE;
    const group = fn.property('LoggingConfig.LogGroup');
    if (group.text || group.targets().length > 0 || hasTiedGroup(fn)) return Verdict.COMPLIANT;
    if (group.isUnknown) return Verdict.UNKNOWN;
    const name = fn.property('FunctionName');
    if (name.text !== undefined && fn.workload._named(fn._unit, GROUP, PREFIX + name.text).length > 0) return Verdict.COMPLIANT;
    const { areNamed, areOpen } = fn.workload._once(looseGroups);
    if (!name.isAbsent && (areOpen || (name.isUnknown && areNamed))) return Verdict.UNKNOWN;
    return Verdict.violating({ message: `There is no log group for ${name.text === undefined ? 'the function' : PREFIX + name.text}`, property: 'LoggingConfig.LogGroup' });
  },
  compliant: [
    {
      title: 'a log group of its own',
      resources: {
        Handler: { Type: 'AWS::Lambda::Function', Properties: { LoggingConfig: { LogGroup: { Ref: 'Logs' } } } },
        Logs: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 90 } },
      },
      cdk: `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
  logGroup: new logs.LogGroup(this, 'Logs', { retention: logs.RetentionDays.THREE_MONTHS }),
});`,
    },
    {
      title: 'a log group with the name that Lambda would give it',
      resources: {
        Handler: { Type: 'AWS::Lambda::Function', Properties: {} },
        Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: { 'Fn::Sub': '/aws/lambda/${Handler}' } } },
      },
      cdk: `const handler = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
new logs.LogGroup(this, 'Logs', { logGroupName: \`/aws/lambda/\${handler.functionName}\` });`,
    },
    {
      title: 'both named by hand',
      resources: {
        Handler: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'orders' } },
        Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/aws/lambda/orders' } },
      },
    },
    {
      title: 'a retention that is set afterwards',
      resources: {
        Handler: { Type: 'AWS::Lambda::Function', Properties: {} },
        Retention: { Type: 'Custom::LogRetention', Properties: { LogGroupName: { 'Fn::Join': ['', ['/aws/lambda/', { Ref: 'Handler' }]] }, RetentionInDays: 90 } },
      },
    },
  ],
  violating: [
    {
      title: 'left to Lambda',
      resources: { Handler: { Type: 'AWS::Lambda::Function', Properties: { LoggingConfig: { LogFormat: 'JSON' } } } },
      cdk: `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});`,
    },
    {
      title: 'log groups of others',
      resources: {
        Handler: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'orders' } },
        Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/aws/lambda/payments' } },
        Audit: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: { 'Fn::Sub': '/audit/${Handler}' } } },
      },
    },
    {
      title: 'no group can be named after a function whose name is made up',
      resources: {
        Handler: { Type: 'AWS::Lambda::Function', Properties: {} },
        Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: { 'Fn::Sub': '/aws/lambda/${Name}' } } },
      },
    },
  ],
  ignored: [
    {
      title: 'a function at CloudFront, which logs in the Regions of its viewers',
      resources: {
        Handler: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: { AssumeRolePolicyDocument: { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'] } } } },
        },
      },
    },
    { title: 'the log group is a condition', resources: { Handler: { Type: 'AWS::Lambda::Function', Properties: { LoggingConfig: { 'Fn::If': ['IsProduction', {}, { Ref: 'AWS::NoValue' }] } } } } },
    {
      title: 'the name of the function is a parameter',
      resources: {
        Handler: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: { Ref: 'Name' } } },
        Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: { 'Fn::Sub': '/aws/lambda/${Name}' } } },
      },
    },
  ],
});
