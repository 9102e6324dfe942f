import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const BUCKET = 'AWS::S3::Bucket';
const PROPERTY = 'AccelerateConfiguration.AccelerationStatus';
const METHODS = 'CorsConfiguration.CorsRules.*.AllowedMethods';
const UPLOADS = new Set(['PUT', 'POST']);

const bucket = (AllowedMethods: unknown, more?: object) => ({ Uploads: { Type: BUCKET, Properties: { CorsConfiguration: { CorsRules: [{ AllowedOrigins: ['https://example.com'], AllowedMethods }] }, ...more } } });

export default defineRule({
  id: 'PE-S3TransferAcceleration',
  bestPractices: ['PERF04-BP02'],
  level: RuleLevel.WARNING,
  strict: true,
  tradeOff: 'transfer-acceleration',
  title: 'Buckets that browsers upload to take uploads at the edge',
  why: 'The upload of a far client crosses the public internet to the Region of the bucket, and its throughput falls with each round trip',
  remedy: 'Set transferAcceleration: true and upload to the accelerated endpoint, or record the decision where all clients are near the Region',
  resourceTypes: [BUCKET],
  check: resource => {
    if (resource.property('CorsConfiguration').isAbsent) return Verdict.NOT_APPLICABLE;
    const methods = resource.values(METHODS).flatMap(list => list.isUnknown ? [list] : list.items);
    const takesUploads = methods.some(({ text }) => UPLOADS.has(text ?? ''));
    // A name with dots has no accelerated endpoint.
    if (!takesUploads || resource.physicalName?.includes('.')) return methods.some(({ isUnknown }) => isUnknown) ? Verdict.UNKNOWN : Verdict.NOT_APPLICABLE;
    const status = resource.property(PROPERTY);
    if (status.isUnknown) return Verdict.UNKNOWN;
    if (status.text === 'Enabled') return Verdict.COMPLIANT;
    return Verdict.violating({ message: `Browsers may upload, and acceleration is ${status.text ?? 'not set'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'uploads at the edge',
      resources: bucket(['PUT'], { AccelerateConfiguration: { AccelerationStatus: 'Enabled' } }),
      cdk: `new s3.Bucket(this, 'Uploads', {
  cors: [{ allowedOrigins: ['https://example.com'], allowedMethods: [s3.HttpMethods.PUT] }],
  transferAcceleration: true,
});`,
    },
  ],
  violating: [
    {
      title: 'uploads to the Region',
      resources: bucket(['GET', 'POST']),
      cdk: `new s3.Bucket(this, 'Uploads', {
  cors: [{ allowedOrigins: ['https://example.com'], allowedMethods: [s3.HttpMethods.GET, s3.HttpMethods.POST] }],
});`,
    },
    { title: 'acceleration that is suspended', resources: bucket(['PUT'], { AccelerateConfiguration: { AccelerationStatus: 'Suspended' } }) },
  ],
  ignored: [
    { title: 'a bucket that browsers only read', resources: bucket(['GET', 'HEAD']) },
    { title: 'a bucket that is none of browsers', resources: { Files: { Type: BUCKET, Properties: {} } } },
    { title: 'a name with dots', resources: bucket(['PUT'], { BucketName: 'uploads.example.com' }) },
    { title: 'the methods are a parameter', resources: bucket({ Ref: 'Methods' }) },
    { title: 'the status is a parameter', resources: bucket(['PUT'], { AccelerateConfiguration: { AccelerationStatus: { Ref: 'Acceleration' } } }) },
  ],
});
