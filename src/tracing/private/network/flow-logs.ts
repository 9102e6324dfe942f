import { aws_ec2 as ec2, aws_iam as iam, aws_logs as logs, aws_s3 as s3, Names, Stack, type Duration } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { LIMITS } from '../../../core/private/limits';

const DELIVERY_ROLE = 'FlowLogDelivery';

/** A log group that keeps flow logs for the shortest of its retentions that is long enough. */
export function flowLogGroup(scope: Construct, retention: Duration): logs.LogGroup {
  const days = LIMITS.logGroup.retentionInDays.find(each => each >= retention.toDays({ integral: false }));
  return new logs.LogGroup(scope, 'FlowLogs', { retention: days ?? Math.max(...LIMITS.logGroup.retentionInDays) });
}

/** Has VPCs log all traffic. Ids are those of the VPCs, so that another one changes none. */
export function logFlows(scope: Construct, vpcs: readonly IVpc[], destination: s3.Bucket | logs.LogGroup): void {
  const role = 'logGroupArn' in destination && vpcs.length > 0 ? deliveryRole(scope, destination) : undefined;
  for (const vpc of vpcs) {
    const flowLog = new ec2.CfnFlowLog(scope, `FlowLog${vpc.node.addr.slice(-8)}`, {
      resourceId: vpc.vpcId,
      resourceType: 'VPC',
      trafficType: 'ALL',
      maxAggregationInterval: 600,
      tags: [{ key: 'Name', value: Names.uniqueResourceName(scope, { maxLength: 200, separator: '-' }) }],
      ...'bucketArn' in destination
        ? { logDestinationType: 's3', logDestination: `${destination.bucketArn}/vpc/` }
        : { logDestinationType: 'cloud-watch-logs', logDestination: destination.logGroupArn, deliverLogsPermissionArn: role!.roleArn },
    });
    flowLog.node.addDependency('bucketArn' in destination ? destination.policy! : role!);
  }
}

function deliveryRole(scope: Construct, group: logs.LogGroup): iam.Role {
  const { account } = Stack.of(scope);
  return new iam.Role(scope, DELIVERY_ROLE, {
    description: 'Lets VPC flow logs write to their log group',
    assumedBy: new iam.ServicePrincipal('vpc-flow-logs.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': account } } }),
    inlinePolicies: {
      Write: new iam.PolicyDocument({
        statements: [new iam.PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'], resources: [group.logGroupArn] })],
      }),
    },
  });
}
