import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const FILE_SYSTEM = 'AWS::EFS::FileSystem';
const PROPERTY = 'ThroughputMode';
const files = (properties: object) => ({ Files: { Type: FILE_SYSTEM, Properties: { Encrypted: true, ...properties } } });

export default defineRule({
  id: 'PE-EfsThroughput',
  bestPractices: ['PERF03-BP02'],
  level: RuleLevel.WARNING,
  tradeOff: 'throughput-mode',
  title: 'File systems do not live on burst credits',
  why: 'In the bursting mode throughput goes with the amount of data, and once the credits are used up a file system of 100 GiB has 5 MiB a second, from one minute to the next',
  remedy: 'Set throughputMode: efs.ThroughputMode.ELASTIC, or PROVISIONED where the load is known and steady',
  resourceTypes: [FILE_SYSTEM],
  check: resource => {
    const mode = resource.property(PROPERTY);
    const performance = resource.property('PerformanceMode');
    if (mode.isUnknown || performance.isUnknown) return Verdict.UNKNOWN;
    // The elastic mode is for the other performance mode only.
    if (performance.text === 'maxIO') return Verdict.NOT_APPLICABLE;
    if (mode.text === 'elastic' || mode.text === 'provisioned') return Verdict.COMPLIANT;
    return Verdict.violating({ message: `The throughput mode is ${mode.text ?? 'not set, which means bursting'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'elastic throughput',
      resources: files({ ThroughputMode: 'elastic' }),
      cdk: 'new efs.FileSystem(this, \'Files\', { vpc: new ec2.Vpc(this, \'Vpc\'), throughputMode: efs.ThroughputMode.ELASTIC });',
    },
    { title: 'provisioned throughput', resources: files({ ThroughputMode: 'provisioned', ProvisionedThroughputInMibps: 64 }) },
  ],
  violating: [
    { title: 'the default', resources: files({}), cdk: 'new efs.FileSystem(this, \'Files\', { vpc: new ec2.Vpc(this, \'Vpc\') });' },
    { title: 'bursting throughput', resources: files({ ThroughputMode: 'bursting' }) },
  ],
  ignored: [
    { title: 'the mode is a parameter', resources: files({ ThroughputMode: { Ref: 'ThroughputMode' } }) },
    { title: 'a file system that cannot have elastic throughput', resources: files({ PerformanceMode: 'maxIO' }) },
  ],
});
