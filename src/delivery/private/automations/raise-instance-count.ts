import { BEFORE } from './change-document';
import { readTargets } from './raise-task-count';
import { assertThat, change, integer, pause, refuseOutside, texts, waitFor, wholeNumber, type Recipe } from './recipe';

export interface InstanceGroup {
  readonly name: string;
  readonly arn: string;
}

/** Runs more instances in an Auto Scaling group, which takes no more than its own maximum either. */
export function raiseInstanceCount(group: InstanceGroup, range: readonly [number, number], timeoutSeconds: number, targetGroupArn?: string): Recipe {
  const describe = { service: 'autoscaling', api: 'DescribeAutoScalingGroups', inputs: { AutoScalingGroupNames: [group.name] } };
  // The latest activity comes first.
  const activities = { service: 'autoscaling', api: 'DescribeScalingActivities', inputs: { AutoScalingGroupName: group.name, MaxRecords: 1 } };
  const desired = '$.AutoScalingGroups[0].DesiredCapacity';
  return {
    title: `Raise the number of instances of the Auto Scaling group ${group.name}`,
    parameters: { InstanceCount: wholeNumber(`How many instances are to run, ${range[0]} to ${range[1]}.`) },
    state: {
      ...describe,
      outputs: [integer('DesiredCapacity', desired), integer('MaxSize', '$.AutoScalingGroups[0].MaxSize'), texts('Instances', '$.AutoScalingGroups[0].Instances..LifecycleState')],
    },
    guards: [refuseOutside('InstanceCount', range, describe, '$.AutoScalingGroups[0].AutoScalingGroupName')],
    paths: [{
      plan: `The number of instances goes from ${BEFORE('DesiredCapacity')} to {{ InstanceCount }}; the group allows ${BEFORE('MaxSize')}.`,
      steps: [
        change('raise', { service: 'autoscaling', api: 'SetDesiredCapacity', inputs: { AutoScalingGroupName: group.name, DesiredCapacity: '{{ InstanceCount }}', HonorCooldown: false } }),
        pause('letLaunchesBegin', 'PT30S'),
        waitFor('waitForInstances', activities, '$.Activities[0].StatusCode', ['Successful'], timeoutSeconds),
        assertThat('verify', describe, desired, ['{{ InstanceCount }}']),
        ...targetGroupArn === undefined ? [] : [readTargets(targetGroupArn)],
      ],
    }],
    resources: { 'auto-scaling-group': [group.arn] },
  };
}
