import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const BUCKET = 'AWS::S3::Bucket';
const RULES = 'BucketEncryption.ServerSideEncryptionConfiguration';

function judge(rule: PropertyValue): Verdict {
  const algorithm = rule.property('ServerSideEncryptionByDefault.SSEAlgorithm');
  const key = rule.property('BucketKeyEnabled');
  if (key.flag === true) return Verdict.COMPLIANT;
  if (algorithm.isUnknown) return Verdict.UNKNOWN;
  // There are no bucket keys for two layers of encryption.
  if (algorithm.text !== 'aws:kms') return Verdict.NOT_APPLICABLE;
  if (key.isUnknown) return Verdict.UNKNOWN;
  return Verdict.violating({ message: `BucketKeyEnabled is ${key.text ?? 'not set'}, and objects are encrypted with KMS`, property: RULES });
}

const bucket = (rule: unknown) => ({ Files: { Type: BUCKET, Properties: { BucketEncryption: { ServerSideEncryptionConfiguration: [rule] } } } });

export default defineRule({
  id: 'PE-S3BucketKey',
  bestPractices: ['PERF03-BP02'],
  level: RuleLevel.WARNING,
  title: 'Buckets that are encrypted with KMS use a bucket key',
  why: 'Each read and write of an object is a call to KMS: it adds latency and cost, and counts against a quota that the whole account shares, beyond which S3 requests fail',
  remedy: 'Set bucketKeyEnabled: true',
  resourceTypes: [BUCKET],
  check: resource => {
    if (resource.property('BucketEncryption').isAbsent) return Verdict.NOT_APPLICABLE;
    const rules = resource.property(RULES);
    return rules.isUnknown ? Verdict.UNKNOWN : combinedVerdict(rules.items.map(judge));
  },
  compliant: [
    {
      title: 'a bucket key',
      resources: bucket({ BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }),
      cdk: 'new s3.Bucket(this, \'Files\', { encryption: s3.BucketEncryption.KMS, bucketKeyEnabled: true });',
    },
  ],
  violating: [
    {
      title: 'a key of the app',
      resources: bucket({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'arn:aws:kms:eu-west-1:123456789012:key/files' } }),
      cdk: 'new s3.Bucket(this, \'Files\', { encryption: s3.BucketEncryption.KMS });',
    },
    { title: 'the key of the service', resources: bucket({ BucketKeyEnabled: false, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }) },
  ],
  ignored: [
    { title: 'no encryption with KMS', resources: bucket({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }) },
    { title: 'two layers of encryption', resources: bucket({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms:dsse' } }) },
    { title: 'nothing is said of encryption', resources: { Files: { Type: BUCKET, Properties: {} } } },
    { title: 'the algorithm is a parameter', resources: bucket({ ServerSideEncryptionByDefault: { SSEAlgorithm: { Ref: 'Algorithm' } } }) },
    { title: 'a parameter switches the bucket key on', resources: bucket({ BucketKeyEnabled: { Ref: 'BucketKey' }, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }) },
  ],
});
