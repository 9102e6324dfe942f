import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const ENVIRONMENT = 'AWS::ElasticBeanstalk::Environment';
const TEMPLATE = 'AWS::ElasticBeanstalk::ConfigurationTemplate';
const NAMESPACE = 'aws:elasticbeanstalk:healthreporting:system';

/** What a resource says of the health system: the option, nothing, or that only deployment can tell. */
function healthSystem(resource: WorkloadResource): string | undefined | null {
  const settings = resource.property('OptionSettings');
  if (settings.isUnknown) return null;
  let isOpen = false;
  for (const setting of settings.items) {
    const [namespace, name] = [setting.property('Namespace'), setting.property('OptionName')];
    const mayBe = (namespace.isUnknown || namespace.text === NAMESPACE) && (name.isUnknown || name.text === 'SystemType');
    if (!mayBe) continue;
    if (namespace.isUnknown || name.isUnknown) isOpen = true;
    else return setting.property('Value').isUnknown ? null : setting.property('Value').text;
  }
  return isOpen ? null : undefined;
}

export default defineRule({
  id: 'OE-BeanstalkHealth',
  bestPractices: ['OPS04-BP02'],
  level: RuleLevel.WARNING,
  title: 'Elastic Beanstalk environments report enhanced health',
  why: 'Basic health goes by the health check of the load balancer alone: an environment stays green while requests fail or slow down, and does not say which instance is at fault',
  remedy: 'Add the option setting { namespace: \'aws:elasticbeanstalk:healthreporting:system\', optionName: \'SystemType\', value: \'enhanced\' }',
  nagRule: 'elasticbeanstalk.ElasticBeanstalkEnhancedHealthReportingEnabled',
  nagDifference: 'it looks at the environment alone, this rule also at the configuration template that the environment is made from, and leaves a value alone that only deployment tells',
  resourceTypes: [ENVIRONMENT],
  check: environment => {
    let system = healthSystem(environment);
    const template = environment.property('TemplateName');
    if (system === undefined && !template.isAbsent) {
      const [found] = template.targets(TEMPLATE);
      system = found ? healthSystem(found) : null;
    }
    if (system === null) return Verdict.UNKNOWN;
    if (system === 'enhanced') return Verdict.COMPLIANT;
    return Verdict.violating({ message: `The health system is ${system ?? 'not set, which is basic'}`, property: 'OptionSettings' });
  },
  compliant: [
    {
      title: 'enhanced health',
      resources: { Orders: { Type: ENVIRONMENT, Properties: { ApplicationName: 'orders', OptionSettings: [{ Namespace: NAMESPACE, OptionName: 'SystemType', Value: 'enhanced' }] } } },
      cdk: `new elasticbeanstalk.CfnEnvironment(this, 'Orders', {
  applicationName: 'orders',
  optionSettings: [{ namespace: 'aws:elasticbeanstalk:healthreporting:system', optionName: 'SystemType', value: 'enhanced' }],
});`,
    },
    {
      title: 'enhanced health by a configuration template',
      resources: {
        Orders: { Type: ENVIRONMENT, Properties: { ApplicationName: 'orders', TemplateName: { Ref: 'Template' } } },
        Template: { Type: TEMPLATE, Properties: { ApplicationName: 'orders', OptionSettings: [{ Namespace: NAMESPACE, OptionName: 'SystemType', Value: 'enhanced' }] } },
      },
    },
  ],
  violating: [
    {
      title: 'no word about health',
      resources: { Orders: { Type: ENVIRONMENT, Properties: { ApplicationName: 'orders' } } },
      cdk: 'new elasticbeanstalk.CfnEnvironment(this, \'Orders\', { applicationName: \'orders\' });',
    },
    {
      title: 'basic health',
      resources: { Orders: { Type: ENVIRONMENT, Properties: { ApplicationName: 'orders', OptionSettings: [{ Namespace: NAMESPACE, OptionName: 'SystemType', Value: 'basic' }] } } },
    },
    {
      title: 'basic health, against what the template says',
      resources: {
        Orders: { Type: ENVIRONMENT, Properties: { ApplicationName: 'orders', TemplateName: { Ref: 'Template' }, OptionSettings: [{ Namespace: NAMESPACE, OptionName: 'SystemType', Value: 'basic' }] } },
        Template: { Type: TEMPLATE, Properties: { ApplicationName: 'orders', OptionSettings: [{ Namespace: NAMESPACE, OptionName: 'SystemType', Value: 'enhanced' }] } },
      },
    },
  ],
  ignored: [
    { title: 'it is a parameter', resources: { Orders: { Type: ENVIRONMENT, Properties: { ApplicationName: 'orders', OptionSettings: [{ Namespace: NAMESPACE, OptionName: 'SystemType', Value: { Ref: 'Health' } }] } } } },
    { title: 'a saved configuration that is not in the app', resources: { Orders: { Type: ENVIRONMENT, Properties: { ApplicationName: 'orders', TemplateName: 'orders-production' } } } },
  ],
});
