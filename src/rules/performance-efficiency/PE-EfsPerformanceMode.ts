import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const FILE_SYSTEM = 'AWS::EFS::FileSystem';
const PROPERTY = 'PerformanceMode';
const files = (properties: object) => ({ Files: { Type: FILE_SYSTEM, Properties: { ThroughputMode: 'elastic', ...properties } } });

export default defineRule({
  id: 'PE-EfsPerformanceMode',
  bestPractices: ['PERF03-BP02'],
  level: RuleLevel.WARNING,
  title: 'File systems are in the General Purpose performance mode',
  why: 'Max I/O makes each operation slower, cannot have elastic throughput, and the mode of a file system cannot be changed later',
  remedy: 'Leave performanceMode out, or set it to efs.PerformanceMode.GENERAL_PURPOSE, which replaces the file system',
  resourceTypes: [FILE_SYSTEM],
  check: resource => {
    const mode = resource.property(PROPERTY);
    if (mode.isUnknown) return Verdict.UNKNOWN;
    return mode.text === 'maxIO' ? Verdict.violating({ message: 'The performance mode is maxIO', property: PROPERTY }) : Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'the default, which is General Purpose',
      resources: files({}),
      cdk: 'new efs.FileSystem(this, \'Files\', { vpc: new ec2.Vpc(this, \'Vpc\'), throughputMode: efs.ThroughputMode.ELASTIC });',
    },
    { title: 'General Purpose', resources: files({ PerformanceMode: 'generalPurpose' }) },
  ],
  violating: [
    {
      title: 'Max I/O',
      resources: files({ ThroughputMode: 'bursting', PerformanceMode: 'maxIO' }),
      cdk: 'new efs.FileSystem(this, \'Files\', { vpc: new ec2.Vpc(this, \'Vpc\'), performanceMode: efs.PerformanceMode.MAX_IO });',
    },
  ],
  ignored: [{ title: 'the mode is a parameter', resources: files({ PerformanceMode: { Ref: 'PerformanceMode' } }) }],
});
