import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const GROUP = 'AWS::Athena::WorkGroup';
const VERSION = 'WorkGroupConfiguration.EngineVersion.SelectedEngineVersion';
const METRICS = 'WorkGroupConfiguration.PublishCloudWatchMetricsEnabled';
const OLD = /^Athena engine version [12]$/i;

const group = (WorkGroupConfiguration?: unknown) => ({ Reports: { Type: GROUP, Properties: { Name: 'reports', WorkGroupConfiguration } } });
const selected = (SelectedEngineVersion: unknown) => group({ EngineVersion: { SelectedEngineVersion } });

export default defineRule({
  id: 'PE-AthenaEngine',
  bestPractices: ['PERF05-BP06', 'PERF03-BP03'],
  level: RuleLevel.WARNING,
  title: 'Athena workgroups run the current engine and publish metrics',
  why: 'Version 2 of the engine misses the faster scans, joins and statistics of version 3, and without metrics nobody sees how long queries run and wait, or what they scan',
  remedy: 'Set engineVersion: { selectedEngineVersion: \'AUTO\' } and publishCloudWatchMetricsEnabled: true',
  resourceTypes: [GROUP],
  check: resource => {
    const version = resource.property(VERSION);
    const metrics = resource.property(METRICS);
    const violations = [];
    if (OLD.test(version.text ?? '')) violations.push({ name: 'engine', message: `The engine is ${version.text}`, property: VERSION });
    if (metrics.flag === false) violations.push({ name: 'metrics', message: 'The metrics of queries are switched off', property: METRICS });
    if (violations.length > 0) return Verdict.violating(...violations);
    return version.isUnknown || metrics.isUnknown ? Verdict.UNKNOWN : Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'the newest engine, with metrics',
      resources: group({ EngineVersion: { SelectedEngineVersion: 'AUTO' }, PublishCloudWatchMetricsEnabled: true }),
      cdk: `new athena.CfnWorkGroup(this, 'Reports', {
  name: 'reports',
  workGroupConfiguration: { engineVersion: { selectedEngineVersion: 'AUTO' }, publishCloudWatchMetricsEnabled: true },
});`,
    },
    { title: 'version 3', resources: selected('Athena engine version 3') },
    { title: 'no settings, which means the newest engine', resources: group() },
    { title: 'an engine for notebooks', resources: selected('PySpark engine version 3') },
  ],
  violating: [
    {
      title: 'version 2 without metrics',
      resources: group({ EngineVersion: { SelectedEngineVersion: 'Athena engine version 2' }, PublishCloudWatchMetricsEnabled: false }),
      findings: ['engine', 'metrics'],
      cdk: `new athena.CfnWorkGroup(this, 'Reports', {
  name: 'reports',
  workGroupConfiguration: { engineVersion: { selectedEngineVersion: 'Athena engine version 2' }, publishCloudWatchMetricsEnabled: false },
});`,
    },
    { title: 'metrics switched off', resources: group({ PublishCloudWatchMetricsEnabled: false }), findings: ['metrics'] },
  ],
  ignored: [
    { title: 'the version is a parameter', resources: selected({ Ref: 'EngineVersion' }) },
    { title: 'a parameter switches metrics on', resources: group({ PublishCloudWatchMetricsEnabled: { Ref: 'Metrics' } }) },
  ],
});
