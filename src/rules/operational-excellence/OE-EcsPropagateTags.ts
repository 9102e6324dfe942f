import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const SERVICE = 'AWS::ECS::Service';
const PROPERTY = 'PropagateTags';

export default defineRule({
  id: 'OE-EcsPropagateTags',
  bestPractices: ['OPS02-BP01'],
  level: RuleLevel.WARNING,
  title: 'Services of ECS hand tags to their tasks',
  why: 'Tasks, their network interfaces and their costs carry no owner, so whoever finds one cannot tell which service it belongs to',
  remedy: 'Set propagateTags: ecs.PropagatedTagSource.SERVICE, and enableECSManagedTags: true for the names of cluster and service',
  resourceTypes: [SERVICE],
  check: service => {
    const source = service.property(PROPERTY);
    if (source.isUnknown) return Verdict.UNKNOWN;
    if (source.text === 'SERVICE' || source.text === 'TASK_DEFINITION') return Verdict.COMPLIANT;
    return Verdict.violating({ message: `Where tasks have their tags from is ${source.text ?? 'not set'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'the tags of the service',
      resources: { Orders: { Type: SERVICE, Properties: { PropagateTags: 'SERVICE', EnableECSManagedTags: true } } },
      cdk: `const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task');
taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable') });
new ecs.FargateService(this, 'Orders', {
  cluster: new ecs.Cluster(this, 'Cluster', { vpc: new ec2.Vpc(this, 'Vpc') }),
  taskDefinition,
  propagateTags: ecs.PropagatedTagSource.SERVICE,
  enableECSManagedTags: true,
});`,
    },
    { title: 'the tags of the task definition', resources: { Orders: { Type: SERVICE, Properties: { PropagateTags: 'TASK_DEFINITION' } } } },
  ],
  violating: [
    {
      title: 'tasks without tags',
      resources: { Orders: { Type: SERVICE, Properties: { LaunchType: 'FARGATE' } } },
      cdk: `const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task');
taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable') });
new ecs.FargateService(this, 'Orders', { cluster: new ecs.Cluster(this, 'Cluster', { vpc: new ec2.Vpc(this, 'Vpc') }), taskDefinition });`,
    },
    { title: 'tags handed on from nowhere', resources: { Orders: { Type: SERVICE, Properties: { PropagateTags: 'NONE' } } } },
  ],
  ignored: [{ title: 'a parameter says from where', resources: { Orders: { Type: SERVICE, Properties: { PropagateTags: { Ref: 'TagSource' } } } } }],
});
