import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const ENVIRONMENT = 'AWS::ElasticBeanstalk::Environment';
const TEMPLATE = 'AWS::ElasticBeanstalk::ConfigurationTemplate';
const ACTIONS = 'aws:elasticbeanstalk:managedactions';
const UPDATES = `${ACTIONS}:platformupdate`;
const PROPERTY = 'OptionSettings';

const ON = [
  { Namespace: ACTIONS, OptionName: 'ManagedActionsEnabled', Value: 'true' },
  { Namespace: UPDATES, OptionName: 'UpdateLevel', Value: 'minor' },
];

/** Settings in the order in which the first of a name counts; `undefined` where some are only known at deployment. */
function settingsOf(environment: WorkloadResource): readonly PropertyValue[] | undefined {
  const lists = [environment.property(PROPERTY)];
  const template = environment.property('TemplateName');
  if (!template.isAbsent) {
    const [found] = template.targets(TEMPLATE);
    if (!found) return undefined;
    lists.push(found.property(PROPERTY));
  }
  return lists.some(({ isUnknown }) => isUnknown) ? undefined : lists.flatMap(({ items }) => items);
}

/** Whether a setting is as it must be; `undefined` where only deployment can tell. */
function isSet(settings: readonly PropertyValue[], namespace: string, option: string, values: readonly string[]): boolean | undefined {
  const setting = settings.find(candidate => candidate.property('OptionName').text === option && candidate.property('Namespace').text === namespace);
  if (!setting) return settings.some(({ isUnknown }) => isUnknown) ? undefined : false;
  const value = setting.property('Value');
  return value.isUnknown ? undefined : values.includes(value.text ?? '');
}

const code = (settings: string) => `new elasticbeanstalk.CfnEnvironment(this, 'Shop', {
  applicationName: 'shop',
  solutionStackName: '64bit Amazon Linux 2023 v6.5.0 running Node.js 22',
  optionSettings: [${settings}],
});`;

export default defineRule({
  id: 'OE-BeanstalkManagedUpdates',
  bestPractices: ['OPS05-BP05'],
  level: RuleLevel.WARNING,
  title: 'Elastic Beanstalk environments get updates of their platform by themselves',
  why: 'Patches of the operating system and of the language come only with new platform versions, and without managed updates somebody has to install each',
  remedy: `Set ManagedActionsEnabled of ${ACTIONS} to 'true' with a PreferredStartTime, and UpdateLevel of ${UPDATES} to 'minor'`,
  nagRule: 'elasticbeanstalk.ElasticBeanstalkManagedUpdatesEnabled',
  nagDifference: 'it does not look into configuration templates',
  resourceTypes: [ENVIRONMENT],
  check: environment => {
    const settings = settingsOf(environment);
    if (!settings) return Verdict.UNKNOWN;
    const enabled = isSet(settings, ACTIONS, 'ManagedActionsEnabled', ['true']);
    const level = isSet(settings, UPDATES, 'UpdateLevel', ['minor', 'patch']);
    if (enabled && level) return Verdict.COMPLIANT;
    if (enabled === false) return Verdict.violating({ message: 'Managed updates of the platform are not switched on', property: PROPERTY });
    if (level === false) return Verdict.violating({ message: 'Managed updates have no UpdateLevel, neither minor nor patch', property: PROPERTY });
    return Verdict.UNKNOWN;
  },
  compliant: [
    {
      title: 'managed updates',
      resources: { Shop: { Type: ENVIRONMENT, Properties: { ApplicationName: 'shop', OptionSettings: ON } } },
      cdk: code(`
    { namespace: '${ACTIONS}', optionName: 'ManagedActionsEnabled', value: 'true' },
    { namespace: '${ACTIONS}', optionName: 'PreferredStartTime', value: 'Tue:03:00' },
    { namespace: '${UPDATES}', optionName: 'UpdateLevel', value: 'minor' },
  `),
    },
    {
      title: 'managed updates by a configuration template',
      resources: {
        Shop: { Type: ENVIRONMENT, Properties: { ApplicationName: 'shop', TemplateName: { Ref: 'Settings' } } },
        Settings: { Type: TEMPLATE, Properties: { ApplicationName: 'shop', OptionSettings: ON } },
      },
    },
  ],
  violating: [
    { title: 'no settings', resources: { Shop: { Type: ENVIRONMENT, Properties: { ApplicationName: 'shop' } } }, cdk: code('') },
    {
      title: 'switched off',
      resources: { Shop: { Type: ENVIRONMENT, Properties: { ApplicationName: 'shop', OptionSettings: [{ ...ON[0], Value: 'false' }, ON[1]] } } },
    },
    { title: 'no level', resources: { Shop: { Type: ENVIRONMENT, Properties: { ApplicationName: 'shop', OptionSettings: [ON[0]] } } } },
  ],
  ignored: [
    { title: 'the settings are a parameter', resources: { Shop: { Type: ENVIRONMENT, Properties: { OptionSettings: [{ ...ON[0], Value: { Ref: 'Managed' } }, ON[1]] } } } },
    { title: 'a configuration template of another app', resources: { Shop: { Type: ENVIRONMENT, Properties: { TemplateName: 'web' } } } },
  ],
});
