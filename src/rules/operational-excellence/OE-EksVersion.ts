import { daysUntil } from '../private/days';
import { defineRule } from '../private/define-rule';
import { rowsOf } from '../private/tables';
import type { RuleContext } from '../rule';
import { RuleLevel } from '../rule-level';
import { EKS_VERSIONS } from '../tables/eks-versions';
import { Verdict, type Violation } from '../verdict';

const CLUSTER = 'AWS::EKS::Cluster';
const POLICY = 'UpgradePolicy.SupportType';

const code = (version: string, options = '') => `new eks.CfnCluster(this, 'Cluster', {
  roleArn: 'arn:aws:iam::123456789012:role/cluster',
  resourcesVpcConfig: { subnetIds: ['subnet-1', 'subnet-2'] },
  version: '${version}',${options}
});`;

function supportOf(version: string, context: RuleContext): Violation | undefined {
  const [standard, extended] = rowsOf(context, EKS_VERSIONS).get(version)?.split(' ') ?? [];
  const isOver = (date: string) => (daysUntil(date, context.asOf) ?? 1) <= 0;
  if (!isOver(standard)) return undefined;
  const support = isOver(extended) ? `support of version ${version} ended on ${extended}` : `standard support of version ${version} ended on ${standard}`;
  return { message: `The ${support}`, property: 'Version' };
}

export default defineRule({
  id: 'OE-EksVersion',
  bestPractices: ['OPS05-BP05'],
  level: RuleLevel.WARNING,
  title: 'EKS clusters run a version of Kubernetes in standard support',
  why: 'Extended support costs six times as much per cluster hour, and when it ends EKS upgrades the control plane at a time of its own, ready or not',
  remedy: 'Upgrade the cluster one minor version at a time, and set upgradePolicy: { supportType: \'STANDARD\' }',
  table: EKS_VERSIONS,
  resourceTypes: [CLUSTER],
  check: (cluster, context) => {
    const version = cluster.property('Version');
    const policy = cluster.property(POLICY);
    const ended = version.text === undefined ? undefined : supportOf(version.text, context);
    const violations = ended ? [ended] : [];
    if (policy.text === 'EXTENDED') violations.push({ message: 'The upgrade policy is EXTENDED, which puts upgrades off at a price', name: 'policy', property: POLICY });
    if (violations.length > 0) return Verdict.violating(...violations);
    return version.isUnknown || policy.isUnknown ? Verdict.UNKNOWN : Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'a version in standard support',
      resources: { Cluster: { Type: CLUSTER, Properties: { Version: '1.35', UpgradePolicy: { SupportType: 'STANDARD' } } } },
      cdk: code('1.35', '\n  upgradePolicy: { supportType: \'STANDARD\' },'),
    },
    { title: 'the newest version, as by default', resources: { Cluster: { Type: CLUSTER, Properties: { Name: 'orders' } } } },
    { title: 'a version that is newer than the table', resources: { Cluster: { Type: CLUSTER, Properties: { Version: '1.98' } } } },
  ],
  violating: [
    { title: 'a version in extended support', resources: { Cluster: { Type: CLUSTER, Properties: { Version: '1.33' } } }, cdk: code('1.33') },
    { title: 'a version that has no support any more', resources: { Cluster: { Type: CLUSTER, Properties: { Version: '1.29' } } } },
    {
      title: 'a cluster that is to stay on old versions',
      resources: { Cluster: { Type: CLUSTER, Properties: { Version: '1.35', UpgradePolicy: { SupportType: 'EXTENDED' } } } },
      findings: ['policy'],
    },
  ],
  ignored: [
    { title: 'the version is a parameter', resources: { Cluster: { Type: CLUSTER, Properties: { Version: { Ref: 'Version' } } } } },
    { title: 'the policy is a parameter', resources: { Cluster: { Type: CLUSTER, Properties: { UpgradePolicy: { SupportType: { Ref: 'SupportType' } } } } } },
  ],
});
