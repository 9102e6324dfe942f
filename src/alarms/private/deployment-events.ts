import { ArnFormat } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';

/** Who tells of deployments. */
export type DeploymentSource = 'CloudFormation' | 'Ecs' | 'CodeDeploy';

/** A value in an event that tells that a deployment began or ended. */
interface Sign {
  readonly path: string;
  readonly value: string;
}

interface DeploymentEvents {
  readonly eventSource: string;
  readonly detailType: string;
  readonly begins: readonly Sign[];
  readonly ends: readonly Sign[];
  /** The events of what is watched: names of stacks, ARNs of services, or application and group as JSON. */
  pattern(watched: readonly string[], stack: Stack): unknown;
}

const signs = (path: string, ...values: string[]) => values.map(value => ({ path, value }));

/**
 * The events that tell of deployments. The end of an update is followed by a cleanup, which changes nothing that runs.
 *
 * Sources: CloudFormation User Guide, stack status change; Amazon ECS Developer Guide, service deployment state change; CodeDeploy User Guide, monitoring
 * deployments with EventBridge.
 */
export const DEPLOYMENT_EVENTS: Readonly<Record<DeploymentSource, DeploymentEvents>> = {
  CloudFormation: {
    eventSource: 'aws.cloudformation',
    detailType: 'CloudFormation Stack Status Change',
    begins: signs('detail.status-details.status', 'UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS'),
    ends: signs('detail.status-details.status', 'UPDATE_COMPLETE', 'UPDATE_FAILED', 'UPDATE_ROLLBACK_COMPLETE', 'UPDATE_ROLLBACK_FAILED'),
    pattern: (names, stack) => patternOf('CloudFormation', status => ({
      'stack-id': names.map(name => ({
        prefix: stack.formatArn({ service: 'cloudformation', resource: 'stack', resourceName: `${name}/`, arnFormat: ArnFormat.SLASH_RESOURCE_NAME }),
      })),
      'status-details': { status },
    })),
  },
  Ecs: {
    eventSource: 'aws.ecs',
    detailType: 'ECS Deployment State Change',
    begins: signs('detail.eventName', 'SERVICE_DEPLOYMENT_IN_PROGRESS'),
    ends: signs('detail.eventName', 'SERVICE_DEPLOYMENT_COMPLETED', 'SERVICE_DEPLOYMENT_FAILED'),
    pattern: resources => ({ ...patternOf('Ecs', eventName => ({ eventName })), resources }),
  },
  CodeDeploy: {
    eventSource: 'aws.codedeploy',
    detailType: 'CodeDeploy Deployment State-change Notification',
    begins: signs('detail.state', 'START'),
    ends: signs('detail.state', 'SUCCESS', 'FAILURE', 'STOP'),
    pattern: watched => {
      const pairs: [string, string][] = watched.map(each => JSON.parse(each));
      const distinct = (index: 0 | 1) => [...new Set(pairs.map(pair => pair[index]))];
      return patternOf('CodeDeploy', state => ({ application: distinct(0), deploymentGroup: distinct(1), state }));
    },
  },
};

export const BEGINNINGS: readonly Sign[] = Object.values(DEPLOYMENT_EVENTS).flatMap(({ begins }) => begins);
export const ENDINGS: readonly Sign[] = Object.values(DEPLOYMENT_EVENTS).flatMap(({ ends }) => ends);

function patternOf(source: DeploymentSource, detail: (values: string[]) => object): object {
  const { eventSource, detailType, begins, ends } = DEPLOYMENT_EVENTS[source];
  return { 'source': [eventSource], 'detail-type': [detailType], 'detail': detail([...begins, ...ends].map(({ value }) => value)) };
}
