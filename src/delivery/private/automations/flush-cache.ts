import { BEFORE } from './change-document';
import { change, pause, refuseWhen, text, waitFor, type Recipe } from './recipe';

/** Empties the cache of a stage of a REST API. */
export function flushStageCache(stage: { restApiId: string; stageName: string; stageArn: string; cacheArn: string }, timeoutSeconds: number): Recipe {
  const names = { restApiId: stage.restApiId, stageName: stage.stageName };
  const describe = { service: 'apigateway', api: 'GetStage', inputs: names };
  const status = '$.cacheClusterStatus';
  return {
    title: `Flush the cache of the stage ${stage.stageName} of ${stage.restApiId}`,
    parameters: {},
    state: { ...describe, outputs: [text('Cache', status)] },
    guards: [refuseWhen('Unavailable', [{ Not: { Variable: BEFORE('Cache'), StringEquals: 'AVAILABLE' } }], 'the stage has no cache that is available', describe, '$.stageName')],
    paths: [{
      plan: 'Every cached response is dropped, and what is behind the API gets all requests until the cache is warm.',
      steps: [
        change('flush', { service: 'apigateway', api: 'FlushStageCache', inputs: names }),
        waitFor('waitForCache', describe, status, ['AVAILABLE'], timeoutSeconds),
      ],
    }],
    resources: { 'stage': [stage.stageArn], 'stage-cache': [stage.cacheArn] },
  };
}

/** Has CloudFront ask the origin again. */
export function invalidateDistribution(distribution: { id: string; arn: string }, timeoutSeconds: number): Recipe {
  const DistributionId = distribution.id;
  return {
    title: `Invalidate what the distribution ${DistributionId} has cached`,
    parameters: { Path: { type: 'String', default: '/*', allowedPattern: '^/[\\x21-\\x7E]{0,1999}$', description: 'What is asked for again: a path, or one that ends with *.' } },
    state: { service: 'cloudfront', api: 'GetDistribution', inputs: { Id: DistributionId }, outputs: [text('Status', '$.Distribution.Status'), text('Domain', '$.Distribution.DomainName')] },
    guards: [],
    paths: [{
      plan: `{{ Path }} of ${BEFORE('Domain')} is dropped, and the origin gets the requests for it.`,
      steps: [
        change('invalidate', {
          service: 'cloudfront', api: 'CreateInvalidation',
          inputs: { DistributionId, InvalidationBatch: { Paths: { Quantity: 1, Items: ['{{ Path }}'] }, CallerReference: '{{ automation:EXECUTION_ID }}' } },
        }, [text('Id', '$.Invalidation.Id')]),
        waitFor('waitForEdges', { service: 'cloudfront', api: 'GetInvalidation', inputs: { DistributionId, Id: '{{ invalidate.Id }}' } }, '$.Invalidation.Status', ['Completed'], timeoutSeconds),
      ],
    }],
    resources: { distribution: [distribution.arn] },
  };
}

/** Empties a node of ElastiCache, which keeps its data in memory only, by rebooting it: nothing but a client in its network can tell it to flush. */
export function rebootCacheCluster(cluster: { id: string; arn: string; nodeIds: readonly string[] }, timeoutSeconds: number): Recipe {
  const describe = { service: 'elasticache', api: 'DescribeCacheClusters', inputs: { CacheClusterId: cluster.id } };
  const status = '$.CacheClusters[0].CacheClusterStatus';
  return {
    title: `Empty the cache ${cluster.id}`,
    parameters: {},
    state: { ...describe, outputs: [text('Status', status), text('Engine', '$.CacheClusters[0].Engine')] },
    guards: [refuseWhen('Unavailable', [{ Not: { Variable: BEFORE('Status'), StringEquals: 'available' } }], 'the cache is not available', describe, '$.CacheClusters[0].Engine')],
    paths: [{
      plan: `The nodes ${cluster.nodeIds.join(', ')} are rebooted: what they hold is lost, and they answer nobody meanwhile.`,
      steps: [
        change('reboot', { service: 'elasticache', api: 'RebootCacheCluster', inputs: { CacheClusterId: cluster.id, CacheNodeIdsToReboot: cluster.nodeIds } }),
        pause('letRebootBegin', 'PT30S'),
        waitFor('waitForNodes', describe, status, ['available'], timeoutSeconds),
      ],
    }],
    resources: { 'cache-cluster': [cluster.arn] },
  };
}
