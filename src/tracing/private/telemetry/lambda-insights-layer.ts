import { region_info as regions, Stack, Token, type CfnResource } from 'aws-cdk-lib';

/** The newest version that the oldest supported CDK knows the ARNs of. */
export const LAMBDA_INSIGHTS = {
  asOf: '2026-11-21',
  version: '1.0.498.0',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-extension-versions.html',
} as const;

export const ARCHITECTURES: readonly string[] = ['x86_64', 'arm64'];

/** ARN of the layer where a function runs; `undefined` where none is known. */
export function insightsLayer(fn: CfnResource, architecture: string): string | undefined {
  const { region } = Stack.of(fn);
  const fact = regions.FactName.cloudwatchLambdaInsightsVersion(LAMBDA_INSIGHTS.version, architecture);
  return Token.isUnresolved(region) ? Stack.of(fn).regionalFact(fact) : regions.Fact.find(region, fact);
}
