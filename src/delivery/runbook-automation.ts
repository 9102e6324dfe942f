import { Stack } from 'aws-cdk-lib';
import type { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IBaseService } from 'aws-cdk-lib/aws-ecs';
import type { IAlias, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IConstruct } from 'constructs';
import { complaint } from '../core/private/errors';
import type {
  AutomationOptions, CacheRebootAutomationOptions, CapacityAutomationOptions, DocumentAutomationOptions, RedriveAutomationOptions,
  TableCapacityAutomationOptions, TargetGroupAutomationOptions, WarmCacheAutomationOptions,
} from './automation-options';
import { automationName, checkedNodeIds, checkedPayload, LONGEST_INVOCATION_SECONDS, rangeUpTo, seconds } from './private/automations/check-options';
import { fromRecipe, fromUser, type DocumentSource } from './private/automations/document-source';
import { ecsServiceTarget } from './private/automations/ecs-service-target';
import { failOverAurora } from './private/automations/fail-over-aurora';
import { flushStageCache, invalidateDistribution, rebootCacheCluster } from './private/automations/flush-cache';
import { raiseInstanceCount } from './private/automations/raise-instance-count';
import { raiseReservedConcurrency } from './private/automations/raise-reserved-concurrency';
import { raiseTableCapacity } from './private/automations/raise-table-capacity';
import { raiseTaskCount } from './private/automations/raise-task-count';
import type { Recipe } from './private/automations/recipe';
import { redriveDeadLetterQueue } from './private/automations/redrive-dead-letter-queue';
import { restartEcsService } from './private/automations/restart-ecs-service';
import { rollBackEcsService } from './private/automations/roll-back-ecs-service';
import { shiftAliasBack } from './private/automations/shift-alias-back';
import { warmCache } from './private/automations/warm-cache';

type RecipeMaker = (timeoutSeconds: number, name: string) => Recipe;

/**
 * One step of a runbook that AWS Systems Manager does: it reads how things are, checks, says what it would do, ends here in a dry run, asks for approval, changes one thing,
 * waits for it, and reads again. Give it to `RunbookAutomations`.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-automation.html
 */
export class RunbookAutomation {
  /**
   * Replaces all tasks of an ECS service by new ones of the same task definition. It refuses while a deployment is under way.
   *
   * @throws when an option is out of range, or the service is not deployed by ECS itself
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
   */
  public static restartEcsService(service: IBaseService, options: AutomationOptions = {}): RunbookAutomation {
    return RunbookAutomation.of('restart-ecs-service', service, options, (timeout, name) => restartEcsService(ecsServiceTarget(service, name), timeout));
  }

  /**
   * Takes a deployment of an ECS service back: one that is under way is stopped and rolled back; one that failed is replaced by what the latest success deployed;
   * otherwise the service gets the task definition that the latest success replaced.
   *
   * @throws when an option is out of range, or the service is not deployed by ECS itself
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopServiceDeployment.html
   */
  public static rollBackEcsService(service: IBaseService, options: AutomationOptions = {}): RunbookAutomation {
    return RunbookAutomation.of('roll-back-ecs-service', service, options, (timeout, name) => rollBackEcsService(ecsServiceTarget(service, name), timeout));
  }

  /**
   * Shifts the traffic of an alias of a Lambda function back. Its parameter `Version` is `stable`, which takes back a shift that is under way, or the number of a version, as
   * nothing in AWS tells which one came before. The CDK removes versions that it no longer needs: keep them with `currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN }`.
   * Where CodeDeploy shifts the traffic, stop its deployment instead.
   *
   * @throws when an option is out of range
   * @see https://docs.aws.amazon.com/lambda/latest/api/API_UpdateAlias.html
   */
  public static shiftAliasBack(alias: IAlias, options: AutomationOptions = {}): RunbookAutomation {
    const { functionName, functionArn } = alias.version.lambda;
    return RunbookAutomation.of('shift-alias-back', alias.version.lambda, options, () => shiftAliasBack({ functionName, functionArn, aliasName: alias.aliasName }));
  }

  /**
   * Moves the messages of a dead-letter queue to the queue that they came from, at a speed that is a parameter.
   *
   * @throws when an option is out of range
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
   */
  public static redriveDeadLetterQueue(deadLetterQueue: IQueue, options: RedriveAutomationOptions): RunbookAutomation {
    return RunbookAutomation.of('redrive-dead-letter-queue', deadLetterQueue, options, timeout => redriveDeadLetterQueue({
      name: deadLetterQueue.queueName, url: deadLetterQueue.queueUrl, arn: deadLetterQueue.queueArn,
      keyArn: deadLetterQueue.encryptionMasterKey?.keyArn,
      destinationArn: options.to.queueArn, destinationKeyArn: options.to.encryptionMasterKey?.keyArn,
    }, timeout));
  }

  /**
   * Sets the reserved concurrency of a Lambda function that has one, within a limit.
   *
   * @throws when an option is out of range
   * @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html
   */
  public static raiseReservedConcurrency(target: IFunction, options: CapacityAutomationOptions): RunbookAutomation {
    return RunbookAutomation.of('raise-reserved-concurrency', target, options, (_, name) => raiseReservedConcurrency(target.functionName, target.functionArn, rangeUpTo(name, options)));
  }

  /**
   * Sets the desired number of tasks of an ECS service, within a limit. A scaling policy may lower it again.
   *
   * @throws when an option is out of range, or the service is not deployed by ECS itself
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
   */
  public static raiseTaskCount(service: IBaseService, options: CapacityAutomationOptions): RunbookAutomation {
    return RunbookAutomation.of('raise-task-count', service, options, (timeout, name) => raiseTaskCount(ecsServiceTarget(service, name), rangeUpTo(name, options), timeout));
  }

  /**
   * Sets the desired number of instances of an Auto Scaling group, within a limit and the maximum of the group. A scaling policy may lower it again.
   *
   * @throws when an option is out of range
   * @see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_SetDesiredCapacity.html
   */
  public static raiseInstanceCount(group: IAutoScalingGroup, options: CapacityAutomationOptions): RunbookAutomation {
    return RunbookAutomation.of('raise-instance-count', group, options, (timeout, name) => raiseInstanceCount(instancesOf(group), rangeUpTo(name, options), timeout));
  }

  /**
   * Sets the provisioned capacity of a DynamoDB table, within limits; that of its indexes stays. It refuses a table that is billed on demand. A scaling policy may lower it again.
   *
   * @throws when an option is out of range
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
   */
  public static raiseTableCapacity(table: ITable, options: TableCapacityAutomationOptions): RunbookAutomation {
    const upTo = (name: string, limit: number) => rangeUpTo(name, { limit });
    return RunbookAutomation.of('raise-table-capacity', table, options, (timeout, name) => raiseTableCapacity(
      { name: table.tableName, arn: table.tableArn }, upTo(name, options.readLimit), upTo(name, options.writeLimit), timeout));
  }

  /**
   * Sets how many targets there are behind a target group, within a limit, and records how each of them is.
   *
   * @throws when an option is out of range, or when not exactly one of `service` and `group` is given
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetHealth.html
   */
  public static scaleTargetGroup(options: TargetGroupAutomationOptions): RunbookAutomation {
    const { service, group, targetGroup: { targetGroupArn } } = options;
    return RunbookAutomation.of('scale-target-group', service ?? group, options, (timeout, name) => {
      if (service && !group) return raiseTaskCount(ecsServiceTarget(service, name), rangeUpTo(name, options), timeout, targetGroupArn);
      if (group && !service) return raiseInstanceCount(instancesOf(group), rangeUpTo(name, options), timeout, targetGroupArn);
      throw complaint(name, { what: 'it has to be known what the targets are of', received: service ? 'service and group' : 'neither', valid: 'exactly one of service and group' });
    });
  }

  /**
   * Fails an Aurora cluster over to one of its readers, the first by promotion tier.
   *
   * @throws when an option is out of range
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_FailoverDBCluster.html
   */
  public static failOverAurora(cluster: IDatabaseCluster, options: AutomationOptions = {}): RunbookAutomation {
    return RunbookAutomation.of('fail-over-aurora', cluster, options, timeout => failOverAurora({ identifier: cluster.clusterIdentifier, arn: cluster.clusterArn }, timeout));
  }

  /**
   * Empties the cache of a stage of a REST API.
   *
   * @throws when an option is out of range
   * @see https://docs.aws.amazon.com/apigateway/latest/api/API_FlushStageCache.html
   */
  public static flushApiCache(api: IRestApi, stageName: string, options: AutomationOptions = {}): RunbookAutomation {
    const arn = (path: string) => Stack.of(api).formatArn({ service: 'apigateway', account: '', resource: '', resourceName: `restapis/${api.restApiId}/stages/${stageName}${path}` });
    return RunbookAutomation.of('flush-api-cache', api, options, timeout => flushStageCache(
      { restApiId: api.restApiId, stageName, stageArn: arn(''), cacheArn: arn('/cache/data') }, timeout));
  }

  /**
   * Drops what CloudFront has cached of a path, which is a parameter.
   *
   * @throws when an option is out of range
   * @see https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateInvalidation.html
   */
  public static invalidateDistribution(distribution: IDistribution, options: AutomationOptions = {}): RunbookAutomation {
    const id = distribution.distributionId;
    const arn = Stack.of(distribution).formatArn({ service: 'cloudfront', region: '', resource: 'distribution', resourceName: id });
    return RunbookAutomation.of('invalidate-distribution', distribution, options, timeout => invalidateDistribution({ id, arn }, timeout));
  }

  /**
   * Empties nodes of a cache of ElastiCache by rebooting them. Flushing is a command of the engine, which only a client in its network can give: with a function there,
   * use `warmCache`, or a document of your own. AWS reboots no nodes of a replication group in cluster mode, and data that the engine writes to disk comes back.
   *
   * @param cacheClusterId the id of the cluster, which for a node of a replication group is that of the node
   * @param stack where the cluster is
   * @throws when an option is out of range
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_RebootCacheCluster.html
   */
  public static rebootCacheCluster(stack: Stack, cacheClusterId: string, options: CacheRebootAutomationOptions = {}): RunbookAutomation {
    const arn = stack.formatArn({ service: 'elasticache', resource: `cluster:${cacheClusterId}` });
    return RunbookAutomation.of('reboot-cache-cluster', undefined, options, (timeout, name) => rebootCacheCluster(
      { id: cacheClusterId, arn, nodeIds: checkedNodeIds(name, options.nodeIds ?? ['0001']) }, timeout));
  }

  /**
   * Calls a Lambda function that fills a cache, and waits for it: 5 minutes at most, and by default. Whether the function itself failed stands in the outputs of the step.
   *
   * @throws when an option is out of range
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-lamb.html
   */
  public static warmCache(target: IFunction, options: WarmCacheAutomationOptions = {}): RunbookAutomation {
    return RunbookAutomation.of('warm-cache', undefined, options, (timeout, name) => warmCache(target.functionName, target.functionArn, checkedPayload(name, options.payload), timeout), LONGEST_INVOCATION_SECONDS);
  }

  /**
   * An Automation document of your own, with a role, counted outcomes and approvers like the others.
   *
   * @throws when the document is none, changes something that nobody approved, or calls what `permissions` do not allow
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html
   */
  public static document(options: DocumentAutomationOptions): RunbookAutomation {
    return new RunbookAutomation(automationName(options.name), fromUser(options));
  }

  private static of(
    kind: string, target: IConstruct | undefined, options: AutomationOptions, recipe: RecipeMaker, longestSeconds?: number,
  ): RunbookAutomation {
    const name = automationName(options.name ?? kind);
    return new RunbookAutomation(name, fromRecipe(recipe(seconds(name, options.timeout, longestSeconds), name), name), target);
  }

  private constructor(
    /** Name within the service. */
    public readonly name: string,
    /** @internal */
    public readonly _source: DocumentSource,
    /**
     * What it mends, where that is a construct.
     *
     * @internal
     */
    public readonly _target?: IConstruct,
  ) {}
}

function instancesOf(group: IAutoScalingGroup): { name: string; arn: string } {
  return { name: group.autoScalingGroupName, arn: group.autoScalingGroupArn };
}
