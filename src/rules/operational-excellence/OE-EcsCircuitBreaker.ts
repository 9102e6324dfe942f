import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

/** Whether a value is neither absent, nor unknown, nor the default. */
function isOther(value: PropertyValue, usual: string): boolean {
  return !value.isAbsent && !value.isUnknown && value.text !== usual;
}

const SWITCHES = ['Enable', 'Rollback'];

export default defineRule({
  id: 'OE-EcsCircuitBreaker',
  bestPractices: ['OPS06-BP04'],
  level: RuleLevel.ERROR,
  title: 'Rolling deployments of ECS services stop and roll back when tasks do not start',
  why: 'Tasks that cannot start are launched again for hours, and no alarm of the deployment goes off while the old ones still serve',
  remedy: 'Set circuitBreaker: { enable: true, rollback: true }',
  resourceTypes: ['AWS::ECS::Service'],
  check: service => {
    const controller = service.property('DeploymentController.Type');
    const strategy = service.property('DeploymentConfiguration.Strategy');
    const scheduling = service.property('SchedulingStrategy');
    // Other strategies keep the old tasks until the new ones have proved themselves; a daemon has no number of tasks to count failures against.
    if (isOther(controller, 'ECS') || isOther(strategy, 'ROLLING') || isOther(scheduling, 'REPLICA')) return Verdict.NOT_APPLICABLE;
    const breaker = service.property('DeploymentConfiguration.DeploymentCircuitBreaker');
    const switches = SWITCHES.map(name => ({ name, value: breaker.property(name) }));
    const off = switches.find(({ value }) => !value.isUnknown && value.flag !== true);
    if (!off && !breaker.isUnknown && switches.every(({ value }) => value.flag)) return Verdict.COMPLIANT;
    if (!off || [controller, strategy, scheduling].some(({ isUnknown }) => isUnknown)) return Verdict.UNKNOWN;
    const path = 'DeploymentConfiguration.DeploymentCircuitBreaker';
    if (breaker.isAbsent) return Verdict.violating({ message: 'The circuit breaker is not set', property: path });
    return Verdict.violating({ message: `${off.name} of the circuit breaker is ${off.value.text ?? 'not set'}`, property: `${path}.${off.name}` });
  },
  compliant: [
    {
      title: 'a circuit breaker that rolls back',
      resources: {
        Service: { Type: 'AWS::ECS::Service', Properties: { DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: true } } } },
      },
      cdk: `const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task');
taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx') });
new ecs.FargateService(this, 'Service', {
  cluster: new ecs.Cluster(this, 'Cluster', { vpc: new ec2.Vpc(this, 'Vpc') }),
  taskDefinition,
  minHealthyPercent: 100,
  circuitBreaker: { enable: true, rollback: true },
});`,
    },
  ],
  violating: [
    {
      title: 'no circuit breaker',
      resources: { Service: { Type: 'AWS::ECS::Service', Properties: { DesiredCount: 2 } } },
      cdk: `const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task');
taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx') });
new ecs.FargateService(this, 'Service', {
  cluster: new ecs.Cluster(this, 'Cluster', { vpc: new ec2.Vpc(this, 'Vpc') }),
  taskDefinition,
  minHealthyPercent: 100,
});`,
    },
    {
      title: 'one that stops but leaves the rest to people',
      resources: {
        Service: {
          Type: 'AWS::ECS::Service',
          Properties: { DeploymentController: { Type: 'ECS' }, DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: false } } },
        },
      },
    },
    {
      title: 'alarms alone, which do not see tasks that never start',
      resources: {
        Service: { Type: 'AWS::ECS::Service', Properties: { DeploymentConfiguration: { Alarms: { AlarmNames: ['errors'], Enable: true, Rollback: true } } } },
      },
    },
  ],
  ignored: [
    { title: 'deployed by CodeDeploy', resources: { Service: { Type: 'AWS::ECS::Service', Properties: { DeploymentController: { Type: 'CODE_DEPLOY' } } } } },
    { title: 'blue/green', resources: { Service: { Type: 'AWS::ECS::Service', Properties: { DeploymentConfiguration: { Strategy: 'BLUE_GREEN' } } } } },
    { title: 'a daemon', resources: { Service: { Type: 'AWS::ECS::Service', Properties: { SchedulingStrategy: 'DAEMON' } } } },
    { title: 'the controller is a parameter', resources: { Service: { Type: 'AWS::ECS::Service', Properties: { DeploymentController: { Type: { Ref: 'Controller' } } } } } },
    {
      title: 'the circuit breaker is a condition',
      resources: {
        Service: { Type: 'AWS::ECS::Service', Properties: { DeploymentConfiguration: { 'Fn::If': ['IsSafe', { DeploymentCircuitBreaker: {} }, { Ref: 'AWS::NoValue' }] } } },
      },
    },
  ],
});
