import { BEFORE } from './change-document';
import type { EcsServiceTarget } from './ecs-service-target';
import { change, look, refuseOutside, texts, waitFor, wholeNumber, type Recipe } from './recipe';

/** Runs more tasks; behind a target group, it records how its targets are afterwards. */
export function raiseTaskCount(target: EcsServiceTarget, range: readonly [number, number], timeoutSeconds: number, targetGroupArn?: string): Recipe {
  const { name, clusterAndService, describe, state, resources } = target;
  return {
    title: `Raise the number of tasks of the ECS service ${name}`,
    parameters: { TaskCount: wholeNumber(`How many tasks are to run, ${range[0]} to ${range[1]}.`) },
    state,
    guards: [refuseOutside('TaskCount', range, describe, '$.services[0].status')],
    paths: [{
      plan: `The number of tasks goes from ${BEFORE('DesiredCount')} to {{ TaskCount }}.`,
      steps: [
        change('raise', { service: 'ecs', api: 'UpdateService', inputs: { ...clusterAndService, desiredCount: '{{ TaskCount }}' } }),
        waitFor('waitForTasks', describe, '$.services[0].runningCount', ['{{ TaskCount }}'], timeoutSeconds),
        ...targetGroupArn === undefined ? [] : [readTargets(targetGroupArn)],
      ],
    }],
    resources: { 'ecs-service': resources['ecs-service'] },
  };
}

/** How the targets behind a load balancer are, one by one. */
export function readTargets(targetGroupArn: string) {
  return look('readTargets', { service: 'elbv2', api: 'DescribeTargetHealth', inputs: { TargetGroupArn: targetGroupArn } }, [texts('States', '$.TargetHealthDescriptions..TargetHealth.State')]);
}
