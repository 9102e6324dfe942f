import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const FUNCTION = 'AWS::Lambda::Function';
const PROPERTY = 'RuntimeManagementConfig.UpdateRuntimeOn';

const code = (mode: string) => `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
  runtimeManagementMode: ${mode},
});`;

export default defineRule({
  id: 'OE-LambdaRuntimeUpdateMode',
  bestPractices: ['OPS05-BP05'],
  level: RuleLevel.WARNING,
  title: 'Functions get the patches of their runtime',
  why: 'A function that is held at one version of its runtime gets no security patches until somebody remembers to move it',
  remedy: 'Set runtimeManagementMode: lambda.RuntimeManagementMode.FUNCTION_UPDATE, or leave it out for AUTO',
  resourceTypes: [FUNCTION],
  check: fn => {
    // An image brings its runtime.
    if (fn.property('PackageType').text === 'Image') return Verdict.NOT_APPLICABLE;
    const mode = fn.property(PROPERTY);
    if (mode.isUnknown) return Verdict.UNKNOWN;
    return mode.text === 'Manual' ? Verdict.violating({ message: 'The version of the runtime is updated by hand', property: PROPERTY }) : Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'patched with every deployment of the function',
      resources: { Handler: { Type: FUNCTION, Properties: { RuntimeManagementConfig: { UpdateRuntimeOn: 'FunctionUpdate' } } } },
      cdk: code('lambda.RuntimeManagementMode.FUNCTION_UPDATE'),
    },
    { title: 'patched by Lambda, as by default', resources: { Handler: { Type: FUNCTION, Properties: { Runtime: 'nodejs22.x' } } } },
  ],
  violating: [
    {
      title: 'held at one version',
      resources: {
        Handler: { Type: FUNCTION, Properties: { RuntimeManagementConfig: { UpdateRuntimeOn: 'Manual', RuntimeVersionArn: 'arn:aws:lambda:eu-west-1::runtime:8eeff65f6809a3' } } },
      },
      cdk: code('lambda.RuntimeManagementMode.manual(\'arn:aws:lambda:eu-west-1::runtime:8eeff65f6809a3ce81507fe733fe09b835899b99481ba22fd75b5a7338290ec1\')'),
    },
  ],
  ignored: [
    { title: 'the mode is a parameter', resources: { Handler: { Type: FUNCTION, Properties: { RuntimeManagementConfig: { UpdateRuntimeOn: { Ref: 'Mode' } } } } } },
    { title: 'a container image', resources: { Handler: { Type: FUNCTION, Properties: { PackageType: 'Image', Code: { ImageUri: 'orders:1' } } } } },
  ],
});
