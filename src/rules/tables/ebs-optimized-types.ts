import type { RuleTable } from '../rule-table';

/** Types of EC2 instances that have a link of their own to EBS only where they are asked to. */
export const EBS_OPTIMIZED_TYPES: RuleTable = {
  name: 'ebs-optimized-types',
  asOf: '2026-11-20',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ebs-optimized.html',
  about: 'types of EC2 instances that can be EBS-optimized and are not by default',
  rows: Object.fromEntries(`
    c1.xlarge c3.xlarge c3.2xlarge c3.4xlarge g2.2xlarge i2.xlarge i2.2xlarge i2.4xlarge m1.large m1.xlarge m2.2xlarge m2.4xlarge
    m3.xlarge m3.2xlarge r3.xlarge r3.2xlarge r3.4xlarge
  `.trim().split(/\s+/).map(type => [type, 'EBS optimization has to be asked for'])),
};
