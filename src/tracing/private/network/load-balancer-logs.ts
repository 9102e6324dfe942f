import { Annotations, CfnResource } from 'aws-cdk-lib';
import type { ApplicationLoadBalancer, NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { peekProperty } from '../../../signals/private/peek';

const ENABLED = 'access_logs.s3.enabled';

/** Has load balancers log to a bucket, except those for which somebody decided about access logs. */
export function logLoadBalancers(loadBalancers: readonly (ApplicationLoadBalancer | NetworkLoadBalancer)[], bucket: Bucket, prefix: string): void {
  for (const loadBalancer of loadBalancers) {
    if (isDecided(loadBalancer.node.defaultChild)) {
      Annotations.of(loadBalancer).addInfoV2('cdk-pillars:networkPath.loadBalancer', 'NetworkPathLogs: the access logs of the load balancer were decided about, and stay as they are.');
      continue;
    }
    loadBalancer.setAttribute(ENABLED, 'true');
    loadBalancer.setAttribute('access_logs.s3.bucket', bucket.bucketName);
    loadBalancer.setAttribute('access_logs.s3.prefix', prefix);
    // It writes a test object at once, which the policy must allow.
    loadBalancer.node.addDependency(bucket.policy!);
  }
}

function isDecided(l1: unknown): boolean {
  const attributes: unknown = CfnResource.isCfnResource(l1) ? peekProperty(l1, 'LoadBalancerAttributes') : undefined;
  return Array.isArray(attributes) && attributes.some(attribute => (attribute?.key ?? attribute?.Key) === ENABLED);
}
