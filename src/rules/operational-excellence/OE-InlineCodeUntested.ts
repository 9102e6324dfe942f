import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const FUNCTION = 'AWS::Lambda::Function';
const PROPERTY = 'Code.ZipFile';
const MOST_LINES = 20;
const LONG = Array.from({ length: 24 }, (_, index) => `console.log(${index});`).join('\n');

/** Lines that say something. */
function linesIn(text: string): number {
  return text.split('\n').filter(line => line.trim() !== '').length;
}

export default defineRule({
  id: 'OE-InlineCodeUntested',
  bestPractices: ['OPS05-BP01', 'OPS05-BP07'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Functions have their code in files, unless it is short',
  why: 'Code inside of a text is neither compiled, linted nor tested, and its first run is in production',
  remedy: 'Move the code to a file with tests, and set code: lambda.Code.fromAsset(...), or use lambda_nodejs.NodejsFunction',
  resourceTypes: [FUNCTION],
  check: fn => {
    const inline = fn.property(PROPERTY);
    if (inline.isAbsent) return Verdict.NOT_APPLICABLE;
    const lines = linesIn(inline.knownText);
    if (lines > MOST_LINES) return Verdict.violating({ message: `The template has ${lines} lines of code`, property: PROPERTY });
    return inline.isUnknown ? Verdict.UNKNOWN : Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'a few lines',
      resources: { Handler: { Type: FUNCTION, Properties: { Code: { ZipFile: 'exports.handler = async () => {};' } } } },
      cdk: `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});`,
    },
  ],
  violating: [
    {
      title: 'many lines',
      resources: { Handler: { Type: FUNCTION, Properties: { Code: { ZipFile: LONG } } } },
      cdk: `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: 'index.handler',
  code: lambda.Code.fromInline([
    'import boto3',
    'def handler(event, context):',
    '  table = boto3.resource("dynamodb").Table("orders")',
    ...Array.from({ length: 24 }, (_, month) => \`  table.put_item(Item={"id": "\${month}"})\`),
  ].join('\\n')),
});`,
    },
    {
      title: 'many lines with a name in them',
      resources: { Handler: { Type: FUNCTION, Properties: { Code: { ZipFile: { 'Fn::Join': ['', ['const table = \'', { Ref: 'Orders' }, `';\n${LONG}`]] } } } } },
    },
  ],
  ignored: [
    { title: 'an asset', resources: { Handler: { Type: FUNCTION, Properties: { Code: { S3Bucket: 'assets', S3Key: 'orders.zip' } } } } },
    { title: 'the code is a parameter', resources: { Handler: { Type: FUNCTION, Properties: { Code: { ZipFile: { Ref: 'Code' } } } } } },
  ],
});
