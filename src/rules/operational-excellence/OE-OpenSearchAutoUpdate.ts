import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const DOMAIN = 'AWS::OpenSearchService::Domain';
const PROPERTY = 'SoftwareUpdateOptions.AutoSoftwareUpdateEnabled';

const code = (options: string) => `new opensearchservice.Domain(this, 'Orders', {
  version: opensearchservice.EngineVersion.OPENSEARCH_2_19,${options}
});`;

export default defineRule({
  id: 'OE-OpenSearchAutoUpdate',
  bestPractices: ['OPS05-BP05'],
  level: RuleLevel.WARNING,
  title: 'OpenSearch domains get service software updates by themselves',
  why: 'Updates with security fixes wait until somebody sees them in the console, and required ones are then installed at a time of the choice of the service',
  remedy: 'Set enableAutoSoftwareUpdate: true, and an off-peak window with offPeakWindowEnabled',
  resourceTypes: [DOMAIN],
  check: domain => {
    const enabled = domain.property(PROPERTY);
    if (enabled.isUnknown) return Verdict.UNKNOWN;
    if (enabled.flag === true) return Verdict.COMPLIANT;
    return Verdict.violating({ message: `Automatic software updates are ${enabled.isAbsent ? 'not set' : 'off'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'switched on',
      resources: { Orders: { Type: DOMAIN, Properties: { SoftwareUpdateOptions: { AutoSoftwareUpdateEnabled: true } } } },
      cdk: code('\n  enableAutoSoftwareUpdate: true,'),
    },
  ],
  violating: [
    { title: 'not set', resources: { Orders: { Type: DOMAIN, Properties: { EngineVersion: 'OpenSearch_2.19' } } }, cdk: code('') },
    { title: 'switched off', resources: { Orders: { Type: DOMAIN, Properties: { SoftwareUpdateOptions: { AutoSoftwareUpdateEnabled: false } } } } },
  ],
  ignored: [
    { title: 'it is a parameter', resources: { Orders: { Type: DOMAIN, Properties: { SoftwareUpdateOptions: { AutoSoftwareUpdateEnabled: { Ref: 'Update' } } } } } },
  ],
});
