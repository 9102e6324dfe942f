/** Kinds of resources that IAM lets one name, as recipes name them. */
export type ApiResourceKind =
  | 'ecs-service' | 'ecs-service-deployment' | 'ecs-service-revision'
  | 'function' | 'function-version'
  | 'dead-letter-queue' | 'dead-letter-key' | 'redrive-queue' | 'redrive-key'
  | 'table' | 'auto-scaling-group'
  | 'db-cluster' | 'cache-cluster' | 'distribution' | 'stage' | 'stage-cache'
  | 'approval-topic' | 'approval-key';

/** What one call needs: an action, and on what; `*` where IAM knows no resource for the action. */
export interface Grant {
  readonly action: string;
  readonly on: ApiResourceKind | '*';
  /** Whether the call needs it only where there is such a resource, as a key of a queue that is encrypted with one. */
  readonly where?: 'present';
}

/**
 * What each call of an automation needs to be allowed, by `<Boto3 name of the service>.<API>`. What is not here, no document of ours may call.
 *
 * Source: Service Authorization Reference, for each service; for message moves the Amazon SQS Developer Guide, dead-letter queue redrive; for topics and queues
 * with a key of one's own the SNS and SQS Developer Guides, key management.
 */
export const API_GRANTS: Readonly<Record<string, readonly Grant[]>> = {
  'ecs.DescribeServices': [{ action: 'ecs:DescribeServices', on: 'ecs-service' }],
  'ecs.UpdateService': [{ action: 'ecs:UpdateService', on: 'ecs-service' }],
  'ecs.ListServiceDeployments': [{ action: 'ecs:ListServiceDeployments', on: 'ecs-service' }],
  'ecs.DescribeServiceDeployments': [{ action: 'ecs:DescribeServiceDeployments', on: 'ecs-service-deployment' }],
  'ecs.StopServiceDeployment': [{ action: 'ecs:StopServiceDeployment', on: 'ecs-service-deployment' }],
  'ecs.DescribeServiceRevisions': [{ action: 'ecs:DescribeServiceRevisions', on: 'ecs-service-revision' }],
  'lambda.GetAlias': [{ action: 'lambda:GetAlias', on: 'function' }],
  'lambda.UpdateAlias': [{ action: 'lambda:UpdateAlias', on: 'function' }],
  'lambda.ListVersionsByFunction': [{ action: 'lambda:ListVersionsByFunction', on: 'function' }],
  'lambda.GetFunctionConfiguration': [{ action: 'lambda:GetFunctionConfiguration', on: 'function' }, { action: 'lambda:GetFunctionConfiguration', on: 'function-version', where: 'present' }],
  'lambda.GetFunctionConcurrency': [{ action: 'lambda:GetFunctionConcurrency', on: 'function' }],
  'lambda.PutFunctionConcurrency': [{ action: 'lambda:PutFunctionConcurrency', on: 'function' }],
  'lambda.Invoke': [{ action: 'lambda:InvokeFunction', on: 'function' }],
  'sqs.GetQueueAttributes': [{ action: 'sqs:GetQueueAttributes', on: 'dead-letter-queue' }],
  'sqs.ListMessageMoveTasks': [{ action: 'sqs:ListMessageMoveTasks', on: 'dead-letter-queue' }],
  'sqs.StartMessageMoveTask': [
    { action: 'sqs:StartMessageMoveTask', on: 'dead-letter-queue' },
    { action: 'sqs:ReceiveMessage', on: 'dead-letter-queue' },
    { action: 'sqs:DeleteMessage', on: 'dead-letter-queue' },
    { action: 'sqs:GetQueueAttributes', on: 'dead-letter-queue' },
    { action: 'sqs:SendMessage', on: 'redrive-queue' },
    { action: 'kms:Decrypt', on: 'dead-letter-key', where: 'present' },
    { action: 'kms:Decrypt', on: 'redrive-key', where: 'present' },
    { action: 'kms:GenerateDataKey', on: 'redrive-key', where: 'present' },
  ],
  'dynamodb.DescribeTable': [{ action: 'dynamodb:DescribeTable', on: 'table' }],
  'dynamodb.UpdateTable': [{ action: 'dynamodb:UpdateTable', on: 'table' }],
  'autoscaling.DescribeAutoScalingGroups': [{ action: 'autoscaling:DescribeAutoScalingGroups', on: '*' }],
  'autoscaling.DescribeScalingActivities': [{ action: 'autoscaling:DescribeScalingActivities', on: '*' }],
  'autoscaling.SetDesiredCapacity': [{ action: 'autoscaling:SetDesiredCapacity', on: 'auto-scaling-group' }],
  'elbv2.DescribeTargetHealth': [{ action: 'elasticloadbalancing:DescribeTargetHealth', on: '*' }],
  'rds.DescribeDBClusters': [{ action: 'rds:DescribeDBClusters', on: 'db-cluster' }],
  'rds.FailoverDBCluster': [{ action: 'rds:FailoverDBCluster', on: 'db-cluster' }],
  'elasticache.DescribeCacheClusters': [{ action: 'elasticache:DescribeCacheClusters', on: 'cache-cluster' }],
  'elasticache.RebootCacheCluster': [{ action: 'elasticache:RebootCacheCluster', on: 'cache-cluster' }],
  'cloudfront.GetDistribution': [{ action: 'cloudfront:GetDistribution', on: 'distribution' }],
  'cloudfront.CreateInvalidation': [{ action: 'cloudfront:CreateInvalidation', on: 'distribution' }],
  'cloudfront.GetInvalidation': [{ action: 'cloudfront:GetInvalidation', on: 'distribution' }],
  'apigateway.GetStage': [{ action: 'apigateway:GET', on: 'stage' }],
  'apigateway.FlushStageCache': [{ action: 'apigateway:DELETE', on: 'stage-cache' }],
};

/** What asking for approval needs, where a topic is told of it. */
export const APPROVAL_GRANTS: readonly Grant[] = [
  { action: 'sns:Publish', on: 'approval-topic' },
  { action: 'kms:Decrypt', on: 'approval-key', where: 'present' },
  { action: 'kms:GenerateDataKey', on: 'approval-key', where: 'present' },
];
