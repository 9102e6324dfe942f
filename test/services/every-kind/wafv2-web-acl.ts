import { aws_wafv2 as wafv2, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new wafv2.CfnWebACL(stack, 'Subject', {
  scope: 'REGIONAL', defaultAction: { allow: {} }, visibilityConfig: { cloudWatchMetricsEnabled: true, metricName: 'orders', sampledRequestsEnabled: true },
});
