import { daysUntil } from '../private/days';
import { defineRule } from '../private/define-rule';
import { rowsOf } from '../private/tables';
import { RuleLevel } from '../rule-level';
import { LAMBDA_RUNTIMES } from '../tables/lambda-runtimes';
import { Verdict } from '../verdict';

const FUNCTION = 'AWS::Lambda::Function';
const PROPERTY = 'Runtime';
const NOTICE_DAYS = 180;

const code = (runtime: string) => `new lambda.Function(this, 'Handler', {
  runtime: ${runtime},
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});`;

export default defineRule({
  id: 'OE-LambdaRuntimeSupported',
  bestPractices: ['OPS05-BP05', 'PERF05-BP06'],
  level: RuleLevel.ERROR,
  title: 'Functions run on a runtime that Lambda supports',
  why: 'A deprecated runtime gets no security patches, and some time later Lambda refuses to create and to update functions on it, so that a fix cannot be deployed',
  remedy: 'Set runtime to a supported one, such as lambda.Runtime.NODEJS_24_X or lambda.Runtime.PYTHON_3_13, and test the function on it',
  table: LAMBDA_RUNTIMES,
  nagRule: 'lambda.LambdaLatestVersion',
  nagDifference: 'it asks for the newest runtime that the installed CDK knows, this rule for any that is supported for half a year to come',
  resourceTypes: [FUNCTION],
  check: (fn, context) => {
    const runtime = fn.property(PROPERTY);
    if (runtime.isUnknown) return Verdict.UNKNOWN;
    if (runtime.text === undefined) return Verdict.NOT_APPLICABLE;
    const date = rowsOf(context, LAMBDA_RUNTIMES).get(runtime.text);
    const days = daysUntil(date, context.asOf);
    if (days === undefined || days > NOTICE_DAYS) return Verdict.COMPLIANT;
    if (days <= 0) return Verdict.violating({ message: `The runtime ${runtime.text} has been deprecated since ${date}`, property: PROPERTY });
    return Verdict.violating({ message: `The runtime ${runtime.text} will be deprecated on ${date}`, name: 'ahead', level: RuleLevel.WARNING, property: PROPERTY });
  },
  compliant: [
    {
      title: 'a runtime that is supported for long',
      resources: { Handler: { Type: FUNCTION, Properties: { Runtime: 'python3.13', Handler: 'index.handler', Code: { ZipFile: 'pass' }, Role: 'arn:aws:iam::123456789012:role/handler' } } },
      cdk: code('lambda.Runtime.NODEJS_24_X'),
    },
    { title: 'a runtime that is newer than the table', resources: { Handler: { Type: FUNCTION, Properties: { Runtime: 'nodejs98.x' } } } },
  ],
  violating: [
    {
      title: 'a runtime that is deprecated',
      resources: { Handler: { Type: FUNCTION, Properties: { Runtime: 'nodejs18.x' } } },
      cdk: code('lambda.Runtime.NODEJS_18_X'),
    },
    {
      title: 'a runtime that will be deprecated in half a year, which is a warning',
      resources: { Handler: { Type: FUNCTION, Properties: { Runtime: 'nodejs22.x' } } },
      findings: ['ahead'],
    },
  ],
  ignored: [
    { title: 'a container image, which brings its own', resources: { Handler: { Type: FUNCTION, Properties: { PackageType: 'Image', Code: { ImageUri: 'orders:1' } } } } },
    { title: 'the runtime is a parameter', resources: { Handler: { Type: FUNCTION, Properties: { Runtime: { Ref: 'Runtime' } } } } },
  ],
});
