import { defineRule } from '../private/define-rule';
import { isDeployedByEcs, isOther } from '../private/ecs-deployments';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const SERVICE = 'AWS::ECS::Service';
const PROPERTY = 'DeploymentConfiguration.MinimumHealthyPercent';
const HALF = 50;

const code = (percent: number) => `const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task');
taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx:1.29.3') });
new ecs.FargateService(this, 'Service', {
  cluster: new ecs.Cluster(this, 'Cluster', { vpc: new ec2.Vpc(this, 'Vpc') }),
  taskDefinition,
  desiredCount: 4,
  minHealthyPercent: ${percent},
});`;

const service = (percent: unknown, more: object = {}) => ({
  Service: { Type: SERVICE, Properties: { DeploymentConfiguration: { MinimumHealthyPercent: percent }, ...more } },
});

export default defineRule({
  id: 'OE-EcsMinimumHealthy',
  bestPractices: ['OPS06-BP03'],
  level: RuleLevel.WARNING,
  title: 'Half of the tasks of a service or more stay up while it is deployed',
  why: 'ECS stops the old tasks before the new ones serve, so that the rest takes all the load, or nothing serves at all when the new ones do not start',
  remedy: 'Set minHealthyPercent: 100, and maxHealthyPercent: 200 so that there is room for the new tasks',
  resourceTypes: [SERVICE],
  check: ecsService => {
    const isJudged = isDeployedByEcs(ecsService);
    const strategy = ecsService.property('DeploymentConfiguration.Strategy');
    if (isJudged === false || isOther(strategy, 'ROLLING')) return Verdict.NOT_APPLICABLE;
    const percent = ecsService.property(PROPERTY);
    if (percent.isUnknown) return Verdict.UNKNOWN;
    // The default of ECS is 100.
    if (percent.number === undefined || percent.number >= HALF) return Verdict.COMPLIANT;
    const count = ecsService.property('DesiredCount');
    // ECS rounds up, so that one of one stays.
    const staying = percent.number > 0 && count.number !== undefined ? Math.ceil(count.number * percent.number / 100) / count.number : 0;
    if (staying * 100 >= HALF) return Verdict.COMPLIANT;
    if (isJudged === undefined || strategy.isUnknown || (percent.number > 0 && count.isUnknown)) return Verdict.UNKNOWN;
    return Verdict.violating({ message: `Only ${percent.number} % of the tasks stay up during a deployment`, property: PROPERTY });
  },
  compliant: [
    { title: 'all tasks stay', resources: service(100), cdk: code(100) },
    { title: 'the default, which is all', resources: { Service: { Type: SERVICE, Properties: { DesiredCount: 1 } } } },
    { title: 'the only task stays, as ECS rounds up', resources: service(25, { DesiredCount: 1 }) },
  ],
  violating: [
    { title: 'a quarter of them stays', resources: service(25, { DesiredCount: 4 }), cdk: code(25) },
    { title: 'none stays', resources: service(0, { DesiredCount: 1 }) },
    { title: 'a part of what scaling asks for', resources: service(10) },
  ],
  ignored: [
    { title: 'a daemon, of which each host has one task', resources: service(0, { SchedulingStrategy: 'DAEMON' }) },
    { title: 'deployed by CodeDeploy', resources: service(0, { DeploymentController: { Type: 'CODE_DEPLOY' } }) },
    { title: 'the percentage is a parameter', resources: service({ Ref: 'Percent' }) },
    { title: 'the number of tasks is a parameter', resources: service(25, { DesiredCount: { Ref: 'Count' } }) },
    {
      title: 'blue/green',
      resources: { Service: { Type: SERVICE, Properties: { DeploymentConfiguration: { Strategy: 'BLUE_GREEN', MinimumHealthyPercent: 0 } } } },
    },
  ],
});
