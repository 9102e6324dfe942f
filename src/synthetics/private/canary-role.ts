import { Stack, aws_iam as iam } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { markOwn } from '../../core/private/own-constructs';
import { acknowledgeWideResources } from '../../core/private/wide-resources';

const WHY_WIDE = 'Artifacts are written below one prefix, logs by functions whose names end with an id that Synthetics gives; listing buckets, putting metrics and traces, and network interfaces know no resource';

export interface CanaryRoleInit {
  readonly canaryName: string;
  readonly bucket: IBucket;
  readonly prefix: string;
  readonly tracing: boolean;
  readonly inVpc: boolean;
  /** Regions besides that of the stack. */
  readonly replicaRegions: readonly string[];
  /** Whether the group of the logs in the Region of the stack is declared, so that the canary need not make it. */
  readonly hasLogGroup: boolean;
}

/**
 * The role of one canary: it may write its artifacts, its metrics, its logs and its traces.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_CanaryPermissions.html
 */
export function canaryRole(scope: Construct, id: string, init: CanaryRoleInit): iam.Role {
  const { bucket, prefix, tracing, inVpc } = init;
  const statements = [
    allow(['s3:PutObject', 's3:GetObject'], [bucket.arnForObjects(`${prefix}/*`)]),
    allow(['s3:GetBucketLocation'], [bucket.bucketArn]),
    allow(['s3:ListAllMyBuckets'], ['*']),
    allow(['cloudwatch:PutMetricData'], ['*'], { StringEquals: { 'cloudwatch:namespace': 'CloudWatchSynthetics' } }),
    ...logStatements(scope, init),
    ...tracing ? [allow(['xray:PutTraceSegments'], ['*'])] : [],
    ...inVpc ? [allow(['ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DeleteNetworkInterface'], ['*'])] : [],
  ];
  const role = new iam.Role(scope, id, {
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    description: `Lets the canary ${init.canaryName} write what it finds`,
    inlinePolicies: { Canary: new iam.PolicyDocument({ statements }) },
  });
  markOwn(role);
  acknowledgeWideResources(role, statements, WHY_WIDE);
  return role;
}

function logStatements(scope: Construct, { canaryName, replicaRegions, hasLogGroup }: CanaryRoleInit): iam.PolicyStatement[] {
  const { region } = Stack.of(scope);
  const group = (of: string) => Stack.of(scope).formatArn({ service: 'logs', region: of, resource: `log-group:/aws/lambda/cwsyn-${canaryName}-*` });
  const made = [...hasLogGroup ? [] : [region], ...replicaRegions];
  return [
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [region, ...replicaRegions].map(group)),
    ...made.length === 0 ? [] : [allow(['logs:CreateLogGroup'], made.map(group))],
  ];
}

function allow(actions: string[], resources: string[], conditions?: Record<string, unknown>): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions, resources, ...conditions ? { conditions } : {} });
}
