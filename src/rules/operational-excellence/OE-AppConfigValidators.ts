import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const PROFILE = 'AWS::AppConfig::ConfigurationProfile';
const PROPERTY = 'Validators';
const FREEFORM = 'AWS.Freeform';

const SCHEMA = { Type: 'JSON_SCHEMA', Content: '{"type":"object","required":["limit"]}' };

const code = (validators: string) => `new appconfig.HostedConfiguration(this, 'Limits', {
  application: new appconfig.Application(this, 'Orders'),
  content: appconfig.ConfigurationContent.fromInlineJson('{"limit":10}'),${validators}
});`;

export default defineRule({
  id: 'OE-AppConfigValidators',
  bestPractices: ['OPS05-BP03', 'OPS06-BP02'],
  level: RuleLevel.WARNING,
  title: 'Free-form configuration is validated before it is deployed',
  why: 'A missing comma or a limit of the wrong unit is deployed like any change, and the application meets it when it reads its configuration the next time',
  remedy: 'Set validators: [appconfig.JsonSchemaValidator.fromInline(schema)], or a LambdaValidator for what a schema cannot say',
  resourceTypes: [PROFILE],
  check: profile => {
    const type = profile.property('Type');
    // Flags have a schema of their own.
    if (!type.isAbsent && !type.isUnknown && type.text !== FREEFORM) return Verdict.NOT_APPLICABLE;
    const validators = profile.property(PROPERTY);
    if (validators.items.some(({ isUnknown }) => !isUnknown)) return Verdict.COMPLIANT;
    if (type.isUnknown || validators.isUnknown || validators.items.length > 0) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'The configuration profile has no validator', property: PROPERTY });
  },
  compliant: [
    {
      title: 'a JSON schema',
      resources: { Limits: { Type: PROFILE, Properties: { ApplicationId: { Ref: 'Orders' }, LocationUri: 'hosted', Name: 'limits', Validators: [SCHEMA] } } },
      cdk: code('\n  validators: [appconfig.JsonSchemaValidator.fromInline(\'{"type":"object","required":["limit"]}\')],'),
    },
  ],
  violating: [
    { title: 'no validator', resources: { Limits: { Type: PROFILE, Properties: { ApplicationId: { Ref: 'Orders' }, LocationUri: 'hosted', Name: 'limits' } } }, cdk: code('') },
    { title: 'an empty list', resources: { Limits: { Type: PROFILE, Properties: { LocationUri: 'hosted', Type: FREEFORM, Validators: [] } } } },
  ],
  ignored: [
    { title: 'feature flags', resources: { Flags: { Type: PROFILE, Properties: { LocationUri: 'hosted', Type: 'AWS.AppConfig.FeatureFlags' } } } },
    { title: 'the type is a parameter', resources: { Limits: { Type: PROFILE, Properties: { LocationUri: 'hosted', Type: { Ref: 'Type' } } } } },
    { title: 'the validators are a condition', resources: { Limits: { Type: PROFILE, Properties: { Validators: { 'Fn::If': ['IsLive', [SCHEMA], { Ref: 'AWS::NoValue' }] } } } } },
  ],
});
