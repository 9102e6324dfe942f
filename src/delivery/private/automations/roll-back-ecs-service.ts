import { BEFORE } from './change-document';
import { ROLLOUT, type EcsServiceTarget } from './ecs-service-target';
import { assertThat, change, look, text, waitFor, type ChangePath, type Recipe } from './recipe';

/**
 * While a deployment is under way, it is stopped and rolled back. One that failed and stayed is replaced by what the latest success deployed; otherwise the service
 * goes back to the task definition that the latest success replaced.
 */
export function rollBackEcsService({ name, clusterAndService, describe, state, resources }: EcsServiceTarget, timeoutSeconds: number): Recipe {
  const list = (status: string) => ({ service: 'ecs', api: 'ListServiceDeployments', inputs: { ...clusterAndService, status: [status] } });
  const latest = '$.serviceDeployments[0].serviceDeploymentArn';
  const deployment = (step: string) => ({ service: 'ecs', api: 'DescribeServiceDeployments', inputs: { serviceDeploymentArns: [`{{ ${step}.Arn }}`] } });
  const goBack = (suffix: string, revision: string): ChangePath => {
    const taskDefinition = `{{ findTaskDefinition${suffix}.TaskDefinition }}`;
    return {
      looks: [
        look(`findLatest${suffix}`, list('SUCCESSFUL'), [text('Arn', latest)]),
        look(`findRevision${suffix}`, deployment(`findLatest${suffix}`), [text('Arn', revision)]),
        look(`findTaskDefinition${suffix}`, { service: 'ecs', api: 'DescribeServiceRevisions', inputs: { serviceRevisionArns: [`{{ findRevision${suffix}.Arn }}`] } },
          [text('TaskDefinition', '$.serviceRevisions[0].taskDefinition')]),
      ],
      plan: `The task definition ${BEFORE('TaskDefinition')} is replaced by ${taskDefinition}.`,
      steps: [
        change(`goBack${suffix}`, { service: 'ecs', api: 'UpdateService', inputs: { ...clusterAndService, taskDefinition } }),
        waitFor(`waitForTasks${suffix}`, describe, ROLLOUT, ['COMPLETED'], timeoutSeconds),
        assertThat(`verify${suffix}`, describe, '$.services[0].taskDefinition', [taskDefinition]),
      ],
    };
  };
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
      // What failed never was the latest success, so that one is where to go back to.
      { when: { Variable: BEFORE('Rollout'), StringEquals: 'FAILED' }, ...goBack('ToLatest', '$.serviceDeployments[0].targetServiceRevision.arn') },
      goBack('ToPrevious', '$.serviceDeployments[0].sourceServiceRevisions[0].arn'),
    ],
    resources,
  };
}
