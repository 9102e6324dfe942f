import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const BUCKET = 'AWS::S3::Bucket';
const PROPERTY = 'LifecycleConfiguration.Rules';

/** Whether a rule ends uploads that were not completed; `undefined` where only deployment tells. */
function endsUploads(rule: PropertyValue): boolean | undefined {
  const status = rule.property('Status');
  const days = rule.property('AbortIncompleteMultipartUpload.DaysAfterInitiation');
  if (rule.isUnknown || status.isUnknown || days.isUnknown) return undefined;
  return status.text === 'Enabled' && !days.isAbsent;
}

const bucket = (rules?: unknown) => ({ Files: { Type: BUCKET, Properties: rules ? { LifecycleConfiguration: { Rules: rules } } : {} } });
const ABORT = { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } };

export default defineRule({
  id: 'PE-S3Lifecycle',
  bestPractices: ['PERF03-BP01', 'PERF01-BP03'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Buckets have a lifecycle, which ends uploads that were not completed',
  why: 'Parts of uploads that broke off are kept and paid for, and no listing shows them, and objects that nobody reads stay in the storage class for those that are read often',
  remedy: 'Set lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }], with transitions or intelligentTieringConfigurations for what is read less over time',
  resourceTypes: [BUCKET],
  check: resource => {
    const rules = resource.property(PROPERTY);
    if (rules.isUnknown) return Verdict.UNKNOWN;
    const answers = rules.items.map(endsUploads);
    if (answers.includes(true)) return Verdict.COMPLIANT;
    if (answers.includes(undefined)) return Verdict.UNKNOWN;
    const message = answers.length === 0 ? 'There is no lifecycle configuration' : 'None of the lifecycle rules that are enabled ends uploads that were not completed';
    return Verdict.violating({ message, property: PROPERTY });
  },
  compliant: [
    {
      title: 'a lifecycle that ends incomplete uploads',
      resources: bucket([{ Status: 'Enabled', ...ABORT }]),
      cdk: 'new s3.Bucket(this, \'Files\', { lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }] });',
    },
  ],
  violating: [
    { title: 'no lifecycle', resources: bucket(), cdk: 'new s3.Bucket(this, \'Files\');' },
    { title: 'a lifecycle of objects alone', resources: bucket([{ Status: 'Enabled', ExpirationInDays: 90 }]) },
    { title: 'a rule that is disabled', resources: bucket([{ Status: 'Disabled', ...ABORT }]) },
  ],
  ignored: [
    { title: 'the rules are a parameter', resources: bucket({ Ref: 'LifecycleRules' }) },
    { title: 'the status is a parameter', resources: bucket([{ Status: { Ref: 'Status' }, ...ABORT }]) },
  ],
});
