import { RemovalPolicy, aws_logs as logs } from 'aws-cdk-lib';
import type { CfnCanary } from 'aws-cdk-lib/aws-synthetics';
import type { Construct } from 'constructs';
import { LIMITS } from '../../core/private/limits';
import { markOwn } from '../../core/private/own-constructs';

/** Whether the group of the logs of a canary can be declared: longer names are not in the name of its function as they are. */
export function hasKnownLogGroup(canaryName: string): boolean {
  return canaryName.length <= LIMITS.canary.functionNameRoom;
}

/**
 * The log group of the function that Synthetics makes for a canary, so that its logs expire. The canary has no permission to make it, so that it does not
 * come before this one.
 */
export function canaryLogs(scope: Construct, id: string, canary: CfnCanary, canaryName: string, days: number): logs.LogGroup {
  const group = new logs.LogGroup(scope, id, {
    logGroupName: `/aws/lambda/cwsyn-${canaryName}-${canary.attrId}`,
    retention: retentionOf(days),
    removalPolicy: RemovalPolicy.DESTROY,
  });
  markOwn(group);
  return group;
}

/** The shortest retention that CloudWatch Logs knows and that is as long as this. */
function retentionOf(days: number): logs.RetentionDays {
  const known = Object.values(logs.RetentionDays).filter((value): value is number => typeof value === 'number').sort((a, b) => a - b);
  return known.find(value => value >= days)!;
}
