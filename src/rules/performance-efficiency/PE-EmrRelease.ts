import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const CLUSTER = 'AWS::EMR::Cluster';
const PROPERTY = 'ReleaseLabel';
const RELEASE = /^emr-(\d+)\./;

const cluster = (ReleaseLabel: unknown) => ({ Cluster: { Type: CLUSTER, Properties: { Name: 'orders', ReleaseLabel, Applications: [{ Name: 'Spark' }] } } });

const code = (releaseLabel: string) => `new emr.CfnCluster(this, 'Cluster', {
  name: 'orders',
  releaseLabel: '${releaseLabel}',
  applications: [{ name: 'Spark' }],
  jobFlowRole: 'EMR_EC2_DefaultRole',
  serviceRole: 'EMR_DefaultRole',
  instances: { masterInstanceGroup: { instanceCount: 1, instanceType: 'm7g.xlarge' } },
});`;

export default defineRule({
  id: 'PE-EmrRelease',
  bestPractices: ['PERF05-BP06'],
  level: RuleLevel.WARNING,
  title: 'EMR clusters run a release with Spark 3',
  why: 'Releases up to 5.x have Spark 2, without adaptive query execution and the faster runtime that came after it, so that jobs take longer and cost more',
  remedy: 'Set releaseLabel to a release of emr-7.x, and test the jobs with it',
  resourceTypes: [CLUSTER],
  check: resource => {
    const label = resource.property(PROPERTY);
    const major = RELEASE.exec(label._start)?.[1];
    if (major === undefined) return Verdict.UNKNOWN;
    return Number(major) >= 6 ? Verdict.COMPLIANT : Verdict.violating({ message: `The release is ${label.text ?? `${label._start}…`}`, property: PROPERTY });
  },
  compliant: [
    { title: 'a current release', resources: cluster('emr-7.5.0'), cdk: code('emr-7.5.0') },
    { title: 'a release of 6.x', resources: cluster('emr-6.15.0') },
  ],
  violating: [
    { title: 'a release of 5.x', resources: cluster('emr-5.36.2'), cdk: code('emr-5.36.2') },
    { title: 'a release of 5.x with a minor version that is a parameter', resources: cluster({ 'Fn::Sub': 'emr-5.${Minor}.0' }) },
  ],
  ignored: [
    { title: 'the release is a parameter', resources: cluster({ Ref: 'Release' }) },
    { title: 'a release that is left open', resources: { Cluster: { Type: CLUSTER, Properties: { Name: 'orders' } } } },
  ],
});
