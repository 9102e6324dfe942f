import { BEFORE } from './change-document';
import { ROLLOUT, type EcsServiceTarget } from './ecs-service-target';
import { change, refuseWhen, text, waitFor, type Recipe } from './recipe';

/** Replaces all tasks by new ones of the same task definition, as ECS rolls out a deployment: never with fewer tasks than the service allows. */
export function restartEcsService({ name, clusterAndService, describe, state, resources }: EcsServiceTarget, timeoutSeconds: number): Recipe {
  return {
    title: `Restart the ECS service ${name}`,
    parameters: {},
    state,
    guards: [
      refuseWhen('DuringDeployment', [{ Variable: BEFORE('Rollout'), StringEquals: 'IN_PROGRESS' }], 'a deployment is under way', describe, ROLLOUT),
    ],
    paths: [{
      plan: `All ${BEFORE('RunningCount')} tasks are replaced by new ones of ${BEFORE('TaskDefinition')}.`,
      steps: [
        change('restart', { service: 'ecs', api: 'UpdateService', inputs: { ...clusterAndService, forceNewDeployment: true } }, [text('DeploymentId', '$.service.deployments[0].id')]),
        waitFor('waitForTasks', describe, ROLLOUT, ['COMPLETED'], timeoutSeconds),
      ],
    }],
    resources: { 'ecs-service': resources['ecs-service'] },
  };
}
