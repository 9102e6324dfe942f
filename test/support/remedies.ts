import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { FailOn, OperationalExcellenceChecks, PerformanceEfficiencyChecks, type Finding, type RuleExample } from '../../src';
import type { Remedy } from '../../src/packs/private/remedies/remedy';
import { templateOf } from './templates';

type Resources = RuleExample['resources'];

const TRUST = { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }] };

/** What each remedy applies to, as little of it as there may be. */
const PROPERTIES: Readonly<Record<string, object>> = {
  'OE-LambdaJsonLogs': { Runtime: 'nodejs22.x', Handler: 'index.handler' },
  'PE-CloudFrontCompress': {
    DistributionConfig: { Enabled: true, DefaultCacheBehavior: { TargetOriginId: 'o' }, CacheBehaviors: [{ PathPattern: '/a/*' }, { PathPattern: '/b/*' }] },
  },
  'PE-EbsGp3': { AvailabilityZone: 'eu-west-1a', Size: 100 },
  'PE-RdsInsights': { Engine: 'postgres', DBInstanceClass: 'db.r6g.large' },
  'PE-S3BucketKey': { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] } },
};

/** A stack with a resource of the type of a remedy, and the role that it may need. */
export function sampleFor({ ruleId, resourceType }: Remedy): { readonly app: App; readonly resource: CfnResource } {
  const app = new App();
  const stack = new Stack(app, 'Sample');
  const role = new CfnResource(stack, 'Role', { type: 'AWS::IAM::Role', properties: { AssumeRolePolicyDocument: TRUST } });
  const withRole: Record<string, string> = { 'AWS::Lambda::Function': 'Role', 'AWS::StepFunctions::StateMachine': 'RoleArn' };
  const roleProperty = withRole[resourceType];
  const properties = { ...PROPERTIES[ruleId], ...roleProperty ? { [roleProperty]: role.getAtt('Arn') } : {} };
  return { app, resource: new CfnResource(stack, 'Subject', { type: resourceType, properties }) };
}

/** A stack of raw resources, with the logical ids of a template. */
export function rawStack(app: App, resources: Resources): Stack {
  const stack = new Stack(app, 'Example');
  for (const [logicalId, { Type: type, Properties: properties }] of Object.entries<any>(resources)) {
    new CfnResource(stack, logicalId, { type, properties });
  }
  return stack;
}

/** What both packs find when an app is synthesized, strict rules included. */
export function findingsOf(app: App): Finding[] {
  const props = { failOn: FailOn.NONE, strictRules: true, asOf: '2026-12-01' };
  const packs = [OperationalExcellenceChecks.enforce(app, props), PerformanceEfficiencyChecks.enforce(app, props)];
  app.synth();
  return packs.flatMap(pack => pack.findings);
}

/** The properties of a resource as they are deployed. */
export function propertiesOf(app: App, stack: string, logicalId: string): any {
  return templateOf(app.synth({ force: true }), stack).Resources[logicalId].Properties;
}
