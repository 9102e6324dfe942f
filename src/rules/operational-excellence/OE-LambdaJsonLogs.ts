import { defineRule } from '../private/define-rule';
import { isEdgeFunction } from '../private/edge-functions';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const FUNCTION = 'AWS::Lambda::Function';
const PROPERTY = 'LoggingConfig.LogFormat';

/** Runtimes whose log calls Lambda turns into JSON. In others and in containers, what the code logs stays as it is. */
const FORMATTED = /^(?:nodejs|python|java|dotnet)/;

/** Settings of Powertools for AWS Lambda, whose logger writes JSON into any format. */
const POWERTOOLS = /^POWERTOOLS_(?:SERVICE_NAME|LOG|LOGGER)/;

/** Whether only the code decides about the format of the log; `undefined` where that is only known at deployment. */
function logsOnItsOwn(fn: WorkloadResource): boolean | undefined {
  const runtime = fn.property('Runtime');
  const variables = fn.property('Environment.Variables');
  if (!runtime.isUnknown && !FORMATTED.test(runtime.text ?? '')) return true;
  if (variables.keys.some(key => POWERTOOLS.test(key))) return true;
  return runtime.isUnknown || variables.isUnknown ? undefined : false;
}

export default defineRule({
  id: 'OE-LambdaJsonLogs',
  bestPractices: ['OPS08-BP02'],
  level: RuleLevel.WARNING,
  title: 'Functions log JSON',
  why: 'Lines of text have no fields to search by, such as level and request id, and a log level can be set for JSON only, so what is written in haste is kept and paid for',
  remedy: 'Set loggingFormat: lambda.LoggingFormat.JSON',
  resourceTypes: [FUNCTION],
  check: fn => {
    const format = fn.property(PROPERTY);
    if (format.text === 'JSON') return Verdict.COMPLIANT;
    const isOwn = logsOnItsOwn(fn);
    if (isOwn === true || isEdgeFunction(fn)) return Verdict.NOT_APPLICABLE;
    if (format.isUnknown || isOwn === undefined) return Verdict.UNKNOWN;
    return Verdict.violating({ message: `The log format is ${format.text ?? 'not set, which means Text'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'JSON',
      resources: { Handler: { Type: FUNCTION, Properties: { Runtime: 'nodejs22.x', LoggingConfig: { LogFormat: 'JSON' } } } },
      cdk: `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
  loggingFormat: lambda.LoggingFormat.JSON,
});`,
    },
  ],
  violating: [
    {
      title: 'a function that says nothing',
      resources: { Handler: { Type: FUNCTION, Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler' } } },
      cdk: `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});`,
    },
    { title: 'text', resources: { Handler: { Type: FUNCTION, Properties: { Runtime: 'python3.13', LoggingConfig: { LogFormat: 'Text' }, Environment: { Variables: { STAGE: 'prod' } } } } } },
  ],
  ignored: [
    { title: 'the format is a parameter', resources: { Handler: { Type: FUNCTION, Properties: { Runtime: 'nodejs22.x', LoggingConfig: { LogFormat: { Ref: 'LogFormat' } } } } } },
    { title: 'the runtime is a parameter', resources: { Handler: { Type: FUNCTION, Properties: { Runtime: { Ref: 'Runtime' } } } } },
    { title: 'a container image', resources: { Handler: { Type: FUNCTION, Properties: { PackageType: 'Image' } } } },
    { title: 'a runtime of one\'s own', resources: { Handler: { Type: FUNCTION, Properties: { Runtime: 'provided.al2023' } } } },
    {
      title: 'Powertools, which write JSON',
      resources: { Handler: { Type: FUNCTION, Properties: { Runtime: 'python3.13', Environment: { Variables: { POWERTOOLS_SERVICE_NAME: 'orders' } } } } },
    },
    {
      title: 'a function at CloudFront, which has no such setting',
      resources: {
        Handler: { Type: FUNCTION, Properties: { Runtime: 'nodejs22.x', Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'] } }] } },
        },
      },
    },
  ],
});
