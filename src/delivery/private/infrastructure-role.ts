import { aws_iam as iam, Validations } from 'aws-cdk-lib';
import type { CfnService } from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';
import { peekProperty } from '../../signals/private/peek';
import type { AlternateTargetOptions } from '../ecs-deployment-props';

/** `AdvancedConfiguration` of the load balancer of a service. */
export function advancedConfiguration(target: AlternateTargetOptions, roleArn: string): { readonly [name: string]: string } {
  const { targetGroup, productionRuleArn, testRuleArn } = target;
  return {
    AlternateTargetGroupArn: targetGroup.targetGroupRef.targetGroupArn,
    ProductionListenerRule: productionRuleArn,
    ...testRuleArn === undefined ? {} : { TestListenerRule: testRuleArn },
    RoleArn: roleArn,
  };
}

/**
 * What ECS needs to shift the traffic of these rules and target groups, and no others: narrower than its managed policy.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AmazonECSInfrastructureRolePolicyForLoadBalancers.html
 */
export function infrastructureRole(scope: Construct, id: string, service: CfnService, target: AlternateTargetOptions): iam.Role {
  const groups = [peekProperty(service, 'LoadBalancers.0.TargetGroupArn'), target.targetGroup.targetGroupRef.targetGroupArn].filter(arn => arn !== undefined);
  const role = new iam.Role(scope, id, {
    description: 'Shifts the traffic of a load balancer by ECS',
    assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com'),
    inlinePolicies: {
      Shift: new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({
            actions: ['elasticloadbalancing:DescribeListeners', 'elasticloadbalancing:DescribeRules', 'elasticloadbalancing:DescribeTargetGroups', 'elasticloadbalancing:DescribeTargetHealth'],
            resources: ['*'],
          }),
          new iam.PolicyStatement({ actions: ['elasticloadbalancing:ModifyListener', 'elasticloadbalancing:ModifyRule'], resources: [target.productionRuleArn, ...target.testRuleArn === undefined ? [] : [target.testRuleArn]] }),
          new iam.PolicyStatement({ actions: ['elasticloadbalancing:RegisterTargets', 'elasticloadbalancing:DeregisterTargets'], resources: groups }),
        ],
      }),
    },
  });
  Validations.of(role).acknowledge({ id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]', reason: 'Load balancers are described all together only' });
  return role;
}
