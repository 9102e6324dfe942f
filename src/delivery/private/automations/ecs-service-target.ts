import { Stack, CfnResource } from 'aws-cdk-lib';
import type { IBaseService } from 'aws-cdk-lib/aws-ecs';
import { complaint } from '../../../core/private/errors';
import { peekProperty } from '../../../signals/private/peek';
import { integer, text, type Call, type Recipe } from './recipe';

/** What documents say of an ECS service, and what IAM knows of it. */
export interface EcsServiceTarget {
  readonly clusterAndService: Readonly<Record<string, unknown>>;
  readonly describe: Call;
  readonly state: Recipe['state'];
  readonly name: string;
  readonly resources: Recipe['resources'];
}

/** State of the deployment that is in force. ECS lists the primary deployment first. */
export const ROLLOUT = '$.services[0].deployments[0].rolloutState';

export function ecsServiceTarget(service: IBaseService, about: string): EcsServiceTarget {
  const resource = service.node.defaultChild;
  const controller = resource && CfnResource.isCfnResource(resource) ? peekProperty(resource, 'DeploymentController') as { type?: string; Type?: string } | undefined : undefined;
  const type = controller?.type ?? controller?.Type ?? 'ECS';
  if (type !== 'ECS') {
    throw complaint(about, { what: `${service.node.path} is not deployed by ECS itself`, received: type, valid: 'the deployment controller ECS', fix: 'Roll it back where it is deployed, as in CodeDeploy' });
  }
  const names = { cluster: service.cluster.clusterName, service: service.serviceName };
  const describe = { service: 'ecs', api: 'DescribeServices', inputs: { cluster: names.cluster, services: [names.service] } };
  const parts = (kind: string) => Stack.of(service).formatArn({ service: 'ecs', resource: kind, resourceName: `${names.cluster}/${names.service}/*` });
  return {
    clusterAndService: names,
    describe,
    name: names.service,
    state: {
      ...describe,
      outputs: [
        integer('DesiredCount', '$.services[0].desiredCount'), integer('RunningCount', '$.services[0].runningCount'),
        text('TaskDefinition', '$.services[0].taskDefinition'), text('Rollout', ROLLOUT),
      ],
    },
    resources: {
      'ecs-service': [service.serviceArn],
      'ecs-service-deployment': [parts('service-deployment')],
      'ecs-service-revision': [parts('service-revision')],
    },
  };
}
