import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const TASK = 'AWS::ECS::TaskDefinition';
const PROPERTY = 'ContainerDefinitions';

function judge(container: PropertyValue): Verdict {
  const driver = container.property('LogConfiguration.LogDriver');
  if (driver.isUnknown) return Verdict.UNKNOWN;
  if (driver.text !== undefined && driver.text !== 'none') return Verdict.COMPLIANT;
  const name = container.property('Name').text;
  const found = driver.text === 'none' ? 'throws its output away' : 'has no log driver';
  return Verdict.violating({ message: `The container${name === undefined ? '' : ` ${name}`} ${found}`, name, property: PROPERTY });
}

export default defineRule({
  id: 'OE-EcsContainerLogging',
  bestPractices: ['OPS04-BP02'],
  level: RuleLevel.ERROR,
  title: 'Containers of ECS have a log driver',
  why: 'What a container wrote is gone with its task, so a container that crashes takes the reason with it',
  remedy: 'Set logging: ecs.LogDrivers.awsLogs({ streamPrefix: \'orders\' }), or FireLens for another destination',
  nagRule: 'ecs.ECSTaskDefinitionContainerLogging',
  nagDifference: 'it takes the driver none for a log',
  resourceTypes: [TASK],
  check: task => {
    const containers = task.property(PROPERTY);
    return containers.isUnknown ? Verdict.UNKNOWN : combinedVerdict(containers.items.map(judge));
  },
  compliant: [
    {
      title: 'a log group',
      resources: { Task: { Type: TASK, Properties: { ContainerDefinitions: [{ Name: 'app', Image: 'orders:1', LogConfiguration: { LogDriver: 'awslogs' } }] } } },
      cdk: `const task = new ecs.FargateTaskDefinition(this, 'Task');
task.addContainer('app', {
  image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable'),
  logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'orders' }),
});`,
    },
    {
      title: 'FireLens, and a log of its router',
      resources: {
        Task: {
          Type: TASK,
          Properties: {
            ContainerDefinitions: [
              { Name: 'app', Image: 'orders:1', LogConfiguration: { LogDriver: 'awsfirelens' } },
              { Name: 'router', Image: 'public.ecr.aws/aws-observability/aws-for-fluent-bit:stable', FirelensConfiguration: { Type: 'fluentbit' }, LogConfiguration: { LogDriver: 'awslogs' } },
            ],
          },
        },
      },
    },
  ],
  violating: [
    {
      title: 'a container without a log driver',
      resources: {
        Task: {
          Type: TASK,
          Properties: { ContainerDefinitions: [{ Name: 'app', Image: 'orders:1', LogConfiguration: { LogDriver: 'awslogs' } }, { Name: 'cache', Image: 'redis:7' }] },
        },
      },
      findings: ['cache'],
      cdk: `const task = new ecs.FargateTaskDefinition(this, 'Task');
task.addContainer('app', {
  image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable'),
  logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'orders' }),
});
task.addContainer('cache', { image: ecs.ContainerImage.fromRegistry('redis:7') });`,
    },
    {
      title: 'a driver that throws everything away',
      resources: { Task: { Type: TASK, Properties: { ContainerDefinitions: [{ Name: 'app', Image: 'orders:1', LogConfiguration: { LogDriver: 'none' } }] } } },
      findings: ['app'],
    },
  ],
  ignored: [
    {
      title: 'the driver is a parameter',
      resources: { Task: { Type: TASK, Properties: { ContainerDefinitions: [{ Name: 'app', Image: 'orders:1', LogConfiguration: { LogDriver: { Ref: 'LogDriver' } } }] } } },
    },
    { title: 'the containers are a parameter', resources: { Task: { Type: TASK, Properties: { ContainerDefinitions: { Ref: 'Containers' } } } } },
    { title: 'no containers', resources: { Task: { Type: TASK, Properties: { Family: 'orders' } } } },
  ],
});
