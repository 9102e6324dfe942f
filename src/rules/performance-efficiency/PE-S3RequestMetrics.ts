import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const BUCKET = 'AWS::S3::Bucket';
const DIRECTORY_BUCKET = 'AWS::S3Express::DirectoryBucket';

export default defineRule({
  id: 'PE-S3RequestMetrics',
  bestPractices: ['PERF03-BP03'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Buckets publish request metrics',
  why: 'Without them nobody sees how many requests a bucket refuses, and how long those take that it answers',
  remedy: 'Set metrics: [{ id: \'EntireBucket\' }], or metricsConfigurations on a directory bucket',
  resourceTypes: [BUCKET, DIRECTORY_BUCKET],
  check: bucket => {
    const configurations = bucket.property('MetricsConfigurations');
    if (configurations.items.length > 0) return Verdict.COMPLIANT;
    if (configurations.isUnknown) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'The bucket has no metrics configuration', property: 'MetricsConfigurations' });
  },
  compliant: [
    {
      title: 'metrics of all requests',
      resources: { Images: { Type: BUCKET, Properties: { MetricsConfigurations: [{ Id: 'EntireBucket' }] } } },
      cdk: 'new s3.Bucket(this, \'Images\', { metrics: [{ id: \'EntireBucket\' }] });',
    },
    { title: 'metrics of a part', resources: { Images: { Type: BUCKET, Properties: { MetricsConfigurations: [{ Id: 'Thumbnails', Prefix: 'thumbnails/' }] } } } },
    {
      title: 'a directory bucket with metrics',
      resources: {
        Scratch: {
          Type: DIRECTORY_BUCKET, Properties: { LocationName: 'euw1-az1', DataRedundancy: 'SingleAvailabilityZone', MetricsConfigurations: [{ Id: 'EntireBucket' }] },
        },
      },
    },
  ],
  violating: [
    {
      title: 'no metrics, the default',
      resources: { Images: { Type: BUCKET, Properties: { VersioningConfiguration: { Status: 'Enabled' } } } },
      cdk: 'new s3.Bucket(this, \'Images\', { versioned: true });',
    },
    { title: 'an empty list', resources: { Images: { Type: BUCKET, Properties: { MetricsConfigurations: [] } } } },
    {
      title: 'a directory bucket without metrics',
      resources: { Scratch: { Type: DIRECTORY_BUCKET, Properties: { LocationName: 'euw1-az1', DataRedundancy: 'SingleAvailabilityZone' } } },
      cdk: 'new s3express.CfnDirectoryBucket(this, \'Scratch\', { locationName: \'euw1-az1\', dataRedundancy: \'SingleAvailabilityZone\' });',
    },
  ],
  ignored: [
    {
      title: 'a condition decides on metrics',
      resources: {
        Images: { Type: BUCKET, Properties: { MetricsConfigurations: { 'Fn::If': ['IsProduction', [{ Id: 'EntireBucket' }], { Ref: 'AWS::NoValue' }] } } },
      },
    },
  ],
});
