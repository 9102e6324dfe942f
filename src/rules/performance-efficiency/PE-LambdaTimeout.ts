import { handlesCustomResources } from '../private/custom-resource-handlers';
import { defineRule } from '../private/define-rule';
import { isEdgeFunction } from '../private/edge-functions';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const FUNCTION = 'AWS::Lambda::Function';
const PROPERTY = 'Timeout';
const LONGEST_SECONDS = 900;

/** What CloudFormation demands of any function. */
const REQUIRED = { Code: { ZipFile: 'exports.handler = async () => {};' }, Handler: 'index.handler', Role: 'arn:aws:iam::123456789012:role/handler', Runtime: 'nodejs22.x' };

const code = (settings: string) => `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),${settings}
});`;

export default defineRule({
  id: 'PE-LambdaTimeout',
  bestPractices: ['PERF02-BP04'],
  level: RuleLevel.WARNING,
  title: 'Functions have a timeout that fits their work',
  why: 'The 3 s of the default end a function that starts cold or calls something slow, and the 900 s of the maximum let one that hangs hold its concurrency and its caller',
  remedy: 'Set timeout to somewhat more than the longest duration that is right, such as timeout: Duration.seconds(15), or split the work of a function that needs 900 s',
  nagRule: 'lambda.LambdaDefaultTimeout',
  nagDifference: 'it accepts the maximum of 900 s, and reports functions at CloudFront without a timeout',
  resourceTypes: [FUNCTION],
  check: fn => {
    const timeout = fn.property(PROPERTY);
    if (timeout.isUnknown) return Verdict.UNKNOWN;
    const seconds = timeout.number;
    if (!timeout.isAbsent && (seconds === undefined || seconds < LONGEST_SECONDS)) return Verdict.COMPLIANT;
    // CloudFront waits 5 s at most for what it runs at viewers; CloudFormation waits for as long as it takes.
    if (isEdgeFunction(fn) || (seconds !== undefined && handlesCustomResources(fn))) return Verdict.NOT_APPLICABLE;
    const found = seconds === undefined ? 'not set, which means 3 s' : `${seconds} s, which is the maximum`;
    return Verdict.violating({ message: `The timeout is ${found}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'a timeout of its own',
      resources: { Handler: { Type: FUNCTION, Properties: { Timeout: 15 } } },
      cdk: code('\n  timeout: Duration.seconds(15),'),
    },
    { title: 'three seconds that somebody chose', resources: { Handler: { Type: FUNCTION, Properties: { Timeout: 3 } } } },
  ],
  violating: [
    { title: 'no timeout', resources: { Handler: { Type: FUNCTION, Properties: { Handler: 'index.handler' } } }, cdk: code('') },
    {
      title: 'the longest timeout',
      resources: { Handler: { Type: FUNCTION, Properties: { ...REQUIRED, Timeout: 900 } } },
      cdk: code('\n  timeout: Duration.minutes(15),'),
    },
  ],
  ignored: [
    { title: 'the timeout is a parameter', resources: { Handler: { Type: FUNCTION, Properties: { Timeout: { Ref: 'Timeout' } } } } },
    {
      title: 'a handler of custom resources, for which CloudFormation waits',
      resources: {
        Handler: { Type: FUNCTION, Properties: { Timeout: 900 } },
        Seed: { Type: 'Custom::Seed', Properties: { ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] } } },
      },
    },
    {
      title: 'a function at CloudFront',
      resources: {
        Handler: { Type: FUNCTION, Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'] } }] } },
        },
      },
    },
  ],
});
