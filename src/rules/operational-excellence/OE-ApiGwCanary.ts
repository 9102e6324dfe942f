import { defineRule } from '../private/define-rule';
import { saysProduction } from '../private/environment-names';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const STAGE = 'AWS::ApiGateway::Stage';
const PROPERTY = 'CanarySetting';

export default defineRule({
  id: 'OE-ApiGwCanary',
  bestPractices: ['OPS06-BP03'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Stages of REST APIs in production try a deployment on a part of the requests',
  why: 'A new deployment takes all requests of the stage at once, so a wrong mapping or authorizer fails everybody until the former deployment is set again',
  remedy: 'Set canarySetting: { percentTraffic: 10 } on the CfnStage, with an alarm on its errors, and promote it when these stay away',
  resourceTypes: [STAGE],
  check: stage => {
    const name = stage.property('StageName');
    if (!saysProduction(name.knownText)) return name.isUnknown ? Verdict.UNKNOWN : Verdict.NOT_APPLICABLE;
    const canary = stage.property(PROPERTY);
    if (canary.isUnknown) return Verdict.UNKNOWN;
    return canary.isAbsent ? Verdict.violating({ message: `Stage ${name.knownText} has no canary`, property: PROPERTY }) : Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'a tenth of the requests',
      resources: { Prod: { Type: STAGE, Properties: { RestApiId: { Ref: 'Api' }, StageName: 'prod', CanarySetting: { PercentTraffic: 10 } } } },
      cdk: `const api = new apigateway.RestApi(this, 'Api', { deploy: false });
api.root.addMethod('GET');
new apigateway.CfnStage(this, 'Prod', {
  restApiId: api.restApiId,
  stageName: 'prod',
  deploymentId: new apigateway.Deployment(this, 'Deployment', { api }).deploymentId,
  canarySetting: { percentTraffic: 10 },
});`,
    },
  ],
  violating: [
    {
      title: 'a stage called prod, as the CDK has it',
      resources: { Prod: { Type: STAGE, Properties: { RestApiId: { Ref: 'Api' }, StageName: 'prod' } } },
      cdk: `const api = new apigateway.RestApi(this, 'Api');
api.root.addMethod('GET');`,
    },
    { title: 'a stage with production in its name', resources: { Live: { Type: STAGE, Properties: { RestApiId: { Ref: 'Api' }, StageName: 'orders_production' } } } },
  ],
  ignored: [
    { title: 'a stage for tests', resources: { Dev: { Type: STAGE, Properties: { RestApiId: { Ref: 'Api' }, StageName: 'dev' } } } },
    { title: 'a stage before production', resources: { Dev: { Type: STAGE, Properties: { RestApiId: { Ref: 'Api' }, StageName: 'pre_prod' } } } },
    { title: 'a product', resources: { Dev: { Type: STAGE, Properties: { RestApiId: { Ref: 'Api' }, StageName: 'products' } } } },
    { title: 'the name is a parameter', resources: { Stage: { Type: STAGE, Properties: { RestApiId: { Ref: 'Api' }, StageName: { Ref: 'StageName' } } } } },
    {
      title: 'the canary is a condition',
      resources: { Prod: { Type: STAGE, Properties: { StageName: 'prod', CanarySetting: { 'Fn::If': ['IsCanary', { PercentTraffic: 10 }, { Ref: 'AWS::NoValue' }] } } } },
    },
  ],
});
