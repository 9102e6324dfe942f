import { aws_iam as iam } from 'aws-cdk-lib';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { Fault } from './fault';

/** Source: AWS FIS User Guide, actions reference, aws:rds:failover-db-cluster. */
export function failOverCluster(cluster: IDatabaseCluster): Fault {
  return {
    description: `The cluster ${cluster.clusterIdentifier} fails over`,
    actionId: 'aws:rds:failover-db-cluster', parameters: {}, targetName: 'Clusters',
    target: { resourceType: 'aws:rds:cluster', selectionMode: 'ALL', resourceArns: [cluster.clusterArn] },
    statements: [
      new iam.PolicyStatement({ actions: ['rds:FailoverDBCluster', 'rds:DescribeDBClusters'], resources: [cluster.clusterArn] }),
      new iam.PolicyStatement({ actions: ['tag:GetResources'], resources: ['*'] }),
    ],
  };
}
