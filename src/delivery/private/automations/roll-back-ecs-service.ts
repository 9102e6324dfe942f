import { BEFORE } from './change-document';
import { ROLLOUT, type EcsServiceTarget } from './ecs-service-target';
import { assertThat, change, look, text, waitFor, type Recipe } from './recipe';

/**
 * While a deployment is under way, it is stopped and rolled back. After that, the service goes back to the task definition that the latest successful deployment
 * replaced.
 */
export function rollBackEcsService({ name, clusterAndService, describe, state, resources }: EcsServiceTarget, timeoutSeconds: number): Recipe {
  const list = (status: string) => ({ service: 'ecs', api: 'ListServiceDeployments', inputs: { ...clusterAndService, status: [status] } });
  const latest = '$.serviceDeployments[0].serviceDeploymentArn';
  const deployment = (step: string) => ({ service: 'ecs', api: 'DescribeServiceDeployments', inputs: { serviceDeploymentArns: [`{{ ${step}.Arn }}`] } });
  return {
    title: `Roll back the ECS service ${name}`,
    parameters: {},
    state,
    guards: [],
    paths: [
      {
        when: { Variable: BEFORE('Rollout'), StringEquals: 'IN_PROGRESS' },
        looks: [look('findDeployment', list('IN_PROGRESS'), [text('Arn', latest)])],
        plan: 'The deployment {{ findDeployment.Arn }} is stopped and rolled back.',
        steps: [
          change('stopDeployment', { service: 'ecs', api: 'StopServiceDeployment', inputs: { serviceDeploymentArn: '{{ findDeployment.Arn }}', stopType: 'ROLLBACK' } }),
          waitFor('waitForRollback', deployment('findDeployment'), '$.serviceDeployments[0].status', ['ROLLBACK_SUCCESSFUL'], timeoutSeconds),
        ],
      },
      {
        looks: [
          look('findLatest', list('SUCCESSFUL'), [text('Arn', latest)]),
          look('findPrevious', deployment('findLatest'), [text('Revision', '$.serviceDeployments[0].sourceServiceRevisions[0].arn')]),
          look('findTaskDefinition', { service: 'ecs', api: 'DescribeServiceRevisions', inputs: { serviceRevisionArns: ['{{ findPrevious.Revision }}'] } },
            [text('TaskDefinition', '$.serviceRevisions[0].taskDefinition')]),
        ],
        plan: `The task definition ${BEFORE('TaskDefinition')} is replaced by {{ findTaskDefinition.TaskDefinition }}.`,
        steps: [
          change('goBack', { service: 'ecs', api: 'UpdateService', inputs: { ...clusterAndService, taskDefinition: '{{ findTaskDefinition.TaskDefinition }}' } }),
          waitFor('waitForTasks', describe, ROLLOUT, ['COMPLETED'], timeoutSeconds),
          assertThat('verify', describe, '$.services[0].taskDefinition', ['{{ findTaskDefinition.TaskDefinition }}']),
        ],
      },
    ],
    resources,
  };
}
