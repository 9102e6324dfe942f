import type { Answers } from '../../support/automation/run-document';

/** What an automation does when all goes well, on resources that are as they should be. */
export interface Scenario {
  readonly automation: string;
  readonly title?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Resources with a state of their own for each run. */
  readonly aws: () => Answers;
  /** All that is changed, with what it is changed to. */
  readonly changes: readonly { readonly api: string; readonly args: any }[];
  /** What the execution records afterwards. */
  readonly after: Readonly<Record<string, unknown>>;
}

const DEPLOYMENT = 'arn:aws:ecs:eu-west-1:123456789012:service-deployment/shop/web/new';
const revision = (number: number) => `arn:aws:ecs:eu-west-1:123456789012:service-revision/shop/web/${number}`;

/** An ECS service: an update is under way at the first look after it, and done at the second. */
function ecs({ rollout = 'COMPLETED', taskDefinition = 'web:42' } = {}): Answers {
  const state = { rollout, taskDefinition, desired: 4, running: 4, deployment: 'IN_PROGRESS' };
  const settle = () => {
    if (state.rollout === 'STARTING') state.rollout = 'IN_PROGRESS';
    else if (state.rollout === 'IN_PROGRESS' && rollout !== 'IN_PROGRESS') state.rollout = 'COMPLETED';
    if (state.running < state.desired) state.running++;
  };
  return {
    'ecs.DescribeServices': () => {
      settle();
      const { desired, running } = state;
      return { services: [{ status: 'ACTIVE', desiredCount: desired, runningCount: running, taskDefinition: state.taskDefinition, deployments: [{ id: 'ecs-svc/2', rolloutState: state.rollout }] }] };
    },
    'ecs.UpdateService': args => {
      if (args.forceNewDeployment || args.taskDefinition) state.rollout = 'STARTING';
      state.taskDefinition = args.taskDefinition ?? state.taskDefinition;
      state.desired = args.desiredCount ?? state.desired;
      return { service: { deployments: [{ id: 'ecs-svc/3', rolloutState: 'IN_PROGRESS' }] } };
    },
    'ecs.ListServiceDeployments': () => ({ serviceDeployments: [{ serviceDeploymentArn: DEPLOYMENT }] }),
    'ecs.DescribeServiceDeployments': () => {
      if (state.deployment === 'ROLLBACK_IN_PROGRESS') Object.assign(state, { deployment: 'ROLLBACK_SUCCESSFUL', rollout: 'COMPLETED', taskDefinition: 'web:41' });
      else if (state.deployment === 'ROLLBACK_REQUESTED') state.deployment = 'ROLLBACK_IN_PROGRESS';
      const { deployment: status } = state;
      return { serviceDeployments: [{ status, sourceServiceRevisions: [{ arn: revision(41) }], targetServiceRevision: { arn: revision(42) } }] };
    },
    'ecs.DescribeServiceRevisions': ({ serviceRevisionArns: [arn] }) => ({ serviceRevisions: [{ taskDefinition: `web:${arn.slice(-2)}` }] }),
    'ecs.StopServiceDeployment': () => void (state.deployment = 'ROLLBACK_REQUESTED'),
    'elbv2.DescribeTargetHealth': () => ({ TargetHealthDescriptions: Array.from({ length: state.running }, () => ({ TargetHealth: { State: 'healthy' } })) }),
  };
}

function alias(): Answers {
  const state = { FunctionVersion: '7', RevisionId: 'a' };
  return {
    'lambda.GetAlias': () => ({ ...state }),
    'lambda.ListVersionsByFunction': () => ({ Versions: [{ Version: '$LATEST' }, { Version: '6' }, { Version: '7' }] }),
    'lambda.GetFunctionConfiguration': ({ Qualifier }) => {
      if (Qualifier !== '6') throw new Error('ResourceNotFoundException');
      return { State: 'Active' };
    },
    'lambda.UpdateAlias': ({ FunctionVersion }) => Object.assign(state, { FunctionVersion, RevisionId: 'b' }),
  };
}

function concurrency(): Answers {
  const state = { ReservedConcurrentExecutions: 50 };
  return {
    'lambda.GetFunctionConcurrency': () => ({ ...state }),
    'lambda.PutFunctionConcurrency': ({ ReservedConcurrentExecutions }) => Object.assign(state, { ReservedConcurrentExecutions }),
  };
}

function group(): Answers {
  const state = { DesiredCapacity: 2, activity: 'Successful' };
  return {
    'autoscaling.DescribeAutoScalingGroups': () => ({
      AutoScalingGroups: [{ AutoScalingGroupName: 'workers', DesiredCapacity: state.DesiredCapacity, MaxSize: 10, Instances: [{ LifecycleState: 'InService' }, { LifecycleState: 'InService' }] }],
    }),
    'autoscaling.SetDesiredCapacity': ({ DesiredCapacity }) => void Object.assign(state, { DesiredCapacity, activity: 'PreInService' }),
    'autoscaling.DescribeScalingActivities': () => {
      const StatusCode = state.activity;
      state.activity = 'Successful';
      return { Activities: [{ StatusCode }] };
    },
    'elbv2.DescribeTargetHealth': () => ({ TargetHealthDescriptions: [{ TargetHealth: { State: 'healthy' } }, { TargetHealth: { State: 'initial' } }] }),
  };
}

function table(): Answers {
  const state = { TableStatus: 'ACTIVE', ProvisionedThroughput: { ReadCapacityUnits: 100, WriteCapacityUnits: 50 } };
  return {
    'dynamodb.DescribeTable': () => {
      const Table = { ...state };
      state.TableStatus = 'ACTIVE';
      return { Table };
    },
    'dynamodb.UpdateTable': ({ ProvisionedThroughput }) => void Object.assign(state, { ProvisionedThroughput, TableStatus: 'UPDATING' }),
  };
}

function deadLetters(): Answers {
  const state = { messages: '120', task: 'RUNNING' };
  return {
    'sqs.GetQueueAttributes': () => ({ Attributes: { ApproximateNumberOfMessages: state.messages } }),
    'sqs.StartMessageMoveTask': () => void (state.messages = '0'),
    'sqs.ListMessageMoveTasks': () => {
      const Status = state.task;
      state.task = 'COMPLETED';
      return { Results: [{ Status }] };
    },
  };
}

/** Something that has a status, which a change takes away for a look or two. */
function busyFor(looks: number, well: string, busy: string): { status: () => string; begin: () => void } {
  let left = 0;
  return { status: () => left-- > 0 ? busy : well, begin: () => void (left = looks) };
}

function cluster(): Answers {
  const state = busyFor(2, 'available', 'failing-over');
  return {
    'rds.DescribeDBClusters': () => ({ DBClusters: [{ Status: state.status(), Engine: 'aurora-postgresql', DBClusterMembers: [{ DBInstanceIdentifier: 'a' }, { DBInstanceIdentifier: 'b' }] }] }),
    'rds.FailoverDBCluster': state.begin,
  };
}

function stage(): Answers {
  const state = busyFor(1, 'AVAILABLE', 'FLUSH_IN_PROGRESS');
  return { 'apigateway.GetStage': () => ({ stageName: 'prod', cacheClusterStatus: state.status() }), 'apigateway.FlushStageCache': state.begin };
}

function distribution(): Answers {
  const state = busyFor(2, 'Completed', 'InProgress');
  return {
    'cloudfront.GetDistribution': () => ({ Distribution: { Status: 'Deployed', DomainName: 'd123.cloudfront.net' } }),
    'cloudfront.CreateInvalidation': () => {
      state.begin();
      return { Invalidation: { Id: 'I1' } };
    },
    'cloudfront.GetInvalidation': () => ({ Invalidation: { Status: state.status() } }),
  };
}

function cache(): Answers {
  const state = busyFor(2, 'available', 'rebooting cache cluster nodes');
  return { 'elasticache.DescribeCacheClusters': () => ({ CacheClusters: [{ CacheClusterStatus: state.status(), Engine: 'valkey' }] }), 'elasticache.RebootCacheCluster': state.begin };
}

const warming = (): Answers => ({ 'lambda.GetFunctionConfiguration': () => ({ State: 'Active', Version: '7', LastModified: '2026-03-02' }), 'lambda.Invoke': () => ({ StatusCode: 200 }) });

const service = { cluster: 'shop', service: 'web' };
const handler = 'handler';
const liveAlias = { FunctionName: handler, Name: 'live', RoutingConfig: { AdditionalVersionWeights: {} } };

export const SCENARIOS: readonly Scenario[] = [
  { automation: 'restart-ecs-service', aws: ecs, changes: [{ api: 'ecs.UpdateService', args: { ...service, forceNewDeployment: true } }], after: { Rollout: 'COMPLETED', RunningCount: 4 } },
  {
    automation: 'roll-back-ecs-service', title: 'under way', aws: () => ecs({ rollout: 'IN_PROGRESS' }),
    changes: [{ api: 'ecs.StopServiceDeployment', args: { serviceDeploymentArn: DEPLOYMENT, stopType: 'ROLLBACK' } }], after: { Rollout: 'COMPLETED', TaskDefinition: 'web:41' },
  },
  {
    automation: 'roll-back-ecs-service', title: 'that failed', aws: () => ecs({ rollout: 'FAILED', taskDefinition: 'web:43' }),
    changes: [{ api: 'ecs.UpdateService', args: { ...service, taskDefinition: 'web:42' } }], after: { Rollout: 'COMPLETED', TaskDefinition: 'web:42' },
  },
  { automation: 'roll-back-ecs-service', title: 'after it', aws: ecs, changes: [{ api: 'ecs.UpdateService', args: { ...service, taskDefinition: 'web:41' } }], after: { TaskDefinition: 'web:41' } },
  { automation: 'shift-alias-back', title: 'a shift under way', aws: alias, changes: [{ api: 'lambda.UpdateAlias', args: { ...liveAlias, FunctionVersion: '7' } }], after: { Version: '7', Revision: 'b' } },
  { automation: 'shift-alias-back', title: 'to a version', parameters: { Version: '6' }, aws: alias, changes: [{ api: 'lambda.UpdateAlias', args: { ...liveAlias, FunctionVersion: '6' } }], after: { Version: '6' } },
  {
    automation: 'redrive-dead-letter-queue', aws: deadLetters, after: { Messages: '0' },
    changes: [{
      api: 'sqs.StartMessageMoveTask',
      args: { SourceArn: expect.stringContaining('orders-dead'), DestinationArn: expect.stringMatching(/:orders$/), MaxNumberOfMessagesPerSecond: 50 },
    }],
  },
  {
    automation: 'raise-reserved-concurrency', parameters: { Concurrency: 200 }, aws: concurrency, after: { Concurrency: 200 },
    changes: [{ api: 'lambda.PutFunctionConcurrency', args: { FunctionName: handler, ReservedConcurrentExecutions: 200 } }],
  },
  { automation: 'raise-task-count', parameters: { TaskCount: 6 }, aws: ecs, changes: [{ api: 'ecs.UpdateService', args: { ...service, desiredCount: 6 } }], after: { DesiredCount: 6, RunningCount: 6 } },
  { automation: 'scale-target-group', parameters: { TaskCount: 6 }, aws: ecs, changes: [{ api: 'ecs.UpdateService', args: { ...service, desiredCount: 6 } }], after: { RunningCount: 6 } },
  ...['raise-instance-count', 'scale-instances'].map(automation => ({
    automation, parameters: { InstanceCount: 8 }, aws: group, after: { DesiredCapacity: 8 },
    changes: [{ api: 'autoscaling.SetDesiredCapacity', args: { AutoScalingGroupName: 'workers', DesiredCapacity: 8, HonorCooldown: false } }],
  })),
  {
    automation: 'raise-table-capacity', parameters: { ReadCapacity: 1_000, WriteCapacity: 60 }, aws: table, after: { ReadCapacity: 1_000, WriteCapacity: 60, Status: 'ACTIVE' },
    changes: [{ api: 'dynamodb.UpdateTable', args: { TableName: 'orders', ProvisionedThroughput: { ReadCapacityUnits: 1_000, WriteCapacityUnits: 60 } } }],
  },
  { automation: 'fail-over-aurora', aws: cluster, changes: [{ api: 'rds.FailoverDBCluster', args: { DBClusterIdentifier: 'orders' } }], after: { Status: 'available' } },
  { automation: 'flush-api-cache', aws: stage, changes: [{ api: 'apigateway.FlushStageCache', args: { restApiId: 'abc123', stageName: 'prod' } }], after: { Cache: 'AVAILABLE' } },
  {
    automation: 'invalidate-distribution', parameters: { Path: '/img/*' }, aws: distribution, after: { Status: 'Deployed' },
    changes: [{
      api: 'cloudfront.CreateInvalidation',
      args: { DistributionId: 'E123', InvalidationBatch: { Paths: { Quantity: 1, Items: ['/img/*'] }, CallerReference: '(automation:EXECUTION_ID)' } },
    }],
  },
  { automation: 'reboot-cache-cluster', aws: cache, changes: [{ api: 'elasticache.RebootCacheCluster', args: { CacheClusterId: 'sessions-001', CacheNodeIdsToReboot: ['0001'] } }], after: { Status: 'available' } },
  {
    automation: 'warm-cache', aws: warming, after: { State: 'Active' },
    changes: [{ api: 'lambda.Invoke', args: { FunctionName: handler, InvocationType: 'RequestResponse', InputPayload: { warm: 'everything' } } }],
  },
];

/** What an automation refuses before it asks anybody. */
export const REFUSALS: readonly { readonly automation: string; readonly because: string; readonly parameters?: Scenario['parameters']; readonly aws: () => Answers; readonly message: RegExp }[] = [
  { automation: 'restart-ecs-service', because: 'a deployment is under way', aws: () => ecs({ rollout: 'IN_PROGRESS' }), message: /a deployment is under way/ },
  { automation: 'shift-alias-back', because: 'the version does not exist', parameters: { Version: '5' }, aws: alias, message: /ResourceNotFoundException/ },
  { automation: 'redrive-dead-letter-queue', because: 'it is too fast', parameters: { MessagesPerSecond: 501 }, aws: deadLetters, message: /MessagesPerSecond has to be 1 to 500/ },
  {
    automation: 'redrive-dead-letter-queue', because: 'there is nothing', message: /the queue is empty/,
    aws: () => ({ 'sqs.GetQueueAttributes': () => ({ Attributes: { ApproximateNumberOfMessages: '0' } }) }),
  },
  { automation: 'raise-reserved-concurrency', because: 'it is above the limit', parameters: { Concurrency: 201 }, aws: concurrency, message: /Concurrency has to be 10 to 200/ },
  { automation: 'raise-reserved-concurrency', because: 'it is below the minimum', parameters: { Concurrency: 9 }, aws: concurrency, message: /Concurrency has to be 10 to 200/ },
  { automation: 'raise-task-count', because: 'it is above the limit', parameters: { TaskCount: 21 }, aws: ecs, message: /TaskCount has to be 1 to 20/ },
  { automation: 'scale-target-group', because: 'it is nothing', parameters: { TaskCount: 0 }, aws: ecs, message: /TaskCount has to be 1 to 20/ },
  { automation: 'raise-instance-count', because: 'it is above the limit', parameters: { InstanceCount: 9 }, aws: group, message: /InstanceCount has to be 1 to 8/ },
  { automation: 'scale-instances', because: 'it is above the limit', parameters: { InstanceCount: 9 }, aws: group, message: /InstanceCount has to be 1 to 8/ },
  { automation: 'raise-table-capacity', because: 'reads are above the limit', parameters: { ReadCapacity: 1_001, WriteCapacity: 1 }, aws: table, message: /ReadCapacity has to be 1 to 1000/ },
  { automation: 'raise-table-capacity', because: 'writes are above the limit', parameters: { ReadCapacity: 1, WriteCapacity: 501 }, aws: table, message: /WriteCapacity has to be 1 to 500/ },
  {
    automation: 'raise-table-capacity', because: 'it is billed on demand', parameters: { ReadCapacity: 1, WriteCapacity: 1 }, message: /billed on demand/,
    aws: () => ({ 'dynamodb.DescribeTable': () => ({ Table: { TableStatus: 'ACTIVE', ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0 } } }) }),
  },
  {
    automation: 'fail-over-aurora', because: 'there is no reader', message: /nothing is known of readBefore\.SecondMember/,
    aws: () => ({ 'rds.DescribeDBClusters': () => ({ DBClusters: [{ Status: 'available', Engine: 'aurora-mysql', DBClusterMembers: [{ DBInstanceIdentifier: 'a' }] }] }) }),
  },
  {
    automation: 'fail-over-aurora', because: 'it is stopped', message: /not available/,
    aws: () => ({ 'rds.DescribeDBClusters': () => ({ DBClusters: [{ Status: 'stopped', Engine: 'aurora-mysql', DBClusterMembers: [] }] }) }),
  },
  { automation: 'flush-api-cache', because: 'there is no cache', aws: () => ({ 'apigateway.GetStage': () => ({ stageName: 'prod', cacheClusterStatus: 'NOT_AVAILABLE' }) }), message: /no cache that is available/ },
  {
    automation: 'reboot-cache-cluster', because: 'it is being changed', message: /not available/,
    aws: () => ({ 'elasticache.DescribeCacheClusters': () => ({ CacheClusters: [{ CacheClusterStatus: 'modifying', Engine: 'valkey' }] }) }),
  },
];
