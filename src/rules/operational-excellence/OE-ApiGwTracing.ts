import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const STAGE = 'AWS::ApiGateway::Stage';
const PROPERTY = 'TracingEnabled';

export default defineRule({
  id: 'OE-ApiGwTracing',
  bestPractices: ['OPS04-BP05'],
  level: RuleLevel.WARNING,
  title: 'Stages of REST APIs are traced',
  why: 'A trace starts behind the API, so the time that API Gateway and its authorizers take is missing from it, and requests that fail there have none',
  remedy: 'Set deployOptions.tracingEnabled: true',
  nagRule: 'apigw.APIGWXrayEnabled',
  resourceTypes: [STAGE],
  check: stage => {
    const enabled = stage.property(PROPERTY);
    if (enabled.isUnknown) return Verdict.UNKNOWN;
    return enabled.flag === true ? Verdict.COMPLIANT : Verdict.violating({ message: `Tracing is ${enabled.flag === false ? 'off' : 'not set'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'a stage that is traced',
      resources: { Stage: { Type: STAGE, Properties: { RestApiId: 'a1b2c3', TracingEnabled: true } } },
      cdk: 'new apigateway.RestApi(this, \'Api\', { deployOptions: { tracingEnabled: true } }).root.addMethod(\'GET\');',
    },
  ],
  violating: [
    {
      title: 'a stage that says nothing',
      resources: { Stage: { Type: STAGE, Properties: { RestApiId: 'a1b2c3', StageName: 'prod' } } },
      cdk: 'new apigateway.RestApi(this, \'Api\').root.addMethod(\'GET\');',
    },
    { title: 'tracing switched off', resources: { Stage: { Type: STAGE, Properties: { RestApiId: 'a1b2c3', TracingEnabled: false } } } },
  ],
  ignored: [
    { title: 'a parameter switches it on', resources: { Stage: { Type: STAGE, Properties: { RestApiId: 'a1b2c3', TracingEnabled: { Ref: 'IsTraced' } } } } },
  ],
});
