import { Annotations, CfnResource } from 'aws-cdk-lib';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { isChosen } from '../../../signals/private/choice';

const LOGGING = 'DistributionConfig.Logging';

/** Has distributions of this app log to a bucket, except those that log elsewhere. */
export function logDistributions(distributions: readonly IDistribution[], bucket: Bucket): void {
  for (const distribution of distributions) {
    const l1 = CfnResource.isCfnResource(distribution) ? distribution : distribution.node.defaultChild;
    if (!CfnResource.isCfnResource(l1) || isChosen(l1, LOGGING)) {
      const why = CfnResource.isCfnResource(l1) ? 'was decided about, and stays as it is' : 'cannot be set, as it is not in this app';
      Annotations.of(distribution).addInfoV2('cdk-pillars:networkPath.distribution', `NetworkPathLogs: the log of the distribution ${why}.`);
      continue;
    }
    l1.addPropertyOverride(LOGGING, { Bucket: bucket.bucketRegionalDomainName, IncludeCookies: false, Prefix: `cloudfront/${l1.node.addr.slice(-8)}/` });
    l1.node.addDependency(bucket.policy!);
  }
}
