import { defineRule } from '../private/define-rule';
import { isDeployedByEcs } from '../private/ecs-deployments';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const SERVICE = 'AWS::ECS::Service';
const PROPERTY = 'DeploymentConfiguration.Alarms';

const code = (options: string) => `const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task');
taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx:1.29.3') });
const cluster = new ecs.Cluster(this, 'Cluster', { vpc: new ec2.Vpc(this, 'Vpc') });
const service = new ecs.FargateService(this, 'Service', { cluster, taskDefinition, minHealthyPercent: 100 });${options}`;

const alarms = (properties: object) => ({ Service: { Type: SERVICE, Properties: { DeploymentConfiguration: { Alarms: properties } } } });

export default defineRule({
  id: 'OE-EcsDeploymentAlarms',
  bestPractices: ['OPS06-BP04'],
  level: RuleLevel.WARNING,
  title: 'Deployments of ECS services are rolled back when an alarm goes off',
  why: 'The circuit breaker sees only tasks that do not start or fail their health check, and a version that starts and then answers with errors stays in place',
  remedy: 'Set deploymentAlarms with the alarms on errors and latency of the service, and behavior: ecs.AlarmBehavior.ROLLBACK_ON_ALARM',
  resourceTypes: [SERVICE],
  check: service => {
    const isJudged = isDeployedByEcs(service);
    if (isJudged === false) return Verdict.NOT_APPLICABLE;
    const values = ['Enable', 'Rollback', 'AlarmNames'].map(name => service.property(`${PROPERTY}.${name}`));
    const [enable, rollback, names] = values;
    const isOff = [enable, rollback].some(value => !value.isUnknown && value.flag !== true);
    if (!isOff && names.items.length > 0 && enable.flag && rollback.flag) return Verdict.COMPLIANT;
    if (isJudged === undefined || (!isOff && values.some(({ isUnknown }) => isUnknown))) return Verdict.UNKNOWN;
    const found = enable.flag && names.items.length > 0 ? 'The alarms of the deployment do not roll it back' : 'The deployment has no alarms';
    return Verdict.violating({ message: found, property: PROPERTY });
  },
  compliant: [
    {
      title: 'an alarm that rolls back',
      resources: alarms({ AlarmNames: ['orders-errors'], Enable: true, Rollback: true }),
      cdk: code(`
service.enableDeploymentAlarms(['orders-errors'], { behavior: ecs.AlarmBehavior.ROLLBACK_ON_ALARM });`),
    },
  ],
  violating: [
    { title: 'no alarms', resources: { Service: { Type: SERVICE, Properties: { DesiredCount: 2 } } }, cdk: code('') },
    { title: 'alarms that only stop the deployment', resources: alarms({ AlarmNames: ['orders-errors'], Enable: true, Rollback: false }) },
    { title: 'alarms that are switched off', resources: alarms({ AlarmNames: ['orders-errors'], Enable: false, Rollback: true }) },
    { title: 'an empty list', resources: alarms({ AlarmNames: [], Enable: true, Rollback: true }) },
  ],
  ignored: [
    { title: 'deployed by CodeDeploy, which has alarms of its own', resources: { Service: { Type: SERVICE, Properties: { DeploymentController: { Type: 'CODE_DEPLOY' } } } } },
    { title: 'a daemon', resources: { Service: { Type: SERVICE, Properties: { SchedulingStrategy: 'DAEMON' } } } },
    { title: 'the controller is a parameter', resources: { Service: { Type: SERVICE, Properties: { DeploymentController: { Type: { Ref: 'Controller' } } } } } },
    { title: 'the alarms are a parameter', resources: alarms({ AlarmNames: { Ref: 'AlarmNames' }, Enable: true, Rollback: true }) },
    { title: 'a condition switches them on', resources: alarms({ AlarmNames: ['orders-errors'], Enable: { 'Fn::If': ['IsLive', true, false] }, Rollback: true }) },
  ],
});
