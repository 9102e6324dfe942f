import { defineRule } from '../private/define-rule';
import { isEdgeFunction } from '../private/edge-functions';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const FUNCTION = 'AWS::Lambda::Function';
const PROPERTY = 'ReservedConcurrentExecutions';

/** What CloudFormation demands of any function. */
const REQUIRED = { Code: { ZipFile: 'exports.handler = async () => {};' }, Handler: 'index.handler', Role: 'arn:aws:iam::123456789012:role/handler', Runtime: 'nodejs22.x' };

const code = (settings: string) => `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),${settings}
});`;

export default defineRule({
  id: 'PE-LambdaReservedConcurrency',
  bestPractices: ['PERF02-BP05'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Functions have a share of the concurrency for themselves',
  why: 'All functions of an account and Region draw on one pool: a loop or a backlog in one of them takes it all, and the others are throttled',
  remedy: 'Set reservedConcurrentExecutions to what the function needs at its peak and what it calls can take',
  nagRule: 'lambda.LambdaConcurrency',
  nagDifference: 'it reports functions that are switched off with a share of 0, and those at CloudFront, which can have none',
  resourceTypes: [FUNCTION],
  check: fn => {
    const share = fn.property(PROPERTY);
    if (share.isUnknown) return Verdict.UNKNOWN;
    if (!share.isAbsent) return share.number === 0 ? Verdict.NOT_APPLICABLE : Verdict.COMPLIANT;
    return isEdgeFunction(fn) ? Verdict.NOT_APPLICABLE : Verdict.violating({ message: 'No concurrency is reserved', property: PROPERTY });
  },
  compliant: [
    {
      title: 'a share of its own',
      resources: { Handler: { Type: FUNCTION, Properties: { ReservedConcurrentExecutions: 50 } } },
      cdk: code('\n  reservedConcurrentExecutions: 50,'),
    },
  ],
  violating: [
    { title: 'what is left of the pool', resources: { Handler: { Type: FUNCTION, Properties: { Handler: 'index.handler' } } }, cdk: code('') },
  ],
  ignored: [
    { title: 'a function that is switched off', resources: { Handler: { Type: FUNCTION, Properties: { ...REQUIRED, ReservedConcurrentExecutions: 0 } } } },
    { title: 'the share is a parameter', resources: { Handler: { Type: FUNCTION, Properties: { ReservedConcurrentExecutions: { Ref: 'Concurrency' } } } } },
    {
      title: 'a function at CloudFront',
      resources: {
        Handler: { Type: FUNCTION, Properties: { Runtime: 'nodejs22.x' } },
        Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Handler' } } },
        Site: {
          Type: 'AWS::CloudFront::Distribution',
          Properties: { DistributionConfig: { DefaultCacheBehavior: { LambdaFunctionAssociations: [{ EventType: 'viewer-request', LambdaFunctionARN: { Ref: 'Version' } }] } } },
        },
      },
    },
  ],
});
