import { defineRule } from '../private/define-rule';
import { isEdgeFunction } from '../private/edge-functions';
import { numberOr } from '../private/functions';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const FUNCTION = 'AWS::Lambda::Function';
const DEFAULT_MEGABYTES = 128;

/** What CloudFormation demands of any function. */
const REQUIRED = { Code: { ZipFile: 'exports.handler = async () => {};' }, Handler: 'index.handler', Role: 'arn:aws:iam::123456789012:role/handler', Runtime: 'nodejs22.x' };

export default defineRule({
  id: 'PE-LambdaMemory',
  bestPractices: ['PERF02-BP04'],
  level: RuleLevel.WARNING,
  title: 'Functions have more memory than the 128 MB of the default',
  why: 'Lambda gives CPU in proportion to memory: with 128 MB a function has about one fourteenth of a vCPU, and takes longer for the same price or more',
  remedy: 'Measure the function at several sizes, with AWS Lambda Power Tuning for example, and set memorySize',
  nagRule: 'lambda.LambdaDefaultMemorySize',
  nagDifference: 'it accepts 128 MB that are written out',
  resourceTypes: [FUNCTION],
  check: fn => {
    // CloudFront takes no more than 128 MB at viewer events.
    if (isEdgeFunction(fn)) return Verdict.NOT_APPLICABLE;
    const memory = fn.property('MemorySize');
    const megabytes = numberOr(memory, DEFAULT_MEGABYTES);
    if (megabytes === undefined) return Verdict.UNKNOWN;
    if (megabytes > DEFAULT_MEGABYTES) return Verdict.COMPLIANT;
    const found = memory.isAbsent ? 'not set, which means 128 MB' : `${megabytes} MB`;
    return Verdict.violating({ message: `The memory size is ${found}`, property: 'MemorySize' });
  },
  compliant: [
    {
      title: 'a size of its own',
      resources: { Handler: { Type: FUNCTION, Properties: { MemorySize: 512 } } },
      cdk: `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
  memorySize: 512,
});`,
    },
  ],
  violating: [
    {
      title: 'no size',
      resources: { Handler: { Type: FUNCTION, Properties: { Handler: 'index.handler' } } },
      cdk: `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});`,
    },
    { title: 'the smallest size', resources: { Handler: { Type: FUNCTION, Properties: { ...REQUIRED, MemorySize: 128 } } } },
  ],
  ignored: [
    { title: 'the size is a parameter', resources: { Handler: { Type: FUNCTION, Properties: { MemorySize: { Ref: 'MemorySize' } } } } },
    {
      title: 'a function at CloudFront',
      resources: {
        Handler: { Type: FUNCTION, Properties: { MemorySize: 128, Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'] } }] } },
        },
      },
    },
  ],
});
